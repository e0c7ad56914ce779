"""Whom to ask and what is needed, as the rules say; each rule readable, each source reachable."""

import json
import uuid

import pytest

from accounts.models import Organisation
from cases import gathering, letters
from cases.gathering import Asked, Facts, needs, recognise, still_needed, to_ask
from cases.proposals import Agency, Person, propose, supplementary
from cases.vocabularies import RequestedForm, Source

ALWAYS = {"gp", "hospital", "social_care", "police"}


def _asks(age, *circumstances, categories=()):
    return {rule.source for rule in to_ask(Facts(age, frozenset(circumstances), frozenset(categories)))}


@pytest.mark.parametrize(
    ("age", "circumstances", "more"),
    [
        (None, (), set()),
        (0, (), {"maternity", "neonatal", "health_visitor"}),
        (364, (), {"maternity", "neonatal", "health_visitor"}),
        (365, (), {"health_visitor", "nursery"}),
        (1825, (), {"health_visitor", "nursery"}),
        (1826, (), {"school", "school_nurse"}),
        (6000, ("unexpected",), {"school", "school_nurse", "mental_health", "ambulance"}),
        (2000, ("died_in_hospice",), {"school", "school_nurse", "hospice"}),
        (2000, ("coroner",), {"school", "school_nurse", "coroner"}),
    ],
)
def test_the_default_list_by_age_and_circumstance(age, circumstances, more):
    assert _asks(age, *circumstances) == ALWAYS | more


@pytest.mark.parametrize(
    ("role", "kind", "source"),
    [
        ("General practitioner", "", "gp"),
        ("GP", "", "gp"),
        ("Head teacher", "education", "school"),
        ("School nurse", "community_health", "school_nurse"),
        ("Nursery manager", "education", "nursery"),
        ("Consultant neonatologist", "hospital", "neonatal"),
        ("Community midwife", "hospital", "maternity"),
        ("Detective sergeant", "police", "police"),
        ("Named nurse", "hospital", "hospital"),
        ("Somebody", "", "other"),
    ],
)
def test_a_role_tells_whose_record_it_is(role, kind, source):
    assert recognise(role, kind) == source


def test_every_source_kind_and_circumstance_exists():
    kinds = set(Organisation.Kind.values)
    assert {rule.source for rule in gathering.rules()} | {"other"} == set(Source.values)
    assert all(set(rule.kinds) <= kinds for rule in gathering.rules())


