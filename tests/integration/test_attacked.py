"""Addresses and forms are attacked: with keys of somebody else's things, and with fields that no form shows."""

import json
import re

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from tests.integration.attacked import Attacked
from tests.sweep import routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOTHING = {302, 403, 404, 405, 409}
INSIDE = ("manager", "chair", "doctor", "administrator", "member")
BOTH = {"cases:family_link", "cases:merge_compare"}
"""Where a manager holds two cases of the panel against one another on purpose."""
KINDS = ("case", "answered", "document", "sent_response", "recommendation", "process", "key_worker", "review_meeting")
"""Things of the other panel that the keys of a form are exchanged for."""
PLANTED = {
    models.BooleanField: "true",
    models.IntegerField: "918273",
    models.DateTimeField: "1931-02-03T04:05",
    models.DateField: "1931-02-03",
    models.UUIDField: "0badc0de-0bad-4bad-8bad-0badc0de0bad",
}
TEXT = "planted-from-outside"
MARKS = {TEXT, *(value for value in PLANTED.values() if value != "true")}


@pytest.fixture(scope="module")
def attacked(django_db_setup, django_db_blocker):
    """One scene for this file; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Attacked()
        transaction.set_rollback(True)


def _address(attacked, name, arguments, others):
    return reverse(name, kwargs={one: others.get(one) or attacked.scene._value(name, one, False) for one in arguments})


def _told(attacked, who: str, url: str, word: str) -> list:
    """The answers that say more than that there is nothing."""
    found = []
    for method in ("GET", "POST"):
        answer = attacked.asker.ask(who, method, url)
        if answer.status not in NOTHING or word.encode() in answer.body:
            found.append((who, method, url, answer.status))
    return found


def test_what_hangs_on_one_case_is_not_reached_through_another(attacked):
    """As the manager, who may see both: one key of an address with several is exchanged for the second case's."""
    asked, wrong = 0, []
    for name, arguments in routes():
        keys = attacked.keys(name, arguments)
        for exchanged in keys if len(keys) > 1 and name not in BOTH else ():
            url = _address(attacked, name, arguments, {exchanged: attacked.beside[exchanged]})
            wrong += _told(attacked, "manager", url, "Beside ")
            asked += 1
    assert asked > 50
    assert not wrong, wrong


def test_no_address_leads_to_another_panels_things(attacked):
    asked, wrong = 0, []
    for name, arguments in routes():
        keys = attacked.keys(name, arguments)
        for who in INSIDE if keys else ():
            url = _address(attacked, name, arguments, {one: attacked.foreign[one] for one in keys})
            wrong += _told(attacked, who, url, "Foreign ")
            asked += 1
    assert asked > 200
    assert not wrong, wrong


def test_no_form_takes_another_panels_key(attacked):
    """Each key that a form posts, hidden or chosen, is exchanged for each of the other panel's."""
    tried, wrong, seen = 0, [], set()
    foreign = [str(attacked.foreign[name]) for name in KINDS]
    for role, form in attacked.shown:
        for field in {name for name, value in form.values if KEY.fullmatch(value)} - {"new_id"}:
            if (form.action, field) not in seen:
                seen.add((form.action, field))
                tried += len(foreign)
                taken = [key for key in foreign if _reached(attacked.changes(role, form, {field: key}), key)]
                wrong += [(role, form.action, field, taken)] if taken else []
    assert tried > 100
    assert not wrong, wrong


def _reached(changes: list, key: str) -> bool:
    """Whether a row of that key was changed or a row points to it; a new row may have taken the key for its own."""
    own = {"id": ""}
    return any(key in json.dumps(row | own if kind == "new" else row) for _, kind, row in changes)


def test_a_form_takes_nothing_that_it_does_not_show(attacked):
    """Each form is posted as it stands and again with every column there is: the second changes what the first did."""
    columns, writing, wrong = _columns(attacked), 0, []
    assert len(attacked.shown) > 150
    for role, form in attacked.shown:
        plain = attacked.changes(role, form, {})
        loaded = attacked.changes(role, form, {name: columns[name] for name in columns.keys() - form.names})
        writing += bool(plain)
        arrived = [mark for mark in MARKS if mark in json.dumps(loaded)]
        if arrived or _shape(plain) != _shape(loaded):
            wrong.append((role, form.action, arrived, _shape(plain), _shape(loaded)))
    assert not wrong, wrong[:3]
    assert writing > 60, f"only {writing} of {len(attacked.shown)} forms wrote anything"


def _columns(attacked) -> dict[str, str]:
    """Every column there is, by the names under which a form might take it, with a value of its kind."""
    found = {}
    for field in (field for model in apps.get_models() for field in model._meta.concrete_fields):
        planted = next((value for kind, value in PLANTED.items() if isinstance(field, kind)), TEXT)
        value = str(attacked.elsewhere.pk) if field.name == "panel" else planted
        found[field.name] = found[field.attname] = value
    return found


def _shape(changes: list) -> list[str]:
    """What was written, without what differs each time: which columns of which rows, and answers of yes or no."""
    return sorted(
        json.dumps([table, kind, sorted(row), {name: value for name, value in row.items() if isinstance(value, bool)}])
        for table, kind, row in changes
    )
