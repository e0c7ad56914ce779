"""What the panel made of invented cases: analyses with factors and learning, meetings with agendas."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cases.models import FactorCode
from cases.workflow import Status
from cdop.demo.load import invented
from cdop.demo.load.copying import Sheet
from cdop.demo.load.skew import MODIFIABLE
from cdop.demo.words import CAUSE

if TYPE_CHECKING:
    from cdop.demo.load.history import History, Made

WEEKS_BETWEEN = 6
SEATED = ("chair", "doctor", "member1", "member2", "member3")
BEGUN = (Status.CDRM_HELD, Status.PANEL_PREPARATION)


class Reviewed:
    """Rows of reviews of one panel."""

    def __init__(self, history: "History", times: datetime) -> None:
        self.history = history
        self.met: dict[date, list[Made]] = defaultdict(list)
        self.analyses = Sheet("cases.Analysis", *ANALYSIS, times=times)
        self.categories = Sheet("cases.AnalysisCategory", "analysis_id", "category")
        self.factors = Sheet("cases.Factor", "analysis_id", "domain", "code_id", "relevance", "modifiable")
        self.learning = Sheet("cases.LearningPoint", "analysis_id", "text", "good_practice")
        self.meetings = Sheet("panels.Meeting", *MEETING, times=times)
        self.invitations = Sheet(
            "panels.Invitation", "id", "meeting_id", "user_id", "membership_id", "reply", "attendance", times=times
        )
        self.agenda = Sheet("panels.AgendaItem", *ITEM, times=times)

    @property
    def sheets(self) -> Iterable[Sheet]:
        """In an order in which each finds what it refers to."""
        return (
            self.analyses, self.categories, self.factors, self.learning, self.meetings, self.invitations, self.agenda,
        )  # fmt: skip

    @cached_property
    def codes(self) -> list[tuple[int, str]]:
        """The standard factors."""
        found = FactorCode.objects.filter(panel__isnull=True, retired=False).order_by("pk")
        return list(found.values_list("pk", "domain"))

    def meeting_days(self, first: date, until: date) -> list[date]:
        """Days on which the panel met."""
        start = first + timedelta(days=40)
        count = max(0, (until - start).days // (7 * WEEKS_BETWEEN))
        return [start + timedelta(weeks=WEEKS_BETWEEN * step) for step in range(count)]

    def modifiability(self, made: "Made") -> str:
        """What the panel found, drawn once for a case."""
        draw = self.history.random.random()
        return "modifiable" if draw < MODIFIABLE else "none" if draw < 0.94 else "inadequate_information"

    def add(self, made: "Made") -> None:
        """The analysis of a case that has come so far."""
        if made.reviewed_on is None and made.status not in BEGUN:
            return
        random, key = self.history.random, invented.key(self.history.random)
        final = made.reviewed_on is not None
        self.analyses.add(
            key, made.key, "final" if final else "draft", made.death.age_days < 28, CAUSE[made.death.category],
            made.modifiability, "Not enough is known." if made.modifiability.startswith("inad") else "",
            made.reviewed_on, self.history.staffed.users["chair"].pk if final else None,
        )  # fmt: skip
        self.categories.add(key, made.death.category)
        if random.random() < 0.2 and made.death.category < 9:
            self.categories.add(key, made.death.category + 1)
        self._factors(made, key)
        if random.random() < 0.4:
            self.learning.add(key, "An invented point of learning.", random.random() < 0.3)
        day = made.reviewed_on or made.death.notified_on
        at, about = self.history.moment(day), ("cases.case", *made.named)
        verb = "analysis_finalised" if final else "analysis_saved"
        self.history.trail.note(at, self.history.staffed.actor("chair" if final else "doctor"), verb, about, made.named)
        if final:
            self.met[made.reviewed_on].append(made)

    def _factors(self, made: "Made", analysis: str) -> None:
        random = self.history.random
        count = min(len(self.codes), 25, int(random.expovariate(1 / self.history.shape.factors)) + 1)
        modifiable = made.modifiability == "modifiable"
        for code, domain in random.sample(self.codes, count):
            relevance = 2 if modifiable else random.choices((0, 1, 2), (15, 30, 55))[0]
            self.factors.add(analysis, domain, code, relevance, modifiable)
            modifiable = modifiable and random.random() < 0.3

    def meet(self) -> None:
        """The meetings at which cases were reviewed, with who came."""
        random, staffed = self.history.random, self.history.staffed
        chair = staffed.users["chair"].pk
        for day, cases in sorted(self.met.items()):
            key, starts = invented.key(random), datetime(day.year, day.month, day.day, 10)
            ends = starts + timedelta(hours=4)
            self.meetings.add(
                key, staffed.panel.pk, f"{starts}+00", f"{ends}+00", "finalised", f"{starts}+00", f"{ends}+00", chair
            )
            for name in SEATED:
                came = "present" if random.random() < 0.85 else "apologies"
                self.invitations.add(
                    invented.key(random), key, staffed.users[name].pk, staffed.seats[name].pk, "accepted", came
                )
            for position, made in enumerate(cases, start=1):
                self.agenda.add(invented.key(random), key, made.key, position, "decided", f"{ends}+00", chair, 5)


ANALYSIS = (
    "id", "case_id", "state", "neonatal", "cause_understood", "modifiability", "inadequate_reason", "finalised_on",
    "finalised_by_id",
)  # fmt: skip
MEETING = ("id", "panel_id", "starts_at", "ends_at", "state", "opened_at", "finalised_at", "finalised_by_id")
ITEM = ("id", "meeting_id", "case_id", "position", "outcome", "decided_at", "decided_by_id", "members_present")
