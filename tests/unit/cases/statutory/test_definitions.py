"""The definition files: all forms are there, ask what the field expects, and read well."""

import re

import pytest

from tests.unit.cases.statutory.definition_files import ALL, FILES, FOLDER, NAMES, keys, questions, read, texts

SUPPLEMENTARY = """
asthma_anaphylaxis cardiac care_pathway congenital_anomalies neonatal_unit diabetes drowning epilepsy falls fire_burns
infection life_limiting oncology other_injury poisoning substance_misuse sudden_unexpected suicide_self_harm
vehicle_collision violence_maltreatment
""".split()
FORMS = ["notification", "reporting", "analysis", *SUPPLEMENTARY]

GROUPS = {
    "respondent": "agency_kind respondent_role first_contact last_contact records_reviewed",
    "scope": "age_group can_tell_about",
    "death": "mode_of_death resuscitation place_believed known_events event_narrative",
    "after_death": "post_mortem certificate_issued joint_response organ_donation end_of_life_plan preferred_place",
    "pregnancy": "gravidity parity maternal_bmi booked_on smoking_pregnancy carbon_monoxide "
    "alcohol_pregnancy drugs_pregnancy parents_related parents_relation",
    "birth": "gestation_weeks gestation_days birth_weight delivery apgar_1 apgar_5 multiplicity "
    "neonatal_admission feeding",
    "growth": "height weight growth_concern development immunisations",
    "health": "long_term_conditions life_limiting mental_health medication allergies",
    "learning_needs": "learning_disability autism education_plan disability",
    "school": "substance_use attendance identity_relevant safeguarding_before bullied online_harm relationships",
    "household": "household_members mother_age father_age mother_work father_work occupations "
    "parent_physical_health parent_mental_health",
    "family_life": "parent_alcohol parent_drugs household_smoking domestic_abuse earlier_deaths criminal_justice",
    "social_care": "social_care_history immigration no_public_funds",
    "circumstances": "housing_tenure poverty engagement",
    "sleep": "sleep_place sleep_position bedding room_temperature",
    "home": "overcrowded damp home_temperature smoke_alarm water_hazard stair_gates road_hazard product "
    "weather animals",
    "services_used": "services_involved access not_brought barriers interpreting",
    "care": "delay_referral delay_diagnosis guideline communication staffing equipment transfer good_practice",
    "support": "bereavement_support bereavement_support_what",
    "reflection": "factors learning immediate_actions family_comments other_reviews",
}
"""What the reporting form asks, section by section."""

FIELDS = {
    "asthma_anaphylaxis": "diagnosed_on severity reliever_inhalers preventer_inhalers annual_review_on "
    "written_plan technique adherence ed_visits hospital_stay trigger "
    "known_allergen pens_prescribed pens_carried pens_used pen_delay smoke_exposure "
    "final_management",
    "cardiac": "diagnosis antenatal_detection procedures centre family_sudden_death family_cardiomyopathy "
    "relatives_screened aed cpr",
    "care_pathway": "stages pre_hospital_care ed_care ward_care intensive_care transfer_care theatre_care "
    "palliative_care",
    "congenital_anomalies": "diagnosis screening antenatal_detection tests genetics_referral "
    "family_tested parents_related palliative_plan",
    "neonatal_unit": "booked_weeks antenatal_care steroids magnesium antibiotics onset monitoring "
    "ctg_concern delivery birth_place unit_level resuscitation temperature transfer "
    "cooling organism surfactant nec ivh withdrawal pmrt pmrt_grade_birth "
    "pmrt_grade_baby",
    "diabetes": "known hba1c contacts_before glucose_test dka_treatment insulin",
    "drowning": "water supervision swimming barriers substances seizure flotation rescued_by cpr",
    "epilepsy": "type cause control medicines adherence rescue_plan sudep_discussed night_monitoring last_review_on",
    "falls": "height surface from_what restrictor supervision",
    "fire_burns": "source location alarm escape_blocked who_smoked electrical_safety",
    "infection": "organism site immunised immune_deficiency prior_contacts antibiotics_time sepsis_tool",
    "life_limiting": "diagnosis palliative_team advance_plan preferred_place actual_place hospice "
    "symptoms parallel_planning",
    "oncology": "tumour stage trial relapse toxicity_detail time_to_diagnosis palliative_team",
    "other_injury": "mechanism activity product supervision protection",
    "poisoning": "agent_kind source storage route co_alarm intent",
    "substance_misuse": "substances pattern service supply",
    "sudden_unexpected": "relative_history mother_smokes father_smokes other_smoker household_drugs "
    "born_early low_birth_weight multiple_birth own_event poor_growth breastfed "
    "immunised dummy illness_signs time_unseen time_found awake position_put "
    "position_found surface with_whom bed_sharing_risk head_covered room_temperature "
    "same_room safe_sleep_advice classification skeletal_survey post_mortem "
    "genetic_tests",
    "suicide_self_harm": "method location planning note self_harm_before attempt_before other_help camhs "
    "medication life_events bullying exams online bereaved_suicide neurodiversity "
    "lgbt substance abuse_history cluster",
    "vehicle_collision": "road_user vehicle seat restraint helmet speed driver_age driver_licence "
    "driver_substances road collision_at weather fci_reference",
    "violence_maltreatment": "mechanism suspect_relation weapon location gang exploitation domestic_abuse charges cspr",
}
"""What each supplementary form asks at least."""

