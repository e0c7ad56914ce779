"""Every field that could tell a family or a professional apart is planted with a word, or stands here with a reason."""

import inspect

import pytest
from django.db import models

from accounts.roles import Role
from audit.recording import SYSTEM
from cases.identity import models as identity
from cases.models import FamilyContact, FamilyQuestion, InformationRequest, KeyWorker, Notification
from cases.reference import places
from tests import factories, scenarios_whole
from tests.canaries import Canaries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AROUND = (Notification, InformationRequest, KeyWorker, FamilyContact, FamilyQuestion)
"""Models outside the identity that hold what somebody wrote about a family, or whom it deals with."""

SEALED = "encrypted, and its parts are planted where they come from"
CODES = "codes of a list"
DAYS = "a working date of the panel, in letters and lists by its nature"
SENTENCE = "the office's own sentence about its work, read by the office alone"
UNPLANTED = {
    "ReturnCopy.sealed": SEALED,
    "MergeCopy.sealed": SEALED,
    "Child.born_at_time": "a time of day alone",
    "IdentityAnswers.changes": "emptied when the form is sent",
    "IdentityAnswers.settled": "decisions by field, none of them words",
    "Notification.reference": "given to the notifier, and random",
    "Notification.resume_hash": "a hash",
    "Notification.draft": SEALED,
    "Notification.died_at_time": "a time of day alone",
    "Notification.other_reviews": CODES,
    "Notification.social_care_status": CODES,
    "Notification.transferred_to": SENTENCE,
    "Notification.decision_reason": SENTENCE,
    "InformationRequest.respondent_role": "the title of a post",
    "InformationRequest.respondent_email": "the account of the person who is asked, and in their own mail",
    "InformationRequest.form": CODES,
    "InformationRequest.asked_on": DAYS,
    "InformationRequest.due_on": DAYS,
    "InformationRequest.answered_on": DAYS,
    "InformationRequest.last_chased_on": DAYS,
    "InformationRequest.answered_name": "only of an answer by link; that of an account is planted as its respondent",
    "InformationRequest.cancel_reason": SENTENCE,
    "KeyWorker.starts_on": DAYS,
    "KeyWorker.ends_on": DAYS,
    "FamilyContact.on": DAYS,
    "FamilyQuestion.asked_on": DAYS,
    "FamilyQuestion.answered_on": DAYS,
}


def personal(model) -> list[str]:
    """The fields of a model that hold free words or a date; not choices, keys and marks of time."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.DateField, models.TimeField)
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not isinstance(field, models.DateTimeField) and not field.choices
    ]


def looked_at() -> list:
    """All models of the identity, found by themselves, and those around it."""
    own = [one for _, one in inspect.getmembers(identity, inspect.isclass) if one.__module__ == identity.__name__]
    return [*own, *AROUND]


def test_every_field_that_tells_somebody_apart_is_planted_or_has_a_reason():
    places.load_sample(by=SYSTEM)
    panel, canaries = factories.panel(), Canaries()
    areas = {Role.DOCTOR: panel.areas.all()}
    people = {role.value: factories.person(panel, role, areas=areas.get(role, ())) for role in Role}
    whole = scenarios_whole.whole(panel, people, canaries)
    canaries.watch_case(whole.case)
    fields = {f"{model.__name__}.{name}": (model, name) for model in looked_at() for name in personal(model)}
    planted = {
        label
        for label, (model, name) in fields.items()
        if any(canaries.found_in(str(value)) for value in model.objects.values_list(name, flat=True))
    }
    assert sorted(fields.keys() - planted - UNPLANTED.keys()) == []
    assert sorted(UNPLANTED.keys() - (fields.keys() - planted)) == []
