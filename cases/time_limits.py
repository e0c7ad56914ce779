"""The time limits that run from other records of a case: its notification, processes and review meeting. Pure.

They stand beside the four of ``clocks``. Hours are counted in whole days, for that is what is recorded: “within 24
hours” is met on the day after at the latest. Working days are those of England.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from cases.clocks import Clock, state
from cases.vocabularies import ProcessKind, ProcessStatus
from cases.vocabularies.process_details import ProcessDay
from common.dates import add_working_days, months_after

K, D = ProcessKind, ProcessDay
UNFINISHED = (ProcessStatus.EXPECTED, ProcessStatus.OPEN)
DEATH, START, END = "death", "start", "end"


@dataclass(frozen=True)
class Limit:
    """So long after its start."""

    days: int = 0
    working_days: int = 0
    months: int = 0

    def after(self, start: date) -> date:
        """The last day that is in time."""
        if self.months:
            return months_after(start, self.months)
        return add_working_days(start, self.working_days) if self.working_days else start + timedelta(days=self.days)


@dataclass(frozen=True)
class Rule:
    """A time limit of one kind of process, from one of its days to another."""

    code: str
    kind: str
    label: str
    target: str
    starts: str
    ends: tuple[str, ...]
    limit: Limit


RULES = (
    Rule("jar_initial", K.JAR, "Joint agency response: first discussion", "on the same day", START, (D.INITIAL,),
         Limit()),
    Rule("jar_scene", K.JAR, "Joint agency response: visit to the scene", "within 24 hours", START, (D.SCENE,),
         Limit(days=1)),
    Rule("jar_second", K.JAR, "Joint agency response: meeting on the preliminary post-mortem result",
         "about 5 to 7 days after the death", START, (D.SECOND,), Limit(days=7)),
    Rule("cspr_notified", K.CSPR, "Serious incident: tell the national panel",
         "within 5 working days of learning of it", D.KNOWN, (D.NOTIFIED,), Limit(working_days=5)),
    Rule("cspr_rapid", K.CSPR, "Serious incident: rapid review", "within 15 working days of learning of it", D.KNOWN,
         (D.RAPID_REVIEW,), Limit(working_days=15)),
    Rule("registrar", K.MEDICAL_EXAMINER, "Registrar tells the panel", "within 7 days of the registration",
         D.REGISTERED, (D.REGISTRAR_TOLD,), Limit(days=7)),
    Rule("coroner", K.CORONER, "Coroner tells the panel", "within 3 days of ordering an investigation or post-mortem",
         D.ORDERED, (D.TOLD,), Limit(days=3)),
    Rule("pmrt", K.PMRT, "Perinatal mortality review: report", "about 6 months after the death", DEATH, (D.REPORT, END),
         Limit(months=6)),
)  # fmt: skip
"""Domain: the guidance on joint agency responses, safeguarding incidents, registrars, coroners and PMRT."""


@dataclass(frozen=True)
class Process:
    """What the limits need of a parallel process."""

    kind: str
    status: str
    started_on: date | None = None
    ended_on: date | None = None
    days: dict[str, date] = field(default_factory=dict)

    def on(self, name: str, died_on: date) -> date | None:
        """One of its days. A start that nobody recorded is the day of the death."""
        if name == DEATH:
            return died_on
        if name == START:
            return self.started_on or died_on
        return self.ended_on if name == END else self.days.get(name)


@dataclass(frozen=True)
class Facts:
    """What the limits are read from."""

    died_on: date
    notified_on: date
    open: bool
    imported: bool = False
    decided_on: date | None = None
    told_on: date | None = None
    meeting_on: date | None = None
    meeting_ahead: bool = False
    invited_on: date | None = None
    processes: tuple[Process, ...] = ()


def limits(facts: Facts, today: date) -> list[Clock]:
    """Every limit that applies, in the order in which they run."""
    return [*_first_days(facts, today), *_of_processes(facts, today), *_invitation(facts, today)]


def _first_days(facts: Facts, today: date):
    due = facts.died_on + timedelta(days=1)
    told = state(due, facts.notified_on, today, facts.open)
    if not facts.imported:
        yield _by_hand("decided", "First decisions", "within 1 to 2 hours", facts.died_on, facts.decided_on, today)
        label = "Tell GP, child health information service and others"
        yield _by_hand("told", label, "within 24 hours of the death", due, facts.told_on, today)
    yield Clock("notified", "Notify the panel", "within 24 hours of the death", due, facts.notified_on, told)


def _by_hand(code: str, label: str, target: str, due: date, done: date | None, today: date) -> Clock:
    """A limit that only somebody's own note can tell: once it has passed without one it is not known, not missed."""
    return Clock(code, label, target, due, done, state(due, done, today, today <= due))


def _of_processes(facts: Facts, today: date):
    for rule in RULES:
        for process in facts.processes:
            start = process.on(rule.starts, facts.died_on)
            if process.kind == rule.kind and start and process.status != ProcessStatus.NOT_NEEDED:
                yield _clock(rule, process, facts, start, today)


def _clock(rule: Rule, process: Process, facts: Facts, start: date, today: date) -> Clock:
    done = next((on for name in rule.ends if (on := process.on(name, facts.died_on)) and on <= today), None)
    due, waits = rule.limit.after(start), facts.open and process.status in UNFINISHED
    return Clock(rule.code, rule.label, rule.target, due, done, state(due, done, today, waits))


def _invitation(facts: Facts, today: date):
    if facts.meeting_on is None:
        return
    due, waits = months_after(facts.meeting_on, -1), facts.open and facts.meeting_ahead
    label, target = "Invite to the review meeting", "a month before it where possible"
    yield Clock("invited", label, target, due, facts.invited_on, state(due, facts.invited_on, today, waits))
