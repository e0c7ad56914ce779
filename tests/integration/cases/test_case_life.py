"""Two thousand made-up lives of a case, from every status: any step, tried by anybody, in any order, and by hand.

What should come of it is worked out here from ``tests.case_life`` and never asked of the code: where the case stands,
how many steps its history holds, how many entries the trail.
"""

from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.roles import Role
from audit.models import Event
from cases.actions import access, analysis, processes, steps
from cases.actions.transition import transition
from cases.models import Case, ParallelProcess, StatusChange
from common.dates import today
from common.errors import NotNow, Refusal, Refused
from tests import factories
from tests import scenarios_casework as scene
from tests.case_life import AT_THE_MEETING, LEADS, OPEN, STATUSES, WITH_A_REASON, road

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIVES = 2000
SAID = "Sample reason"
ROADS = {status: [step for step, _ in road("gathering", status)] for status in STATUSES}
"""How the cases came to where lives begin; where one was listed, its analysis was written."""
WAIT_FOR_A_PROCESS = ("arrange_cdrm", "hold_cdrm", "prepare", "close")
FORGE = (
    "INSERT INTO cases_statuschange (case_id, step, from_status, to_status, reason, at, by_label) "
    "VALUES (%s, %s, %s, %s, '', now(), 'nobody')"
)


def by_hand(statement: str, *values) -> None:
    """In the application's name, past all its code."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@transaction.atomic
def take(case: Case, step: str, by, reason: str = SAID) -> None:
    """As pages and meetings do it."""
    if step == "finalise":
        analysis.finalise(case_id=case.pk, reviewed_on=today(), by=by)
    if step in (*AT_THE_MEETING, "transfer"):
        transition(case_id=case.pk, step=step, by=by, reason=reason)
    else:
        steps.take(case_id=case.pk, step=step, by=by, reason=reason, on=today())


def due(status: str, step: str, who: str, *, told: bool, waits: bool, written: bool) -> str | type[Refusal]:
    """Where a case should stand after an attempt, or how that is refused."""
    if who != "manager" and not (who == "chair" and step in AT_THE_MEETING):
        return Refused
    there = status in LEADS[step]
    said = told or step not in WITH_A_REASON
    free = not (waits and step in WAIT_FOR_A_PROCESS)
    ready = written or step != "finalise"
    return LEADS[step][status] if there and said and free and ready else NotNow


def outcome(case: Case, step: str, by, reason: str) -> str | type[Refusal]:
    """Where the case stands after the attempt, or how it was refused."""
    try:
        take(case, step, by, reason)
    except Refusal as refusal:
        return type(refusal)
    return Case.objects.values_list("status", flat=True).get(pk=case.pk)


class Life(RuleBasedStateMachine):
    """One case, and what should have become of it. ``cases`` by status and ``people`` are there before, and stay."""

    cases: dict[str, Case]
    people: dict

    @initialize(status=st.sampled_from(STATUSES))
    def begin(self, status):
        self.savepoint = transaction.savepoint()
        self.case, self.status, self.taken = self.cases[status], status, len(ROADS[status])
        self.waits, self.written = False, "list" in ROADS[status]

    def teardown(self) -> None:
        """As if it had never been."""
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def attempt(self, step: str, who: str, reason: str) -> None:
        expected = due(self.status, step, who, told=bool(reason), waits=self.waits, written=self.written)
        assert outcome(self.case, step, self.people[who], reason) == expected
        if isinstance(expected, str):
            self.status, self.taken = expected, self.taken + 1

    @rule(step=st.sampled_from(list(LEADS)), who=st.data(), reason=st.sampled_from(["", " ", SAID]))
    def anybody_tries_anything(self, step, who, reason):
        self.attempt(step, who.draw(st.sampled_from(sorted(self.people))), reason.strip())

    @rule(at=st.integers(0, 9), who=st.sampled_from(["manager", "chair"]))
    def somebody_goes_on(self, at, who):
        ways = [step for step, starts in LEADS.items() if self.status in starts]
        self.attempt(ways[at % len(ways)], who, SAID)

    @precondition(lambda self: not self.written and self.status in OPEN)
    @rule()
    def the_analysis_is_written(self):
        scene.with_analysis(self.case)
        self.written = True

    @precondition(lambda self: not self.waits)
    @rule()
    def an_inquest_is_opened(self):
        waits = {"blocks_meeting": True, "blocks_review": True, "blocks_closing": True}
        processes.add(
            case_id=self.case.pk, new_id=None, by=self.people["manager"], kind="coroner", status="open", **waits
        )
        self.waits = True

    @precondition(lambda self: self.waits)
    @rule()
    def the_inquest_ends(self):
        row = ParallelProcess.objects.get(case=self.case, status="open")
        processes.change(process_id=row.pk, version=row.version, by=self.people["manager"], status="complete")
        self.waits = False

    @rule(status=st.sampled_from(STATUSES))
    def the_status_is_written_by_hand(self, status):
        if status == self.status:
            return
        with pytest.raises(IntegrityError, match="moves by a step that was written down"):
            by_hand("UPDATE cases_case SET status = %s WHERE id = %s", status, self.case.pk)

    @rule(step=st.sampled_from(list(LEADS)), start=st.sampled_from(STATUSES), end=st.sampled_from(STATUSES))
    def a_step_is_forged(self, step, start, end):
        if LEADS[step].get(start) == end:
            return
        with pytest.raises(IntegrityError, match="a_step_that_leads_there"):
            by_hand(FORGE, self.case.pk, step, start, end)

    @rule()
    def the_history_is_rewritten(self):
        with pytest.raises(DatabaseError, match="stays as it was written"):
            by_hand("UPDATE cases_statuschange SET reason = 'another' WHERE case_id = %s", self.case.pk)

    @invariant()
    def record_history_and_trail_agree(self):
        if not hasattr(self, "case"):
            return
        assert Case.objects.values_list("status", flat=True).get(pk=self.case.pk) == self.status
        assert StatusChange.objects.filter(case=self.case).count() == 1 + self.taken
        assert Event.objects.filter(verb="case_status_changed", case_id=self.case.pk).count() == self.taken


@pytest.fixture
def people(other_panel, person):
    """One of each role, and three who hold none here or must not use it."""
    found = {str(role): person(role) for role in Role}
    found["in conflict"] = person(Role.MANAGER)
    found["manager elsewhere"] = factories.person(other_panel, Role.MANAGER)
    found["without a role"] = factories.user()
    return found


@pytest.fixture
def led(panel, people):
    """A case in each status, closed to one of the managers."""
    return {status: _led(panel, people, road) for status, road in ROADS.items()}


def _led(panel, people, road) -> Case:
    case = scene.open_case(panel)
    access.exclude(case=case, user=people["in conflict"], by=people["manager"], reason=SAID)
    if "list" in road:
        scene.with_analysis(case)
    for step in road:
        take(case, step, people["manager"])
    return case


@pytest.mark.parametrize("status", STATUSES)
def test_every_step_by_everybody_from(status, led, people):
    written = "list" in ROADS[status]
    for step, who in product(LEADS, people):
        expected = due(status, step, who, told=True, waits=False, written=written)
        before = transaction.savepoint()
        assert (step, who, outcome(led[status], step, people[who], SAID)) == (step, who, expected)
        transaction.savepoint_rollback(before)


def test_no_life_of_a_case_leaves_the_workflow(led, people, monkeypatch):
    monkeypatch.setattr(Life, "people", people, raising=False)
    monkeypatch.setattr(Life, "cases", led, raising=False)
    few = settings(
        max_examples=LIVES, stateful_step_count=6, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=few)
