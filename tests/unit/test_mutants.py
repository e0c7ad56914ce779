"""Which rules are tried again: those that say something else than when every change of them was noticed."""

import json

from scripts import mutants

RULES = '''
EITHER = (Role.MANAGER, Role.CHAIR)

def one(by):
    """Words."""
    if by is None:
        raise Forbidden

def other(by):
    return by.name == "somebody"
'''


def test_layout_and_place_say_nothing_new():
    moved = RULES.replace("\ndef other", "\n\n\n# a remark\ndef other").replace('"somebody"', "'somebody'")
    assert mutants.digests(moved) == mutants.digests(RULES)


def test_each_part_stands_for_itself():
    before, after = mutants.digests(RULES), mutants.digests(RULES.replace("Role.CHAIR", "Role.DOCTOR"))
    assert set(before) == set(after) == {"EITHER", "one", "other"}
    assert {name for name in before if before[name] != after[name]} == {"EITHER"}


def test_every_change_knows_its_rule():
    found = [(one.rule, one.what) for one in mutants.mutants(RULES)]
    assert ("EITHER", "without Role.CHAIR of “(Role.MANAGER, Role.CHAIR)”") in found
    assert {rule for rule, _ in found} == {"EITHER", "one", "other"}
    assert sum(rule == "one" for rule, _ in found) == 4  # the check left out, always, never, turned round


def test_a_rule_that_is_known_is_not_tried(monkeypatch):
    monkeypatch.setattr(mutants.Path, "read_text", lambda path: RULES)
    assert mutants.survivors("nowhere/rules.py", mutants.digests(RULES)) == (0, [])


def test_every_file_of_rules_was_tried():
    assert set(json.loads(mutants.LOCK.read_text())) == set(mutants.TESTS)
