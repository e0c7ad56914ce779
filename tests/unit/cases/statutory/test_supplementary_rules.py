"""Which supplementary form a case needs: the rules and the facts they ask."""

import re

import pytest

from tests.unit.cases.statutory.definition_files import ALL, FOLDER, RULES, leaves, questions, read

README = (FOLDER / "README.md").read_text(encoding="utf-8")
DOCUMENTED = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
ASKED_BY = {
    "known_events": "reporting", "mode_of_death": "reporting", "long_term_conditions": "reporting",
    "life_limiting": "reporting", "neonatal_admission": "reporting", "confirmed_place": "notification",
    "event_place": "notification", "jar_triggered": "notification", "expectedness": "notification",
    "categories": "analysis",
}  # fmt: skip
"""The form whose question has the codes of a fact."""


def test_each_supplementary_form_has_one_rule():
    supplementary = sorted(form for form, one in ALL.items() if one["kind"] == "supplementary")
    assert sorted(rule["form"] for rule in RULES) == supplementary


def test_the_facts_asked_are_the_facts_documented():
    assert {leaf["question"] for rule in RULES for leaf in leaves(rule["when"])} == DOCUMENTED


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["form"])
def test_rules_ask_for_codes_that_can_be_answered(rule):
    for leaf in leaves(rule["when"]):
        if "in" not in leaf:
            assert leaf["question"] == "age_days"
            continue
        form = ASKED_BY[leaf["question"]]
        question = next(one for one in questions(read(form)) if one["key"] == leaf["question"])
        codes = {option["code"] for option in question.get("options", [])} or {"yes", "no", "not_known"}
        assert set(leaf["in"]) <= codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["form"])
def test_the_manager_reads_why(rule):
    assert rule["because"].endswith(".")
    assert len(rule["because"]) <= 170
