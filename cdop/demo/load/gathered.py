"""What agencies sent about invented cases: requests, forms, documents, and the many times somebody looked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cases.statutory import catalogue
from cdop.demo.load import invented
from cdop.demo.load.copying import Sheet

if TYPE_CHECKING:
    from cdop.demo.load.history import History, Made

SOURCES = ("hospital", "gp", "social_care", "police", "health_visitor", "ambulance", "school", "maternity")
LOOKS = (
    ("case_viewed", "Case work"), ("identity_viewed", "Case work"), ("response_viewed", "Case work"),
    ("case_viewed", "Case work"), ("request_viewed", "Case work"),
)  # fmt: skip
MANY_DOCUMENTS, OFTEN = 200, 0.01
"""One case in a hundred has a whole archive."""


class Gathered:
    """Rows beside the cases of one panel."""

    def __init__(self, history: "History", times: datetime) -> None:
        self.history = history
        self.version = catalogue.versions("reporting")[-1].version
        self.requests = Sheet("cases.InformationRequest", *REQUEST, times=times)
        self.responses = Sheet("cases.FormResponse", *RESPONSE, times=times)
        self.documents = Sheet("cases.Attachment", *DOCUMENT, times=times)
        self.notes = Sheet("cases.CaseNote", "id", "case_id", "happened_on", "text", "by_id", times=times)
        self.key_workers = Sheet("cases.KeyWorker", *KEY_WORKER, times=times)
        self.delays = Sheet(
            "cases.DelayReason", "id", "case_id", "code", "owner", "started_on", "ended_on", times=times
        )

    @property
    def sheets(self) -> Iterable[Sheet]:
        """In an order in which each finds what it refers to."""
        return self.requests, self.responses, self.documents, self.notes, self.key_workers, self.delays

    def add(self, made: "Made") -> None:
        """All that was gathered about one case."""
        random = self.history.random
        for source in SOURCES[: self.history.shape.forms]:
            self._ask(made, source)
        for _ in range(_documents(self.history)):
            self._document(made)
        if random.random() < 0.3:
            self.notes.add(
                invented.key(random), made.key, made.death.notified_on, "An invented note.", self._by("manager")
            )
        self._key_worker(made)
        if made.death.review_after > 365 or random.random() < 0.1:
            until = made.reviewed_on and max(made.death.notified_on, made.reviewed_on - timedelta(days=30))
            self.delays.add(
                invented.key(random), made.key, "awaiting_inquest", "Invented coroner", made.death.notified_on, until
            )
        self._looks(made)

    def _by(self, name: str):
        return self.history.staffed.users[name].pk

    def _ask(self, made: "Made", source: str) -> None:
        random, staffed = self.history.random, self.history.staffed
        asked = made.death.notified_on + timedelta(days=random.randrange(0, 4))
        answered = asked + timedelta(days=3 + int(random.expovariate(0.06)))
        is_open = made.reviewed_on is None and (answered > made.until or random.random() < 0.1)
        key, agency = invented.key(random), random.choice(staffed.agencies)
        answered = min(answered, made.reviewed_on or made.until)
        answered = max(answered, asked)
        self.requests.add(
            key, made.key, agency.pk, "Invented Respondent", self._respondent(), source, asked,
            asked + timedelta(days=21), "asked" if is_open else "received", None if is_open else answered,
            "" if is_open else "service",
        )  # fmt: skip
        self._note(made, asked, "manager", "request_made", ("cases.informationrequest", key, ""))
        if not is_open:
            self._answer(made, key, answered)

    def _respondent(self) -> str:
        """One in a hundred requests goes to the respondent who can sign in; most agencies answer by link."""
        number = self.history.random.randrange(100)
        own = self.history.staffed.users["respondent"].email
        return own if number == 0 else f"agency{number}.{own.split('.', 1)[1]}"

    def _answer(self, made: "Made", request: str, answered) -> None:
        history, key = self.history, invented.key(self.history.random)
        at = history.moment(answered)
        texts = history.texts if history.shape.long_texts else ["Invented."]
        answers = (
            f'{{"respondent_role": "Invented role", "event_narrative": "{history.random.choice(texts)}",'
            f' "care_detail": "{history.random.choice(texts)[:400]}"}}'
        )
        self.responses.add(
            key, made.key, request, "reporting", self.version, "submitted", answers, f"{at}+00", "Invented Respondent",
            f"{at}+00", "Invented Respondent",
        )  # fmt: skip
        self._note(made, answered, "respondent", "response_submitted", ("cases.formresponse", key, ""))

    def _document(self, made: "Made") -> None:
        random = self.history.random
        key = invented.key(random)
        self.documents.add(
            key, made.key, "Invented document", f"attachments/{made.key}/{key.replace('-', '')}", "invented.pdf",
            "application/pdf", random.randrange(20_000, 900_000), f"{random.getrandbits(256):064x}", 4,
            self._by("manager"),
        )  # fmt: skip
        self._note(made, made.death.notified_on, "manager", "attachment_added", ("cases.attachment", key, ""))

    def _key_worker(self, made: "Made") -> None:
        random, staffed = self.history.random, self.history.staffed
        if random.random() < 0.7:
            user = self._by("keyworker") if random.random() < 0.05 else None  # the others have no account
            ended = made.reviewed_on + timedelta(days=1) if made.reviewed_on else None
            self.key_workers.add(
                invented.key(random), made.key, user, "Invented Keyworker", staffed.agencies[0].pk,
                "01632 960002", made.death.notified_on, ended,
            )  # fmt: skip

    def _looks(self, made: "Made") -> None:
        history = self.history
        for number in range(max(0, history.shape.entries - 12 - 2 * history.shape.forms)):
            verb, purpose = LOOKS[number % len(LOOKS)]
            day = made.death.notified_on + timedelta(days=history.random.randrange(made.days))
            who = "doctor" if number % 4 == 3 else "manager"
            self._note(made, day, who, verb, ("cases.case", *made.named), purpose)

    def _note(self, made: "Made", day, who: str, verb: str, subject: tuple[str, str, str], purpose: str = "") -> None:
        history = self.history
        history.trail.note(history.moment(day), history.staffed.actor(who), verb, subject, made.named, purpose)


def _documents(history: "History") -> int:
    random = history.random
    if history.shape.long_texts and random.random() < OFTEN:
        return MANY_DOCUMENTS
    return int(random.expovariate(1 / (history.shape.documents + 0.01)))


REQUEST = (
    "id", "case_id", "organisation_id", "respondent_name", "respondent_email", "source", "asked_on", "due_on", "state",
    "answered_on", "answered_via",
)  # fmt: skip
RESPONSE = (
    "id", "case_id", "request_id", "form", "definition_version", "state", "answers", "saved_at", "saved_by_label",
    "submitted_at", "submitted_by_label",
)  # fmt: skip
DOCUMENT = ("id", "case_id", "title", "file", "file_name", "content_type", "size", "sha256", "pages", "by_id")
KEY_WORKER = ("id", "case_id", "user_id", "name", "organisation_id", "contact", "starts_on", "ends_on")
