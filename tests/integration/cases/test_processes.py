"""Parallel processes: what each kind has, what waits for it, where that shows, and what is refused."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from cases.actions import processes, steps
from cases.models import ParallelProcess
from cases.vocabularies import ProcessKind
from cases.vocabularies.process_details import BLOCKS, DAYS, DETAILS, PLANNED, USUALLY_BLOCKS
from cases.workflow import Status, Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import scenarios
from tests import scenarios_casework as casework

YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


@pytest.fixture
def case(panel):
    return casework.open_case(panel)


def _add(case, by, kind, **fields):
    return processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=by, kind=kind, **fields)


def _on(process) -> dict:
    return {day.code: day.on for day in process.days.all()}


def test_every_kind_says_what_it_has():
    assert set(DAYS) == set(DETAILS) == set(ProcessKind)
    assert {name for names in USUALLY_BLOCKS.values() for name in names} <= set(BLOCKS)
    fields = {field.name for field in ParallelProcess._meta.fields}
    assert {name for names in DETAILS.values() for name in names} <= fields


def test_days_are_kept_changed_and_taken_away(case, manager):
    made = _add(case, manager, "coroner", days={"ordered": YESTERDAY, "told": today(), "opened": None})
    assert _on(made) == {"ordered": YESTERDAY, "told": today()}
    processes.change(process_id=made.pk, version=1, by=manager, days={"told": None, "ordered": today()})
    assert _on(made) == {"ordered": today()}


@pytest.mark.parametrize("kind", ProcessKind.values)
def test_answers_and_days_of_other_kinds_are_refused(case, manager, kind):
    foreign = next(name for names in DETAILS.values() for name in names if name not in DETAILS[kind])
    with pytest.raises(NotNow) as refused:
        _add(case, manager, kind, **{foreign: "x"})
    assert refused.value.code == "details"
    day = next(code for codes in DAYS.values() for code in codes if code not in DAYS[kind])
    with pytest.raises(NotNow) as refused:
        _add(case, manager, kind, days={str(day): today()})
    assert refused.value.code == "days"
    assert not ParallelProcess.objects.exists()


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("coroner", {"ordered": today(), "told": YESTERDAY}),
        ("coroner", {"opened": today(), "concluded": YESTERDAY}),
        ("jar", {"initial": TOMORROW}),
        ("medical_examiner", {"registered": today(), "registrar_told": YESTERDAY}),
    ],
)
def test_days_out_of_order_or_in_the_future_are_refused(case, manager, kind, days):
    with pytest.raises(NotNow):
        _add(case, manager, kind, days=days)
    assert not ParallelProcess.objects.exists()


def test_a_hearing_may_lie_ahead(case, manager):
    assert _on(_add(case, manager, "coroner", days={"concluded": TOMORROW})) == {"concluded": TOMORROW}


def test_two_editors_of_days_do_not_overwrite_each_other(case, manager):
    made = _add(case, manager, "jar", days={"initial": YESTERDAY})
    processes.change(process_id=made.pk, version=1, by=manager, days={"initial": today()})
    with pytest.raises(Stale):
        processes.change(process_id=made.pk, version=1, by=manager, outcome="x", days={"initial": None})
    assert _on(made) == {"initial": today()}


@pytest.mark.parametrize(
    ("blocks", "status", "steps_before", "step"),
    [
        ("blocks_meeting", Status.GATHERING, [], Step.ARRANGE_CDRM),
        ("blocks_meeting", Status.GATHERING, [], Step.HOLD_CDRM),
        ("blocks_review", Status.GATHERING, [], Step.PREPARE),
    ],
)
def test_a_step_waits_for_what_blocks_it_and_no_other(case, manager, blocks, status, steps_before, step):
    made = _add(case, manager, "pmrt", **{blocks: True})
    with pytest.raises(NotNow) as refused:
        steps.take(case_id=case.pk, step=step, by=manager, on=today())
    assert refused.value.code == "unmet"
    processes.change(process_id=made.pk, version=1, by=manager, **{blocks: False}, blocks_closing=True)
    steps.take(case_id=case.pk, step=step, by=manager, on=today())
    case.refresh_from_db()
    assert case.status != status


@pytest.mark.parametrize("role", ["doctor", "chair", "member", "key_worker", "administrator"])
def test_only_the_manager_changes_a_process(case, manager, person, role):
    made = _add(case, manager, "jar")
    with pytest.raises(Refused):
        processes.change(process_id=made.pk, version=1, by=person(role), days={"initial": today()})


def test_the_trail_names_the_kind_and_nothing_that_was_written(case, manager):
    _add(case, manager, "coroner", conclusion="Zebulon died", cause_1="Zebulon cause", reference="Z-1")
    written = str(list(Event.objects.filter(case_id=str(case.pk)).values()))
    assert "coroner" in written
    assert "Zebulon" not in written


def _url(name, case, *keys):
    return reverse(f"cases:{name}", args=[case.pk, *keys])


def _date(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_choosing_a_kind_leads_to_its_questions(case, manager, signed_in):
    client, page = signed_in(manager), _url("process_new", case)
    assert "Which process?" in client.get(page).content.decode()
    assert "Which process?" in client.get(page, {"kind": "made_up"}).content.decode()
    jar = client.get(page, {"kind": "jar"}).content.decode()
    assert "Visit of police and health to the scene" in jar
    assert "Police reference" in jar
    assert "Inquest opened" not in jar


@pytest.mark.parametrize("kind", ProcessKind.values)
def test_each_kind_goes_through_its_page_and_back(case, manager, signed_in, kind):
    client = signed_in(manager)
    data = {"new_id": uuid.uuid4(), "status": "open", "outcome": "Note", **_date("started_on", YESTERDAY)}
    for code in DAYS[kind]:
        data |= _date(f"day_{code}", today())
    texts = {name: "Sample" for name in DETAILS[kind] if name not in {"triggers", "post_mortem"}}
    texts |= {name: "C" for name in texts if name.startswith("grade_")}
    chosen = {"triggers": ["sudden"]} if kind == "jar" else {"post_mortem": "coroner"} if kind == "coroner" else {}
    assert client.post(f"{_url('process_new', case)}?kind={kind}", {**data, **texts, **chosen}).status_code == 302
    made = ParallelProcess.objects.get()
    assert made.kind == kind
    assert _on(made) == {str(code): today() for code in DAYS[kind]}
    assert {name: getattr(made, name) for name in texts} == texts
    shown = client.get(_url("around", case)).content.decode()
    assert all(code.label in shown for code in DAYS[kind])
    again = client.get(_url("process", case, made.pk)).content.decode()
    assert f'value="{YESTERDAY.day}"' in again
    changed = {**data, **texts, **chosen, "version": 1, "status": "complete", **_date("ended_on", today())}
    assert client.post(_url("process", case, made.pk), changed).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.version) == ("complete", 2)


def test_a_bad_day_is_explained_and_nothing_typed_is_lost(case, manager, signed_in):
    page = f"{_url('process_new', case)}?kind=coroner"
    data = {"new_id": uuid.uuid4(), "status": "open", "lead": "Officer Sample", **_date("day_reported", TOMORROW)}
    shown = signed_in(manager).post(page, data).content.decode()
    assert "must be today or in the past" in shown
    assert 'value="Officer Sample"' in shown
    assert not ParallelProcess.objects.exists()


def test_what_blocks_shows_on_the_case_and_on_the_work_list(case, manager, signed_in):
    _add(case, manager, "coroner", status="open", blocks_review=True)
    _add(case, manager, "pmrt", status="complete", blocks_meeting=True)
    client = signed_in(manager)
    assert "The panel review waits for it." in client.get(_url("case", case)).content.decode()
    assert "Case waits" in client.get(_url("around", case)).content.decode()
    listed = client.get(reverse("cases:worklist"), {"waiting": "process"}).content.decode()
    assert "Waits for: Coroner&#x27;s investigation or inquest" in listed
    assert "Perinatal" not in listed


def test_the_notification_proposes_processes_until_they_are_added(panel, manager, signed_in):
    case = scenarios.open_case(panel, jar_triggered="yes", coroner_notified="no", other_reviews=["mnsi", "other"])
    client = signed_in(manager)
    page = client.get(_url("around", case)).content.decode()
    assert "Add: Joint agency response" in page
    assert "Add: Maternity" in page
    assert "Add: Coroner" not in page
    _add(case, manager, "jar")
    assert "Add: Joint agency response" not in client.get(_url("around", case)).content.decode()


def test_planned_days_are_days_of_some_kind():
    assert set(PLANNED) <= {code for codes in DAYS.values() for code in codes}
