"""What is asked after which answer, and which supplementary form a case needs: tables of the rules that matter most."""

import pytest

from cases.statutory import catalogue
from cases.statutory.completeness import CHECK, MISSING, problems
from cases.statutory.rules import arises, holds
from tests.unit.cases.statutory.definition_files import RULES

V = "2026-1"
SCHOOL = {"age_group": "years_10_to_14", "can_tell_about": ["school"]}
MIDWIFE = {"age_group": "under_28_days", "can_tell_about": ["birth"]}
TODDLER = {"age_group": "years_1_to_4", "can_tell_about": ["home"]}
SHOWN = [
    ("reporting", "gravidity", MIDWIFE, True),
    ("reporting", "gravidity", SCHOOL, False),
    ("reporting", "gravidity", {**MIDWIFE, "age_group": "not_known"}, True),
    ("reporting", "gravidity", {**MIDWIFE, "age_group": "years_10_to_14"}, False),
    ("reporting", "attendance", SCHOOL, True),
    ("reporting", "attendance", MIDWIFE, False),
    ("reporting", "substance_use", SCHOOL, True),
    ("reporting", "substance_use", {**SCHOOL, "age_group": "years_1_to_4"}, False),
    ("reporting", "event_narrative", SCHOOL, False),
    ("reporting", "event_narrative", {"can_tell_about": ["death"]}, True),
    ("reporting", "bereavement_support", {}, True),
    ("reporting", "learning", {}, True),
    ("reporting", "bereavement_support_what", {"bereavement_support": "yes"}, True),
    ("reporting", "bereavement_support_what", {"bereavement_support": "not_known"}, False),
    ("reporting", "barriers_detail", {"can_tell_about": ["services"], "barriers": ["cost"]}, True),
    ("reporting", "barriers_detail", {"can_tell_about": ["services"], "barriers": ["none"]}, False),
    (
        "reporting",
        "sleep_position",
        {**TODDLER, "sleep_place": "sofa"},
        True,
    ),
    (
        "reporting",
        "sleep_position",
        {**TODDLER, "sleep_place": "not_asleep"},
        False,
    ),
    ("drowning", "bath_seat", {"water": "bath"}, True),
    ("drowning", "barriers", {"water": "bath"}, False),
    ("drowning", "barriers", {"water": "pond"}, True),
    ("drowning", "bath_seat", {"water": "pond"}, False),
    ("drowning", "minutes_alone", {"supervision": "alone"}, True),
    ("drowning", "minutes_alone", {"supervision": "constant"}, False),
    ("care_pathway", "ed_arrival", {"stages": ["ed"]}, True),
    ("care_pathway", "ed_arrival", {"stages": ["ward"]}, False),
    ("asthma_anaphylaxis", "pens_used", {"which": ["anaphylaxis"], "pens_prescribed": "yes"}, True),
    ("asthma_anaphylaxis", "pens_used", {"which": ["asthma"], "pens_prescribed": "yes"}, False),
    ("neonatal_unit", "herpes_known", {"infection": "yes", "organism": ["herpes"]}, True),
    ("neonatal_unit", "herpes_known", {"infection": "no", "organism": ["herpes"]}, False),
    ("neonatal_unit", "pmrt_grade_birth", {"pmrt": "done"}, True),
    ("neonatal_unit", "pmrt_grade_birth", {"pmrt": "planned"}, False),
    ("life_limiting", "place_differs", {"preferred_place": "home", "actual_place": "hospital"}, True),
    ("life_limiting", "place_differs", {"preferred_place": "home", "actual_place": "home"}, False),
    ("sudden_unexpected", "bed_sharing_risk", {"with_whom": ["mother"]}, True),
    ("sudden_unexpected", "bed_sharing_risk", {"with_whom": ["none"]}, False),
    ("fire_burns", "alarm", {"kind": "house_fire"}, True),
    ("fire_burns", "alarm", {"kind": "scald"}, False),
    ("vehicle_collision", "seat", {"road_user": "passenger"}, True),
    ("vehicle_collision", "seat", {"road_user": "pedestrian"}, False),
    ("cardiac", "last_procedure_on", {"procedures": ["surgery", "medicine"]}, True),
    ("cardiac", "last_procedure_on", {"procedures": ["medicine"]}, False),
    ("notification", "nhs_number", {"nhs_known": "known"}, True),
    ("notification", "nhs_number", {"nhs_known": "non_resident"}, False),
    ("analysis", "override_reason", {"primary_override": "3"}, True),
    ("analysis", "override_reason", {}, False),
]


