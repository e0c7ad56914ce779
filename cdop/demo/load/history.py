"""The cases of one panel, from the death to the review or as far as they have come by the last day."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cases.workflow import Status
from cdop.demo.load import gathered, invented, reviewed
from cdop.demo.load.copying import Sheet
from cdop.demo.load.people import Staffed
from cdop.demo.load.shape import Shape
from cdop.demo.load.skew import DECILES, ETHNICITY, Death, deaths, pick
from cdop.demo.load.trail import Trail

STAGES = (
    (0.25, Status.GATHERING), (0.45, Status.CDRM_SCHEDULED), (0.7, Status.CDRM_HELD), (9.9, Status.PANEL_PREPARATION),
)  # fmt: skip
OUT = (Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED)
HOURS = tuple(
    timedelta(hours=h, minutes=m, seconds=s) for h, m, s in ((9, 5, 1), (10, 12, 9), (11, 40, 2), (14, 1, 30))
)


class Made:
    """One case on its way into the rows: its death and what was worked out for it."""

    def __init__(self, random: Random, death: Death, reference: str, reviewed_on: date | None, until: date) -> None:
        self.death, self.reference, self.until = death, reference, until
        self.key = invented.key(random)
        self.reviewed_on = reviewed_on
        self.status = _status(random, death, reviewed_on, until)
        if self.status in OUT:
            self.reviewed_on = None
        self.met_on = _met_on(self)
        self.actors: list[tuple[str, str]] = []

    @property
    def named(self) -> tuple[str, str]:
        """Key and reference, as the trail has them."""
        return self.key, self.reference

    @property
    def days(self) -> int:
        """From the notification to the review, or to the last day."""
        return max(1, ((self.reviewed_on or self.until) - self.death.notified_on).days)


class History:
    """All rows of one panel."""

    def __init__(self, random: Random, staffed: Staffed, shape: Shape, until: date, numbers: Iterator[str]) -> None:
        self.random, self.staffed, self.shape, self.until, self.numbers = random, staffed, shape, until, numbers
        self.trail = Trail(str(staffed.panel.pk))
        self.texts = invented.narratives(random)
        times = datetime.combine(until, time(3), tzinfo=UTC)
        self.cases = Sheet("cases.Case", *CASE, times=times)
        self.notifications = Sheet("cases.Notification", *NOTIFICATION, times=times)
        self.decisions = Sheet(
            "cases.TriageDecision", "notification_id", "from_state", "to_state", "case_id", "at", "by_id", "by_label"
        )
        self.children = Sheet("cases.Child", *CHILD, times=times)
        self.relatives = Sheet("cases.Relative", "id", "child_id", "relationship", "name", times=times)
        self.changes = Sheet(
            "cases.StatusChange", "case_id", "step", "from_status", "to_status", "at", "by_id", "by_label"
        )
        self.gathered = gathered.Gathered(self, times)
        self.reviewed = reviewed.Reviewed(self, times)

    def build(self, count: int, first: date) -> int:
        """Makes the rows of so many deaths since ``first`` and sends them off; returns how many rows there were."""
        found = deaths(self.random, count, first, self.until)
        meetings = self.reviewed.meeting_days(first, self.until)
        for number, death in enumerate(found, start=1):
            self._case(number, death, meetings)
        self.reviewed.meet()
        sheets = [
            self.cases, self.notifications, self.decisions, self.children, self.relatives, self.changes,
            *self.gathered.sheets, *self.reviewed.sheets,
        ]  # fmt: skip
        return sum(sheet.copy() for sheet in sheets) + self.trail.copy()

    def moment(self, day: date) -> datetime:
        """A working hour of a day, in UTC without saying so, a few microseconds apart from any other."""
        hour = self.random.choice(HOURS)
        return datetime(day.year, day.month, day.day) + hour + timedelta(microseconds=self.random.randrange(999_999))

    def _case(self, number: int, death: Death, meetings: list[date]) -> None:
        code = self.staffed.panel.code.upper()
        due = death.notified_on + timedelta(days=death.review_after)
        place = bisect_left(meetings, due)
        reviewed_on = meetings[place] if place < len(meetings) else None
        made = Made(self.random, death, f"{code}-{death.notified_on.year}-{number:04d}", reviewed_on, self.until)
        self._add_case(made)
        self._add_notification(made)
        self._add_steps(made)
        self.gathered.add(made)
        self.reviewed.add(made)

    def _add_case(self, made: Made) -> None:
        death, random = made.death, self.random
        infant = death.age_days < 365
        place = random.choices(("hospital", "home", "hospice", "other"), (72, 18, 6, 4))[0]
        sex = random.choices(("male", "female", "not_known"), (56, 43, 1))[0]
        made.sex, made.ethnicity = sex, pick(random, ETHNICITY)
        made.area = random.choice(self.staffed.areas)
        final = made.reviewed_on is not None
        made.modifiability = self.reviewed.modifiability(made) if final else ""
        self.cases.add(
            made.key, self.staffed.panel.pk, made.reference, str(made.status),
            f"{self.moment(made.reviewed_on or death.notified_on)}+00",
            death.notified_on, death.died_on, death.age_days, death.age_years, sex, made.ethnicity, made.area,
            random.choices(range(1, 11), DECILES)[0], random.randrange(22, 42) if infant else None,
            random.randrange(500, 4200) if infant else None, place, "expected" if death.expected else "unexpected",
            self.staffed.users["manager"].pk if random.random() < 0.8 else None, death.notified_on, made.met_on,
            made.reviewed_on, death.category if final else None, made.modifiability,
        )  # fmt: skip

    def _add_notification(self, made: Made) -> None:
        death, random = made.death, self.random
        key, child = invented.key(random), invented.key(random)
        received, manager = self.moment(death.notified_on), self.staffed.users["manager"]
        decided = received + timedelta(hours=2)
        self.notifications.add(
            key, self.staffed.panel.pk, f"L{key[:18].upper()}", "accepted", f"{received}+00", death.died_on, made.sex,
            made.ethnicity, made.area, "expected" if death.expected else "unexpected", "An invented death.",
            "Sample Notifier", "Consultant (invented)", self.staffed.agencies[0].name, "notifier@example.org",
            made.key, f"{decided}+00", manager.pk,
        )  # fmt: skip
        label = manager.audit_label
        self.decisions.add(key, "received", "accepted", made.key, f"{decided}+00", manager.pk, label)
        surname = invented.surname(random)
        self.children.add(
            child, key, made.key, invented.first_name(random), surname, next(self.numbers),
            death.died_on - timedelta(days=death.age_days), f"ZZ{random.randrange(10, 99)} {random.randrange(9)}ZZ",
        )  # fmt: skip
        self.relatives.add(invented.key(random), child, "Mother", f"{invented.first_name(random)} {surname}")
        subject = ("cases.notification", key, f"L{key[:18].upper()}")
        self.trail.note(received, ("", "A notifier without an account"), "notification_received", subject, ("", ""))
        self.trail.note(decided, self.staffed.actor("manager"), "notification_accepted", subject, made.named)
        self.trail.note(decided, self.staffed.actor("manager"), "case_opened", ("cases.case", *made.named), made.named)

    def _add_steps(self, made: Made) -> None:
        manager = self.staffed.users["manager"]
        for day, step, before, after in _steps(made):
            at = self.moment(day)
            self.changes.add(made.key, step, before, after, f"{at}+00", manager.pk, manager.audit_label)
            about = ("cases.case", *made.named)
            self.trail.note(at, self.staffed.actor("manager"), "case_status_changed", about, made.named)


CASE = (
    "id", "panel_id", "reference", "status", "status_since", "notified_on", "died_on", "age_days", "age_years", "sex",
    "ethnicity", "local_authority_id", "imd_decile", "gestation_weeks", "birth_weight_grams", "place_of_death",
    "expectedness", "case_worker_id", "ncmd_notified_on", "cdrm_on", "reviewed_on", "primary_category", "modifiability",
)  # fmt: skip
NOTIFICATION = (
    "id", "panel_id", "reference", "state", "received_at", "died_on", "sex", "ethnicity", "local_authority_id",
    "expectedness", "circumstances", "notifier_name", "notifier_role", "notifier_agency", "notifier_email", "case_id",
    "decided_at", "decided_by_id",
)  # fmt: skip
CHILD = ("id", "notification_id", "case_id", "first_names", "surname", "nhs_number", "born_on", "postcode")


def _status(random: Random, death: Death, reviewed_on: date | None, until: date) -> str:
    if random.random() < 0.02:
        return random.choice(OUT)
    if reviewed_on is None:
        share = (until - death.notified_on).days / max(1, death.review_after)
        return next(status for limit, status in STAGES if share < limit)
    return Status.CLOSED if (until - reviewed_on).days > 60 else Status.REVIEWED


def _met_on(made: Made) -> date | None:
    """The day of the review meeting; one that is only arranged lies ahead."""
    if made.status == Status.CDRM_SCHEDULED:
        return made.until + timedelta(days=14)
    if made.status in (Status.GATHERING, *OUT):
        return None
    return made.death.notified_on + timedelta(days=int(made.days * 0.4))


def _steps(made: Made) -> list[tuple[date, str, str, str]]:
    start = made.death.notified_on
    path = [(start, "open", "", "gathering")]
    if made.status in OUT:
        step = {Status.DUPLICATE: "mark_duplicate", Status.OUT_OF_SCOPE: "mark_out_of_scope"}.get(
            made.status, "transfer"
        )
        return [*path, (start, step, "gathering", str(made.status))]
    if made.met_on and made.status != Status.CDRM_SCHEDULED:
        path.append((made.met_on, "hold_cdrm", "gathering", "cdrm_held"))
    elif made.met_on:
        path.append((start, "arrange_cdrm", "gathering", "cdrm_scheduled"))
    if made.reviewed_on or made.status == Status.PANEL_PREPARATION:
        ready = made.met_on + timedelta(days=int(made.days * 0.2))
        path.append((min(ready, made.until), "prepare", "cdrm_held", "panel_preparation"))
    if made.reviewed_on:
        path.append((made.reviewed_on, "list", "panel_preparation", "listed"))
        path.append((made.reviewed_on, "finalise", "listed", "reviewed"))
    if made.status == Status.CLOSED:
        path.append((made.reviewed_on + timedelta(days=20), "submit", "reviewed", "submitted"))
        path.append((made.reviewed_on + timedelta(days=40), "close", "submitted", "closed"))
    return path
