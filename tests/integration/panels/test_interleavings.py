"""A thousand ways in which the work of two editors interleaves: nothing acknowledged is lost, what is refused is named.

Every action takes the lock of the meeting or of the case before it reads, so the orders of whole actions are all the
orders there are; that the locks do hold is ``test_floor_together``'s to show, with people at the same moment. What
should stand is kept here in a ledger of what was acknowledged, and never asked of the code that puts changes together.
"""

import random
import uuid
from dataclasses import dataclass, field

import pytest

from cases.actions import analysis
from cases.analysis.contents import LABELS
from cases.models import Analysis
from cases.selectors import analysis as saved_analysis
from common.dates import today
from common.errors import Stale
from panels import spoken
from panels.actions import floor, live
from panels.models import Discussion
from panels.selectors.floor import record_of
from tests import scenarios_panels as scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TIMES = 1000
TIMES_OF_FORM = 300
PROGRAMS = (("open", "write", "save"), ("open", "write", "save", "save"), ("open", "decide"))
TEXTS = ("issues", "cause_understood", "points", "correction")
LISTS = ("learning_points", "recommendations")
MOST_ROWS = 3


def words(rng: random.Random) -> str:
    """Words that nobody else writes."""
    return f"W{rng.getrandbits(64):x}"


def new_row(name: str, rng: random.Random) -> dict:
    """A row that nobody else writes."""
    if name == "learning_points":
        return {"text": words(rng), "good_practice": False}
    key = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return {
        "id": key, "text": words(rng), "level": "local", "strength": "", "owner": "Sample Hospital", "owner_email": "",
        "due_on": today(), "measure": "",
    }  # fmt: skip


def changed_rows(name: str, rows: list[dict], rng: random.Random) -> list[dict]:
    """One row added, changed or taken away."""
    rows = list(rows)
    if rows and rng.random() < 0.6:
        old = rows.pop(rng.randrange(len(rows)))
        if rng.random() < 0.5:
            rows.append({**old, "text": words(rng)})
    elif len(rows) < MOST_ROWS:
        rows.append(new_row(name, rng))
    return rows


def change(record: dict, rng: random.Random, texts: tuple[str, ...]) -> dict:
    """A page after somebody wrote in one to three places of it."""
    changed = dict(record)
    for name in rng.sample([*texts, *LISTS, "categories"], rng.randint(1, 3)):
        if name in LISTS:
            changed[name] = changed_rows(name, record[name], rng)
        elif name == "categories":
            changed[name] = rng.choice([[8], [9], [8, 9]])
        else:
            changed[name] = words(rng)
    return changed


def texts_of(rows: list[dict]) -> set[str]:
    """Rows by their words, which are unlike any others."""
    return {row["text"] for row in rows}


@dataclass
class Ledger:
    """What was acknowledged, answer by answer and row by row."""

    answers: dict
    refused: int = 0

    def take(self, base: dict, mine: dict, refused: list[str] = ()) -> None:
        """Somebody was told that everything changed is kept, but for what is named."""
        for name in (name for name in mine if mine[name] != base[name] and name not in refused):
            if name in LISTS:
                gone = texts_of(base[name]) - texts_of(mine[name])
                self.answers[name] = self.answers[name] - gone | (texts_of(mine[name]) - texts_of(base[name]))
            else:
                self.answers[name] = mine[name]
        self.refused += len(refused)

    def stands(self, record: dict) -> None:
        """What is saved is what was acknowledged: no more, no less."""
        assert {
            name: texts_of(record[name]) if name in LISTS else record[name] for name in self.answers
        } == self.answers


def ledger_of(record: dict, *names: str) -> Ledger:
    """The ledger of what stands at first."""
    return Ledger({name: texts_of(record[name]) if name in LISTS else record[name] for name in names})


def steps(first, second, rng: random.Random, program: tuple[str, ...]):
    """Both do the whole program, each in its order, one step of one of them after another."""
    waiting = {id(one): list(program) for one in (first, second)}
    order = [first] * len(program) + [second] * len(program)
    rng.shuffle(order)
    for one in order:
        yield getattr(one, waiting[id(one)].pop(0))


# --- the meeting's screen


