"""Each scope of the database gives what its rule says, and a change of any part of it would be noticed."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import OutgoingMessage
from accounts.roles import Role
from audit.recording import PUBLIC
from cases.actions import drafts
from cases.models import Case, Recommendation, UrgentAccess
from cases.models.access import CaseGrant, Exclusion
from common import wall
from common.dates import today
from tests import factories, scenarios_retention
from tests.integration.attacked import Attacked
from tests.integration.scopes import RULES, World, broken

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REVIEWED = {"reviewed_on": today(), "primary_category": 8, "modifiability": "none"}
ALIKE = {"never: not user.is_active"}
"""A switched-off account holds no role either: the same said twice."""


class Scoped:
    """The scene with what a scope could get wrong: closed and erased cases, a doctor of no area, mail of no panel."""

    def __init__(self) -> None:
        self.attacked = Attacked()
        self.scene, self.panel = self.attacked.scene, self.attacked.scene.panel
        abroad = factories.person(self.attacked.elsewhere, Role.MANAGER)
        self.people = [person for person in self.scene.people.values() if person]
        self.people += [abroad, factories.person(self.panel, Role.MEMBER), factories.person(self.panel, Role.DOCTOR)]
        scenarios_retention.held(Case.objects.get(pk=self.attacked.foreign["case"]), abroad, "Sample")
        self._close()
        self._grant()
        self._rows()
        self.world = World()

    def _close(self) -> None:
        """Conflicts of several roles, an erased case, a case of the other panel from an area of the doctor."""
        case, pair = self.scene.objects["case"], (("manager", self.attacked.beside["case"]),)
        for who, key in (*pair, *((who, case) for who in ("mfa_pending", "chair", "auditor"))):
            person = self.scene.people[who]
            Exclusion.objects.get_or_create(case_id=key, user=person, defaults={"reason": "Sample", "by": person})
        Case.objects.filter(pk=self.scene.objects["other"]).update(erased_on=today(), **REVIEWED)
        area = self.panel.areas.first()
        Case.objects.filter(pk=self.attacked.foreign["case"]).update(local_authority=area)

    def _grant(self) -> None:
        """What a grant alone must not open: a case that is erased, to the former member, to the other panel's."""
        people, case = self.scene.people, self.scene.objects["case"]
        for who in ("member", "former", "outsider", "chair"):
            for key in (self.scene.objects["other"], case):
                self._granted(people[who], key)
        self._granted(self.people[-1], case)
        self._granted(self.people[-2], case, until=timezone.now() - timedelta(days=1))

    def _granted(self, user, case, until=None) -> None:
        held = CaseGrant.objects.order_by("pk").first()
        held.pk, held.user, held.content_object_id = None, user, case
        held.meeting_key, held.expires_at = uuid.uuid4(), until
        held.save(force_insert=True)

    def _rows(self) -> None:
        """Mail of no panel and of another, a draft, recommendations of every kind, urgent access of who has no seat."""
        people = self.scene.people
        mail = (("manager", None), ("outsider", None), ("member", self.attacked.elsewhere))
        for who, panel in mail:
            OutgoingMessage.objects.create(event="test", recipient=people[who].email, subject="Sample", panel=panel)
        drafts.begin(panel=self.panel, by=PUBLIC)
        common = {"panel": self.panel, "text": "Sample", "owner": "Sample", "due_on": today(), "made_on": today()}
        for case in (None, self.scene.objects["other"], self.scene.objects["case"], self.attacked.beside["case"]):
            Recommendation.objects.create(case_id=case, **common)
        Case.objects.filter(pk=self.scene.objects["case"]).update(**REVIEWED)
        access = UrgentAccess.objects.first()
        for who in ("former", "chair", "doctor"):
            access.pk, access.user, access._state.adding = uuid.uuid4(), people[who], True
            access.save(force_insert=True)

    def wrong(self, model, name: str, rule) -> list:
        """``(person, row, whether it was given)`` of the first row that is not as the rule says."""
        rows = list(model._default_manager.all())
        for person in self.people:
            person.__dict__.pop("current_memberships", None)
            given = set(getattr(model._default_manager.all(), name)(person).values_list("pk", flat=True))
            for row in rows:
                if (row.pk in given) != bool(rule(self.world, person, row)):
                    return [person.pk, row, row.pk in given]
        return []


@pytest.fixture(scope="module")
def scoped(django_db_setup, django_db_blocker):
    """Made once; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scoped()
        transaction.set_rollback(True)


IDS = [f"{model.__name__}.{name}" for model, name, _ in RULES]


@pytest.mark.parametrize(("model", "name", "rule"), RULES, ids=IDS)
def test_a_scope_gives_what_its_rule_says(scoped, model, name, rule):
    assert scoped.wrong(model, name, rule) == []


@pytest.mark.parametrize(("model", "name", "rule"), RULES, ids=IDS)
def test_the_wall_hides_nothing_that_a_scope_gives_and_shows_no_other_panel(scoped, model, name, rule):
    """Each person in turn, with the database opened as a request of theirs opens it."""
    for person in scoped.people:
        person.__dict__.pop("current_memberships", None)
        panels = {held.panel_id for held in person.current_memberships}
        given = set(getattr(model._default_manager.all(), name)(person).values_list("pk", flat=True))
        with wall.only(panels):
            behind = set(getattr(model._default_manager.all(), name)(person).values_list("pk", flat=True))
            seen = {panel for (panel,) in Case.objects.values_list("panel")}
        assert behind == given
        assert seen <= panels


@pytest.mark.parametrize(("model", "name", "rule"), RULES, ids=IDS)
def test_a_change_of_a_scope_is_noticed(scoped, monkeypatch, model, name, rule):
    kind = model._default_manager.all().__class__
    unnoticed = []
    for what, changed in broken(kind, name):
        with monkeypatch.context() as patched:
            patched.setattr(kind, name, changed)
            if what not in ALIKE and not scoped.wrong(model, name, rule):
                unnoticed.append(what)
    assert unnoticed == []
