"""Processes, delays, key workers, notes, recommendations and steps: what is written, recorded and refused."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from cases.actions import delays, key_workers, notes, processes, recommendations, steps
from cases.models import CaseNote, DelayReason, ParallelProcess, Recommendation
from cases.workflow import Status, Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories
from tests import scenarios_casework as scenarios

YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel)


def _verbs(case):
    return list(Event.objects.filter(case_id=str(case.pk)).order_by("pk").values_list("verb", flat=True))


def _key_worker(case, by, **fields):
    fields = {"name": "Kit", "contact": "01632 960002", "starts_on": today(), **fields}
    fields.setdefault("organisation", factories.organisation())
    return key_workers.name(case_id=case.pk, new_id=uuid.uuid4(), by=by, **fields)


ADDING = {
    "process": (processes.add, {"kind": "coroner"}, ParallelProcess, "process_added"),
    "delay": (delays.add, {"code": "cspr", "owner": "Partnership", "started_on": today()}, DelayReason, "delay_added"),
    "note": (notes.add, {"happened_on": today(), "text": "Rang."}, CaseNote, "note_added"),
    "recommendation": (
        recommendations.add,
        {"text": "Change", "owner": "Trust", "due_on": TOMORROW},
        Recommendation,
        "recommendation_added",
    ),
}


@pytest.mark.parametrize("what", ADDING)
def test_adding_twice_with_one_key_is_one_row_and_one_event(case, manager, what):
    action, values, model, verb = ADDING[what]
    key = uuid.uuid4()
    for _ in range(2):
        action(case_id=case.pk, new_id=key, by=manager, **values)
    assert model.objects.get(case=case).pk == key
    assert _verbs(case).count(verb) == 1


@pytest.mark.parametrize("what", ADDING)
@pytest.mark.parametrize("role", ["chair", "member", "respondent", "analyst", "auditor", "administrator"])
def test_other_roles_add_nothing(case, person, what, role):
    action, values, model, _ = ADDING[what]
    with pytest.raises(Refused):
        action(case_id=case.pk, new_id=uuid.uuid4(), by=person(role), **values)
    assert not model.objects.exists()


def test_a_process_is_changed_once_a_version(case, manager):
    made = processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="coroner", blocks_review=True)
    changed = processes.change(process_id=made.pk, version=1, by=manager, status="complete", ended_on=today())
    assert (changed.status, changed.version) == ("complete", 2)
    with pytest.raises(Stale):
        processes.change(process_id=made.pk, version=1, by=manager, status="open")
    assert _verbs(case).count("process_changed") == 1


def test_a_process_ends_after_it_starts(case, manager):
    with pytest.raises(NotNow):
        processes.add(
            case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="jar", started_on=today(), ended_on=YESTERDAY
        )


def test_ending_a_delay_says_so(case, manager):
    made = delays.add(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, code="cspr", owner="Partnership", started_on=YESTERDAY
    )
    delays.change(delay_id=made.pk, version=1, by=manager, note="More")
    delays.change(delay_id=made.pk, version=2, by=manager, ended_on=today())
    assert _verbs(case)[-2:] == ["delay_changed", "delay_ended"]


@pytest.mark.parametrize(
    "values", [{"started_on": TOMORROW}, {"started_on": today(), "ended_on": YESTERDAY}, {"ended_on": TOMORROW}]
)
def test_a_delay_has_dates_in_order_and_not_in_the_future(case, manager, values):
    values = {"started_on": YESTERDAY, **values}
    with pytest.raises(NotNow) as refused:
        delays.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, code="cspr", owner="X", **values)
    assert refused.value.code == "dates"


def test_a_new_key_worker_ends_the_one_before(case, manager):
    first = _key_worker(case, manager, starts_on=YESTERDAY)
    second = _key_worker(case, manager, name="Sam")
    first.refresh_from_db()
    assert first.ends_on == second.starts_on
    assert case.key_workers.get(ends_on__isnull=True) == second
    assert _verbs(case)[-3:] == ["key_worker_named", "key_worker_ended", "key_worker_named"]


def test_an_account_must_hold_the_role(case, manager, member):
    with pytest.raises(NotNow) as refused:
        _key_worker(case, manager, user=member)
    assert refused.value.code == "role"


def test_a_key_worker_changes_only_the_own_contact(case, manager, person):
    own, other = person("key_worker"), person("key_worker")
    made = _key_worker(case, manager, user=own)
    assert key_workers.change_contact(key_worker_id=made.pk, version=1, by=own, contact="New").contact == "New"
    with pytest.raises(Refused):
        key_workers.change_contact(key_worker_id=made.pk, version=2, by=other, contact="Mine")
    with pytest.raises(NotNow):
        key_workers.end(key_worker_id=made.pk, version=2, by=manager, on=YESTERDAY)
    assert key_workers.end(key_worker_id=made.pk, version=2, by=manager, on=today()).ends_on == today()


def test_a_note_is_not_about_the_future(case, manager):
    with pytest.raises(NotNow):
        notes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, happened_on=TOMORROW, text="Will ring.")


def test_a_recommendation_closes_with_an_answer_and_a_date(case, manager):
    key = uuid.uuid4()
    recommendations.add(case_id=case.pk, new_id=key, by=manager, text="Change", owner="Trust", due_on=TOMORROW)
    with pytest.raises(NotNow) as refused:
        recommendations.change(recommendation_id=key, version=1, by=manager, state="done")
    assert refused.value.code == "answer"
    done = recommendations.change(recommendation_id=key, version=1, by=manager, state="done", answer="Audited.")
    assert done.closed_on == today()
    again = recommendations.change(recommendation_id=key, version=2, by=manager, state="in_progress")
    assert again.closed_on is None


def test_a_draft_keeps_recommendations_that_are_under_way(case, manager):
    scenarios.with_analysis(
        case, by=manager, recommendations=[{"text": "Change", "owner": "Trust", "due_on": TOMORROW}]
    )
    row = Recommendation.objects.get(case=case)
    recommendations.change(recommendation_id=row.pk, version=1, by=manager, state="in_progress")
    scenarios.with_analysis(case, by=manager, recommendations=[])
    assert Recommendation.objects.filter(pk=row.pk).exists()


def test_a_proposed_recommendation_leaves_with_its_draft(case, manager):
    row = {"text": "Change", "owner": "Trust", "due_on": TOMORROW}
    scenarios.with_analysis(case, by=manager, recommendations=[row])
    scenarios.with_analysis(case, by=manager, recommendations=[])
    assert not Recommendation.objects.filter(case=case).exists()
    assert "recommendation_removed" in _verbs(case)


def test_the_review_meeting_is_arranged_moved_and_held(case, manager):
    arranged = steps.take(case_id=case.pk, step=Step.ARRANGE_CDRM, by=manager, on=TOMORROW)
    assert (arranged.status, arranged.cdrm_on) == (Status.CDRM_SCHEDULED, TOMORROW)
    later = TOMORROW + timedelta(days=3)
    moved = steps.move_meeting(case_id=case.pk, version=arranged.version, by=manager, on=later)
    assert moved.cdrm_on == later
    with pytest.raises(Stale):
        steps.move_meeting(case_id=case.pk, version=arranged.version, by=manager, on=TOMORROW)
    held = steps.take(case_id=case.pk, step=Step.HOLD_CDRM, by=manager, on=today())
    assert (held.status, held.cdrm_on) == (Status.CDRM_HELD, today())
    with pytest.raises(NotNow):
        steps.move_meeting(case_id=case.pk, version=held.version, by=manager, on=later)


def test_going_back_calls_an_arranged_meeting_off(case, manager):
    steps.take(case_id=case.pk, step=Step.ARRANGE_CDRM, by=manager, on=TOMORROW)
    back = steps.take(case_id=case.pk, step=Step.RETURN, by=manager, reason="Post-mortem report is late")
    assert (back.status, back.cdrm_on) == (Status.GATHERING, None)


@pytest.mark.parametrize(
    ("step", "values", "code"),
    [
        (Step.ARRANGE_CDRM, {}, "date"),
        (Step.HOLD_CDRM, {"on": TOMORROW}, "date"),
        (Step.HOLD_CDRM, {"on": today() - timedelta(days=400)}, "date"),
        (Step.MARK_DUPLICATE, {}, "reason"),
        (Step.LIST, {}, "panel_step"),
        (Step.CLOSE, {}, "step"),
    ],
)
def test_a_step_that_cannot_be_taken_changes_nothing(case, manager, step, values, code):
    with pytest.raises(NotNow) as refused:
        steps.take(case_id=case.pk, step=step, by=manager, **values)
    assert refused.value.code == code
    case.refresh_from_db()
    assert (case.status, case.cdrm_on) == (Status.GATHERING, None)


def test_a_blocking_process_keeps_the_case_from_panel(case, manager):
    made = processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="coroner", blocks_review=True)
    with pytest.raises(NotNow) as refused:
        steps.take(case_id=case.pk, step=Step.PREPARE, by=manager)
    assert refused.value.code == "unmet"
    processes.change(process_id=made.pk, version=1, by=manager, status="complete")
    assert steps.take(case_id=case.pk, step=Step.PREPARE, by=manager).status == Status.PANEL_PREPARATION


def test_the_doctor_takes_no_steps(case, doctor):
    with pytest.raises(Refused):
        steps.take(case_id=case.pk, step=Step.PREPARE, by=doctor)


def test_telling_the_national_database_and_choosing_a_case_worker(case, manager, doctor):
    common = {"case_id": case.pk, "by": manager}
    told = steps.tell_national_database(**common, version=case.version, on=today())
    assert told.ncmd_notified_on == today()
    with pytest.raises(NotNow):
        steps.tell_national_database(**common, version=told.version, on=TOMORROW)
    chosen = steps.assign(**common, version=told.version, worker=manager)
    assert chosen.case_worker == manager
    with pytest.raises(Refused):
        steps.assign(**common, version=chosen.version, worker=doctor)
    assert steps.assign(**common, version=chosen.version, worker=None).case_worker is None


def test_an_old_page_writes_over_neither_date_nor_case_worker(case, manager, person):
    seen, other = case.version, person("manager")
    common = {"case_id": case.pk, "version": seen, "by": manager}
    steps.assign(case_id=case.pk, version=seen, by=other, worker=other)
    with pytest.raises(Stale) as clash:
        steps.assign(**common, worker=manager)
    assert clash.value.differences == [("Case worker", str(manager), str(other))]
    with pytest.raises(Stale):
        steps.tell_national_database(**common, on=today())
    case.refresh_from_db()
    assert (case.case_worker, case.ncmd_notified_on) == (other, None)


def test_pressing_twice_saves_once(case, manager):
    steps.take(case_id=case.pk, step=Step.ARRANGE_CDRM, by=manager, on=TOMORROW)
    case.refresh_from_db()
    common = {"case_id": case.pk, "by": manager}
    for act, value in (
        (steps.assign, {"worker": manager}),
        (steps.tell_national_database, {"on": today()}),
        (steps.move_meeting, {"on": TOMORROW + timedelta(days=1)}),
    ):
        first = act(**common, version=case.version, **value)
        before = _verbs(case)
        assert act(**common, version=case.version, **value).version == first.version
        assert _verbs(case) == before
        case.refresh_from_db()


@pytest.mark.parametrize("name", ["assign", "national", "meeting"])
def test_the_form_says_which_version_was_seen(case, manager, signed_in, name):
    steps.take(case_id=case.pk, step=Step.ARRANGE_CDRM, by=manager, on=TOMORROW)
    case.refresh_from_db()
    page = signed_in(manager).get(reverse(f"cases:{name}", args=[case.pk])).content.decode()
    assert f'name="version" value="{case.version}"' in page