@pytest.mark.parametrize(
    "row",
    [
        {"source": "nobody", "kinds": [], "words": [], "ask": [], "need": []},
        {"source": "gp", "kinds": [], "words": [], "ask": [{"age": 3}], "need": []},
        {"source": "gp", "kinds": [], "words": [], "ask": [], "need": [{"any": ["full moon"]}]},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(row, tmp_path, monkeypatch):
    file = tmp_path / "sources.json"
    file.write_text(json.dumps([row]))
    monkeypatch.setattr(gathering, "FILE", file)
    gathering.rules.cache_clear()
    with pytest.raises(gathering.BadRule):
        gathering.rules()
    monkeypatch.undo()
    gathering.rules.cache_clear()


def test_what_came_is_told_from_what_waits_and_what_was_never_asked():
    facts = Facts(6000, frozenset({"unexpected"}), frozenset({2}))
    asked = [
        Asked("gp", "gp", "received"),
        Asked("", "hospital", "not_known_child"),
        Asked("school", "education", "asked"),
        Asked("police", "police", "cancelled"),
    ]
    found = {need.source: need.state for need in needs(facts, asked)}
    assert found == {
        "gp": "came", "hospital": "came", "social_care": "missing", "police": "missing", "school": "awaited",
        "mental_health": "missing",
    }  # fmt: skip
    assert {need.source for need in still_needed(needs(facts, asked))} == {
        "social_care", "police", "school", "mental_health",
    }  # fmt: skip


def test_a_hospital_asked_as_one_thing_does_not_stand_for_another():
    facts = Facts(3)
    found = {need.source: need.state for need in needs(facts, [Asked("maternity", "hospital", "received")])}
    assert (found["maternity"], found["hospital"]) == ("came", "missing")


SURGERY, HOSPITAL = Agency(uuid.uuid4(), "Sample Surgery", "gp"), Agency(uuid.uuid4(), "Sample Hospital", "hospital")
POLICE = Agency(uuid.uuid4(), "Sample Police", "police", "Lead Officer", "lead@example.org")


def test_people_come_first_then_what_the_list_lacks():
    people = [
        Person("Dr Uma Unreal", "General practitioner", "sample  surgery.", "gp@example.org", wanted=True),
        Person("Vic Unreal", "Head teacher", "Unlisted School", "school@example.org", wanted=True),
        Person("Ona Notreal", "Consultant", "Sample Hospital", "", wanted=True),
    ]
    found = propose(Facts(4000), people, [SURGERY, HOSPITAL, POLICE])
    by_source = {one.source: one for one in found}
    assert [one.source for one in found[:3]] == ["gp", "school", "hospital"]
    assert (by_source["gp"].ask, by_source["gp"].organisation) == (True, SURGERY.key)
    assert not by_source["school"].ask
    assert "Unlisted School" in by_source["school"].note
    assert "no email" in by_source["hospital"].note
    assert (by_source["police"].ask, by_source["police"].email) == (True, "lead@example.org")
    assert not by_source["social_care"].ask


def test_nobody_is_proposed_twice():
    people = [Person("Dr Uma Unreal", "GP", "Sample Surgery", "GP@example.org", wanted=True)]
    found = propose(Facts(4000), people, [SURGERY], asked=[("gp", "gp@example.org"), ("police", "x@example.org")])
    assert not {"gp", "police"} & {one.source for one in found}


def test_a_supplementary_form_goes_to_whoever_is_proposed_for_its_record():
    people = [Person("Ona Notreal", "Consultant", "Sample Hospital", "ona@example.org", wanted=True)]
    found = propose(Facts(4000), people, [SURGERY, HOSPITAL])
    wanted = [("care_pathway", "Care pathway", "The child died in hospital."), ("drowning", "Drowning", "Reported.")]
    ward, water = supplementary(found, wanted)
    assert (ward.form, ward.email, ward.ask, ward.source) == ("care_pathway", "ona@example.org", True, "hospital")
    assert (water.form, water.email, water.ask, water.source) == ("drowning", "", False, "police")
    assert "The child died in hospital." in ward.note


def test_every_form_that_a_source_fills_in_is_in_the_catalogue():
    forms = [form for rule in gathering.rules() for form in rule.forms]
    assert len(forms) == len(set(forms))
    assert set(forms) == set(RequestedForm.values) - {"reporting"}


@pytest.mark.parametrize("kind", letters.KINDS)
def test_every_standard_letter_is_in_order(kind):
    subject, body = letters.standard(kind)
    assert letters.faults(kind, subject, body) == {}
    filled = letters.fill(subject + body, letters.SAMPLE)
    assert "{" not in filled
    assert "SAMPLE-2026-0001" in filled


@pytest.mark.parametrize(
    ("subject", "body", "field"),
    [
        ("{reference}", "{link} {child_name}", "body"),
        ("{name}", "{link}", "subject"),
        ("{reference}", "no link", "body"),
        ("{link}", "{link}", "subject"),
        ("{reference", "{link}", "subject"),
        ("{reference}", "{link} }", "body"),
        ("{reference}", "{link} {}", "body"),
        ("{reference}", "{link} {{reference}}", "body"),
        ("{reference}", "{link} {reference.__class__}", "body"),
        ("{reference}", "{link} {REFERENCE}", "body"),
    ],
)
def test_a_mark_that_is_not_on_the_list_is_refused(subject, body, field):
    assert field in letters.faults("made", subject, body)


def test_a_value_cannot_break_out_of_its_line():
    assert letters.fill("{agency}", {"agency": "A\r\nBcc: x@example.org {link}"}) == "A Bcc: x@example.org {link}"