@dataclass
class AtTheMeeting:
    """Somebody with the screen of one case before them."""

    item: object
    by: object
    ledger: Ledger
    base: dict = field(default_factory=dict)
    mine: dict = field(default_factory=dict)
    seen: tuple = ()

    def open(self, rng) -> None:
        """The page, as it stands now."""
        self.base = self.now()
        self.base.pop("decision")
        self.mine, self.seen = self.base, (self.item.version, self.item.outcome)

    def write(self, rng) -> None:
        """In one to three places."""
        self.mine = spoken.plain(change(spoken.full(self.mine), rng, TEXTS))

    def save(self, rng) -> None:
        """What is not named is kept; what is named was changed by both, and stays as the other saved it."""
        before = self.ledger.answers
        kept = floor.keep(
            meeting_id=self.item.meeting_id, item_id=self.item.pk, base=self.base, mine=self.mine, by=self.by
        )
        for name in kept.clashes:
            stood = texts_of(kept.record[name]) if name in LISTS else kept.record[name]
            assert stood == before[name]
            assert self.mine[name] not in (self.base[name], kept.record[name])
            assert self.base[name] != kept.record[name]
            assert kept.others
        self.ledger.take(self.base, self.mine, kept.clashes)
        self.ledger.stands(self.now())
        over = rng.random() < 0.5  # “Keep mine” takes what the other saved as read; otherwise theirs is taken
        self.base = {**spoken.grown(self.base, self.mine, kept.clashes), **{n: kept.record[n] for n in kept.clashes}}
        self.mine = self.mine if over else {**self.mine, **{n: kept.record[n] for n in kept.clashes}}

    def now(self) -> dict:
        """What is saved, with what was decided."""
        self.item.refresh_from_db()
        record, _ = record_of(self.item, Discussion.objects.get(item=self.item))
        return {**record, "decision": (self.item.outcome, self.item.reason)}

    def decide(self, rng) -> None:
        """Defers the case or takes that back: on the row that was seen, or not at all."""
        version, outcome = self.seen
        wanted = ("pending", "") if outcome == "deferred" else ("deferred", words(rng))
        current = type(self.item).objects.get(pk=self.item.pk).version
        try:
            decided = live.decide(
                meeting_id=self.item.meeting_id, item_id=self.item.pk, version=version, by=self.by,
                outcome=wanted[0], reason=wanted[1],
            )  # fmt: skip
        except Stale:
            assert version != current
            self.ledger.refused += 1
        else:
            assert version == current
            self.ledger.answers["decision"] = wanted
            self.seen = (decided.version, decided.outcome)
        self.ledger.stands(self.now())


def test_two_editors_of_the_meetings_screen_lose_nothing_that_was_acknowledged(panel, case, manager, chair):
    meeting = scene.opened(case, manager=manager, invited=[chair])
    item = scene.item(meeting, case)
    floor.keep(meeting_id=meeting.pk, item_id=item.pk, base={}, mine={"points": "Begun"}, by=manager)
    record, _ = record_of(item, Discussion.objects.get(item=item))
    ledger = ledger_of({**record, "decision": ("pending", "")}, *TEXTS, *LISTS, "categories", "decision")
    editors = AtTheMeeting(item, manager, ledger), AtTheMeeting(item, chair, ledger)
    for seed in range(TIMES):
        rng = random.Random(seed)
        for step in steps(*editors, rng, rng.choices(PROGRAMS, (3, 1, 2))[0]):
            step(rng)
    assert ledger.refused > TIMES / 10  # the orders that matter did come about


# --- the analysis form


@dataclass
class AtTheForm:
    """Somebody with the analysis form before them."""

    case: object
    by: object
    ledger: Ledger
    base: dict = field(default_factory=dict)
    mine: dict = field(default_factory=dict)
    version: int = 0

    def open(self, rng) -> None:
        """The page, as it stands now."""
        form = Analysis.objects.get(case=self.case)
        self.base = self.mine = saved_analysis.as_data(form, self.case)
        self.version = form.version

    def write(self, rng) -> None:
        """In one to three places."""
        self.mine = change(self.mine, rng, TEXTS[:2])

    def save(self, rng) -> None:
        """The whole page is kept, or nothing of it: then every difference is named, with both wordings."""
        current = Analysis.objects.get(case=self.case)
        before = saved_analysis.as_data(current, self.case)
        try:
            saved = analysis.save_draft(case_id=self.case.pk, version=self.version, data=self.mine, by=self.by)
        except Stale as refusal:
            assert self.version != current.version
            self._named(refusal, before)
            self.ledger.refused += 1
        else:
            assert self.version == current.version or self.mine == before  # saying the same again is no clash
            self.ledger.take(self.base, self.mine)
            self.base, self.version = self.mine, saved.version
        self.ledger.stands(saved_analysis.as_data(Analysis.objects.get(case=self.case), self.case))

    def _named(self, refusal: Stale, before: dict) -> None:
        named = {label for label, _, _ in refusal.differences}
        assert {LABELS[name] for name in TEXTS[:2] if self.mine[name] != before[name]} <= named
        assert named


def test_two_editors_of_the_analysis_form_lose_nothing_that_was_acknowledged(case, manager, doctor):
    form = saved_analysis.as_data(Analysis.objects.get(case=case), case)
    ledger = ledger_of(form, *TEXTS[:2], *LISTS, "categories")
    editors = AtTheForm(case, manager, ledger), AtTheForm(case, doctor, ledger)
    for seed in range(TIMES_OF_FORM):
        rng = random.Random(seed)
        for step in steps(*editors, rng, PROGRAMS[0]):
            step(rng)
    assert TIMES_OF_FORM / 10 < ledger.refused < TIMES_OF_FORM