@pytest.mark.parametrize(("form", "key", "answers", "expected"), SHOWN)
def test_what_is_asked_follows_from_other_answers(form, key, answers, expected):
    assert arises(catalogue.definition(form, V), key, answers) is expected


NEEDED = [
    ("notification", "place_detail", {"confirmed_place": "ed"}, True),
    ("notification", "place_detail", {"confirmed_place": "home"}, False),
    ("notification", "postcode", {"area": "E06000032"}, True),
    ("notification", "postcode", {"area": "elsewhere"}, False),
    ("notification", "key_worker_name", {"key_worker_named": "yes"}, True),
    ("notification", "carers", {}, True),
    ("notification", "carers", {"carers_not_known": ["yes"]}, False),
    ("analysis", "inadequate_reason", {"modifiability": "inadequate_information"}, True),
    ("reporting", "known_events", {"can_tell_about": ["death"]}, True),
    ("reporting", "known_events", {"can_tell_about": ["school"]}, False),
    ("reporting", "document_title", {"document": "x"}, True),
]


@pytest.mark.parametrize(("form", "key", "answers", "expected"), NEEDED)
def test_what_is_needed_follows_from_other_answers(form, key, answers, expected):
    found = [problem.key for problem in problems(catalogue.definition(form, V), answers) if problem.code == MISSING]
    assert (key in found) is expected


FAILING = [
    ("reporting", {"first_contact": "2026-02-02", "last_contact": "2026-02-01"}, "last_contact"),
    ("reporting", {**MIDWIFE, "gravidity": 1, "parity": 1}, "parity"),
    ("reporting", {**MIDWIFE, "booked_weeks": 30, "gestation_weeks": 24}, "booked_weeks"),
    ("reporting", {**MIDWIFE, "gestation_days": 3}, "gestation_weeks"),
    ("reporting", {**MIDWIFE, "gestation_weeks": 30, "gestation_not_known": ["yes"]}, "gestation_weeks"),
    ("reporting", {"can_tell_about": ["death"], "known_events": ["none", "fall"]}, "known_events"),
    ("reporting", {"can_tell_about": ["death"], "known_events": ["not_known", "fall"]}, "known_events"),
    ("notification", {"born_on": "2026-02-02", "died_on": "2026-02-01"}, "died_on"),
    ("notification", {"multiplicity": "2", "birth_order": 3}, "birth_order"),
    ("notification", {"other_reviews": ["none", "psii"]}, "other_reviews"),
    ("analysis", {"categories": ["3"], "primary_override": "5"}, "primary_override"),
    ("cardiac", {"origin": "rhythm", "diagnosed_on": "2025-02-02", "procedures": ["surgery"],
                 "last_procedure_on": "2025-02-01"}, "last_procedure_on"),
    ("care_pathway", {"stages": ["ed"], "ed_from": "2026-02-01T12:00", "ed_to": "2026-02-01T11:00"}, "ed_to"),
    ("infection", {"arrived_at": "2026-02-01T12:00", "antibiotics_at": "2026-02-01T11:00"}, "antibiotics_at"),
    ("oncology", {"first_symptoms_on": "2025-02-02", "diagnosed_on": "2025-02-01"}, "diagnosed_on"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "answers", "key"), FAILING)
def test_answers_that_cannot_both_be_true_are_shown(form, answers, key):
    found = [problem.key for problem in problems(catalogue.definition(form, V), answers) if problem.code == CHECK]
    assert key in found