AMERICAN = re.compile(
    r"\b(color|behavior|center|pediatric|anemia|hemorrhage|neighbor|favor|fiber|tumor|labor|esophag\w+|diarrhea|leukemia|"
    r"program|organiz\w+|recogniz\w+|immuniz\w+|hospitaliz\w+|analyz\w+|counselor|gray|mom)\b",
    re.IGNORECASE,
)
BLAMING = re.compile(r"\b(fail(?:ed|ure) to|fault of|blamed|committed suicide|non-?compliant|refused)\b", re.IGNORECASE)
LONGEST = {"label": 190, "hint": 190, "title": 70, "help": 240, "intro": 340, "sentence": 150, "source": 240}


def test_every_form_of_the_catalogue_is_there():
    assert sorted(ALL) == sorted(FORMS)
    assert len(ALL) == 23
    assert sorted(f for f, d in ALL.items() if d["kind"] == "supplementary") == sorted(SUPPLEMENTARY)
    assert len(SUPPLEMENTARY) == 20


@pytest.mark.parametrize("section", GROUPS)
def test_reporting_asks_every_group(section):
    found = {one["key"]: one for one in read("reporting")["sections"]}
    assert set(GROUPS[section].split()) <= {question["key"] for question in found[section]["questions"]}


def test_reporting_has_the_four_domains():
    found = {}
    for section in read("reporting")["sections"]:
        found.setdefault(section["domain"], []).append(section["key"])
    assert found["child"] == ["pregnancy", "birth", "growth", "health", "learning_needs", "school"]
    assert found["social"] == ["household", "family_life", "social_care", "circumstances"]
    assert found["physical"] == ["sleep", "home"]
    assert found["services"] == ["services_used", "care", "support"]


@pytest.mark.parametrize("form", SUPPLEMENTARY)
def test_supplementary_forms_ask_what_the_field_expects(form):
    assert set(FIELDS[form].split()) <= keys(read(form))


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_short_british_and_kind(name):
    form, version = name.split("/")
    for what, text in texts(read(form, version)):
        assert len(text) <= LONGEST[what], text
        assert text == text.strip() != "", text
        assert not AMERICAN.search(text), text
        assert not BLAMING.search(text), text
        assert "'" not in text, f"a typewriter apostrophe: {text}"


@pytest.mark.parametrize("name", NAMES)
def test_a_label_stands_for_itself(name):
    """It is read away from its page too: in the data dictionary, on paper, in the list of what is missing."""
    form, version = name.split("/")
    labels = [question["label"] for question in questions(read(form, version), rows=False)]
    twice = {label for label in labels if labels.count(label) > 1}
    assert not twice
    assert not [label for label in labels if label in ("Who?", "When?", "Which?", "What?", "How?")]


@pytest.mark.parametrize("name", NAMES)
def test_not_known_is_always_possible(name):
    """Where something is asked about the past, “not known” is an answer; what the respondent decides has no need."""
    form, version = name.split("/")
    decided = {
        "agency_kind", "can_tell_about", "records_reviewed", "stages", "other_reviews", "nhs_known", "area",
        "social_care_status", "national_alert", "send_form", "relationship",
    }  # fmt: skip
    for question in questions(read(form, version)):
        codes = {option["code"] for option in question.get("options", [])}
        if len(codes) < 2 or question["key"] in decided or form == "analysis":
            continue
        assert codes & {"not_known", "99"}, question["key"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_answered_in_a_few_minutes(name):
    form, version = name.split("/")
    for section in read(form, version)["sections"]:
        assert len(section["questions"]) <= (17 if form == "notification" else 13), section["key"]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_asks_little_before_it_can_be_sent(name):
    """Only what the review cannot do without is required; the notification and the analysis have their own rules."""
    form, version = name.split("/")
    if form in ("notification", "analysis"):
        return
    asked = list(questions(read(form, version), rows=False))
    assert 1 <= sum(question.get("required", False) for question in asked) <= 7


def test_what_may_differ_locally_is_marked():
    assert {read(form)["confidence"] for form in SUPPLEMENTARY} == {"medium", "high"}
    assert read("reporting")["confidence"] == "medium"
    marked = {question["key"] for question in questions(read("notification")) if question.get("confidence") == "medium"}
    assert {"jar_triggered", "other_reviews", "religion", "first_language", "post_mortem"} <= marked


def test_files_are_named_after_what_they_hold():
    for path in FILES:
        definition = read(path.parent.name, path.stem)
        assert (definition["form"], definition["version"]) == (path.parent.name, path.stem)


def test_the_guide_lists_the_forms_as_they_are():
    guide = (FOLDER.parent.parent / "docs" / "guides" / "forms.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+? \| (verified|high|medium) \|$", guide, re.MULTILINE)
    assert sorted(rows) == sorted((form, one["title"], one["confidence"]) for form, one in ALL.items())
