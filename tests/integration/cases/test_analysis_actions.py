"""Drafting, finalising and reopening the analysis form."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from audit.models import Event
from audit.recording import SYSTEM
from cases import reference
from cases.actions import analysis, steps
from cases.actions.transition import transition
from cases.models import Analysis, Recommendation
from cases.selectors.analysis import as_data
from cases.workflow import Status, Step
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import scenarios_casework as scenarios


@pytest.fixture
def factor_codes(db):
    reference.load()


@pytest.fixture
def case(panel, factor_codes):
    return scenarios.open_case(panel)


def _verbs(case):
    return list(Event.objects.filter(case_id=str(case.pk)).order_by("pk").values_list("verb", flat=True))


def test_a_draft_holds_everything_that_was_written(case, doctor):
    made = scenarios.with_analysis(case, by=doctor, **scenarios.PERINATAL)
    data = as_data(made, case)
    assert data["categories"] == [7, 8]
    assert {row["code"] or row["text"]: row["domain"] for row in data["factors"]} == {
        "smoking_in_pregnancy": "social",
        "No interpreter at two visits": "service",
    }
    assert data["recommendations"][0]["owner"] == "Sample Hospital"
    assert made.version == 1
    assert "analysis_saved" in _verbs(case)
    assert "recommendation_added" in _verbs(case)


def test_saving_what_is_read_back_changes_nothing(case, doctor):
    made = scenarios.with_analysis(case, by=doctor, **scenarios.PERINATAL)
    before = as_data(made, case)
    analysis.save_draft(case_id=case.pk, version=1, data=before, by=doctor)
    made.refresh_from_db()
    assert as_data(made, case) == before


def test_keys_left_out_stay_as_saved(case, manager):
    scenarios.with_analysis(case, by=manager, **scenarios.PERINATAL)
    made = analysis.save_draft(case_id=case.pk, version=1, data={"issues": "Good bereavement care."}, by=manager)
    assert made.version == 2
    assert made.factors.count() == 2
    assert made.cause_1 == "Extreme prematurity"


def test_a_second_editor_sees_both_texts_and_overwrites_nothing(case, manager, doctor):
    scenarios.with_analysis(case, by=doctor, cause_1="Sepsis")
    with pytest.raises(Stale) as stale:
        analysis.save_draft(case_id=case.pk, version=0, data={"cause_1": "Meningitis"}, by=manager)
    assert ("First cause", "Meningitis", "Sepsis") in stale.value.differences
    assert Analysis.objects.get(case=case).cause_1 == "Sepsis"


def test_a_double_press_is_one_save(case, doctor):
    first = scenarios.with_analysis(case, by=doctor, **scenarios.PERINATAL)
    again = analysis.save_draft(case_id=case.pk, version=0, data=scenarios.PERINATAL, by=doctor)
    assert again.pk == first.pk
    assert again.version == 1
    assert Recommendation.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"modifiability": "modifiable"}, "no_modifiable_factor"),
        ({"factors": [{"code": "no_such_factor", "relevance": 2}]}, "factor_code"),
        ({"categories": [7, 8], "primary_override": 8}, "override_reason"),
        ({"factors": [{"code": "unsafe_sleeping", "relevance": 1, "modifiable": True}]}, "modifiable_relevance"),
    ],
)
def test_a_contradiction_is_refused_and_nothing_saved(case, doctor, data, code):
    with pytest.raises(NotNow) as refused:
        analysis.save_draft(case_id=case.pk, version=0, data=data, by=doctor)
    assert refused.value.code == code
    assert not Analysis.objects.filter(case=case).exists()


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.MANAGER, Role.DOCTOR)])
def test_others_may_not_write_it(case, person, role):
    with pytest.raises(Refused):
        analysis.save_draft(case_id=case.pk, version=0, data=scenarios.PLAIN, by=person(role))


def test_the_doctor_of_another_area_may_not_write_it(case, person, panel):
    doctor = person(Role.DOCTOR, areas=panel.areas.exclude(pk=case.local_authority_id))
    with pytest.raises(Refused):
        analysis.save_draft(case_id=case.pk, version=0, data=scenarios.PLAIN, by=doctor)


@pytest.fixture
def listed(panel, chair, factor_codes):
    case = scenarios.ready_for_panel(panel)
    return transition(case_id=case.pk, step=Step.LIST, by=chair)


def test_finalising_gives_the_case_date_category_and_modifiability(listed, chair):
    scenarios.with_analysis(listed, **scenarios.PERINATAL)
    form = analysis.finalise(case_id=listed.pk, reviewed_on=today(), by=chair)
    transition(case_id=listed.pk, step=Step.FINALISE, by=chair)
    listed.refresh_from_db()
    assert (listed.reviewed_on, listed.primary_category, listed.modifiability) == (today(), 8, "modifiable")
    assert listed.status == Status.REVIEWED
    assert form.state == "final"
    assert form.finalised_by == chair
    assert "analysis_finalised" in _verbs(listed)


def test_a_final_form_is_not_changed(listed, chair, doctor):
    analysis.finalise(case_id=listed.pk, reviewed_on=today(), by=chair)
    transition(case_id=listed.pk, step=Step.FINALISE, by=chair)
    with pytest.raises(NotNow) as refused:
        scenarios.with_analysis(listed, by=doctor, issues="Late")
    assert refused.value.code == "closed"


def test_the_system_may_finalise_an_import(listed):
    assert analysis.finalise(case_id=listed.pk, reviewed_on=today(), by=SYSTEM).finalised_by is None


@pytest.mark.parametrize(("days", "fine"), [(0, True), (1, False), (-200, False)])
def test_the_review_lies_between_notification_and_today(listed, chair, days, fine):
    on = today() + timedelta(days=days)
    if fine:
        assert analysis.finalise(case_id=listed.pk, reviewed_on=on, by=chair).finalised_on == on
    else:
        with pytest.raises(NotNow) as refused:
            analysis.finalise(case_id=listed.pk, reviewed_on=on, by=chair)
        assert refused.value.code == "review_date"


def test_an_incomplete_form_is_not_finalised(listed, chair):
    scenarios.with_analysis(listed, categories=[], modifiability="")
    with pytest.raises(NotNow) as refused:
        analysis.finalise(case_id=listed.pk, reviewed_on=today(), by=chair)
    assert refused.value.code == "category_given"


def test_only_a_listed_case_is_finalised(case, chair):
    scenarios.with_analysis(case)
    with pytest.raises(NotNow) as refused:
        analysis.finalise(case_id=case.pk, reviewed_on=today(), by=chair)
    assert refused.value.code == "step"


def test_a_member_may_not_finalise(listed, member):
    with pytest.raises(Refused):
        analysis.finalise(case_id=listed.pk, reviewed_on=today(), by=member)


def test_reopening_takes_the_result_back_and_keeps_the_words(listed, chair, manager):
    analysis.finalise(case_id=listed.pk, reviewed_on=today(), by=chair)
    transition(case_id=listed.pk, step=Step.FINALISE, by=chair)
    case = steps.take(case_id=listed.pk, step=Step.REOPEN, by=manager, reason="New inquest finding")
    assert (case.status, case.reviewed_on, case.primary_category) == (Status.GATHERING, None, None)
    form = Analysis.objects.get(case=case)
    assert form.state == "draft"
    assert [row.category for row in form.categories.all()] == [8]
    event = Event.objects.get(case_id=str(case.pk), verb="analysis_reopened")
    assert event.details["category"] == 8
    scenarios.with_analysis(case, by=manager, issues="Again")