PASSING = [
    ("reporting", {"first_contact": "2026-02-01", "last_contact": "2026-02-01"}),
    ("reporting", {**MIDWIFE, "gravidity": 2, "parity": 1, "gestation_weeks": 24, "gestation_days": 6}),
    ("reporting", {**MIDWIFE, "parity": 1}),
    ("reporting", {"can_tell_about": ["death"], "known_events": ["fall", "drowning"]}),
    ("analysis", {"categories": ["3", "5"], "primary_override": "5"}),
    ("care_pathway", {"stages": ["ed"], "ed_from": "2026-02-01", "ed_to": "2026-02-01T11:00"}),
]


@pytest.mark.parametrize(("form", "answers"), PASSING)
def test_answers_that_can_both_be_true_are_left_alone(form, answers):
    assert [p for p in problems(catalogue.definition(form, V), answers) if p.code == CHECK] == []


BABY = {"age_days": 3, "confirmed_place": "neonatal", "event_place": "neonatal", "expectedness": "expected"}
COT = {
    "age_days": 120,
    "confirmed_place": "ed",
    "event_place": "home",
    "expectedness": "unexpected",
    "jar_triggered": "yes",
}
TEENAGER = {
    "age_days": 5700,
    "confirmed_place": "ed",
    "event_place": "public",
    "expectedness": "unexpected",
    "jar_triggered": "yes",
}
FORMS_OF_CASES = [
    ({}, ""),
    ({"age_days": 2000, "confirmed_place": "home", "expectedness": "expected"}, ""),
    (BABY, "care_pathway neonatal_unit"),
    ({**BABY, "categories": ["7", "8"]}, "care_pathway congenital_anomalies neonatal_unit"),
    ({"age_days": 200, "confirmed_place": "home", "neonatal_admission": ["yes"]}, "neonatal_unit"),
    ({"age_days": 800, "confirmed_place": "home", "neonatal_admission": ["yes"]}, ""),
    (COT, "care_pathway sudden_unexpected"),
    ({**COT, "categories": ["9"]}, "care_pathway infection"),
    ({**COT, "known_events": ["drowning"]}, "care_pathway drowning"),
    ({**COT, "known_events": ["unexplained"]}, "care_pathway sudden_unexpected"),
    (TEENAGER, "care_pathway"),
    ({**TEENAGER, "known_events": ["suicide_self_harm", "poisoning"]}, "care_pathway poisoning suicide_self_harm"),
    ({**TEENAGER, "known_events": ["vehicle_collision", "substance_misuse"]},
     "care_pathway substance_misuse vehicle_collision"),
    ({**TEENAGER, "long_term_conditions": ["asthma"]}, "asthma_anaphylaxis care_pathway"),
    ({**TEENAGER, "long_term_conditions": ["asthma"], "known_events": ["fall"]}, "care_pathway falls"),
    ({"long_term_conditions": ["epilepsy", "diabetes", "heart", "cancer"]}, "cardiac diabetes epilepsy oncology"),
    ({"long_term_conditions": ["genetic"], "life_limiting": ["yes"]}, "congenital_anomalies life_limiting"),
    ({"confirmed_place": "hospice"}, "care_pathway life_limiting"),
    ({"mode_of_death": ["palliative"], "confirmed_place": "home"}, "life_limiting"),
    ({"categories": ["1"]}, "violence_maltreatment"),
    ({"categories": ["2"]}, "suicide_self_harm"),
    ({"categories": ["3"]}, "other_injury"),
    ({"categories": ["3"], "known_events": ["fire_burns"]}, "fire_burns"),
    ({"categories": ["4"]}, "oncology"),
    ({"categories": ["10"]}, "sudden_unexpected"),
    ({"known_events": ["violence"]}, "violence_maltreatment"),
    ({"known_events": ["ketoacidosis"]}, "diabetes"),
    ({"known_events": ["seizure"]}, "epilepsy"),
    ({"known_events": ["infection"]}, "infection"),
    ({"known_events": ["asthma_anaphylaxis"]}, "asthma_anaphylaxis"),
    ({"known_events": ["none"]}, ""),
    ({"known_events": ["not_known"], "long_term_conditions": ["not_known"], "life_limiting": ["not_known"]}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), FORMS_OF_CASES)
def test_which_supplementary_forms_a_case_needs(facts, expected):
    assert sorted(rule["form"] for rule in RULES if holds(rule["when"], facts)) == sorted(expected.split())
