"""The database itself holds the panels apart, whatever the scopes in Python say."""

import os
import subprocess
import sys
import uuid
from copy import deepcopy

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.urls import reverse

from accounts.models import Panel
from accounts.roles import Role
from cases.actions import attachments
from cases.models import Attachment, Case, InformationRequest, Notification
from cdop.embedded.places import ROOT
from common import wall
from tests import crafted, factories, scenarios
from tests import scenarios_casework as casework
from tests.integration.scopes import RULES

pytestmark = pytest.mark.django_db
SURNAME = "Wallflower"


@pytest.fixture
def case(panel, manager):
    """With a name to find and a document."""
    notification = scenarios.notified(panel, child=scenarios.child(surname=SURNAME))
    made = scenarios.open_case(panel, by=manager, notification=notification)
    file = ContentFile(crafted.pdf("invented"), name="report.pdf")
    attachments.add(case_id=made.pk, new_id=uuid.uuid4(), by=manager, title="Report", file=file)
    return made


@pytest.fixture
def outsider(other_panel):
    """Who may do on another panel what the manager does on this one."""
    return factories.person(other_panel, Role.MANAGER)


@pytest.fixture
def without_scopes(monkeypatch):
    """Every scope of Python gives every row, and any panel is the one asked for."""
    for model, name, _ in RULES:
        monkeypatch.setattr(type(model._default_manager.all()), name, lambda rows, user: rows.all())
    monkeypatch.setattr(type(Case.objects.all()), "of_panel", lambda rows, panel: rows.all())
    monkeypatch.setattr("accounts.models.User.has_role", lambda user, panel, *roles: True)
    monkeypatch.setattr("cases.identity.search._panels", lambda by: list(Panel.objects.all()))


@pytest.fixture
def without_wall(monkeypatch):
    """As the site was before there was one."""
    monkeypatch.setattr("accounts.middleware.wall.only", lambda panels: wall.everything())


def _shown(client, case) -> dict[str, bool]:
    """Whether each of these gives something of the case."""
    document = Attachment.objects.get(case=case).pk
    pages = [
        reverse(f"cases:{name}", args=[case.pk]) for name in ("case", "identity", "documents", "analysis", "forms")
    ]
    found = {url: client.get(url).status_code == 200 for url in pages}
    found["download"] = client.get(reverse("cases:download", args=[case.pk, document])).status_code == 200
    found["work list"] = case.reference in client.get(reverse("cases:worklist")).content.decode()
    answer = client.post(reverse("cases:search"), {"words": SURNAME}, follow=True).content.decode()
    found["search"] = case.reference in answer
    return found


def test_with_no_scope_left_another_panel_is_still_shown_nothing(case, outsider, signed_in, without_scopes):
    assert set(_shown(signed_in(outsider), case).values()) == {False}


def test_without_the_wall_the_same_is_shown(case, outsider, signed_in, without_scopes, without_wall):
    assert set(_shown(signed_in(outsider), case).values()) == {True}


def test_its_own_panel_is_shown_it(case, manager, signed_in):
    assert set(_shown(signed_in(manager), case).values()) == {True}


def test_a_role_that_ends_closes_the_wall_at_the_next_request(case, manager, signed_in, without_scopes):
    client = signed_in(manager)
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 200
    factories.membership(factories.panel(code="samplefar", areas=()), manager, Role.MANAGER)
    manager.memberships.filter(panel=case.panel_id).delete()
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 404


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE cdop_app")
        cursor.execute("SELECT set_config('cdop.panels', %s, false)", [value])


@pytest.fixture
def as_application():
    """``as_application(value)``: the application's role, with that in the setting."""
    yield _set
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    wall._becomes("all")


@pytest.mark.parametrize("value", ["", "{}", "{00000000-0000-0000-0000-000000000000}"])
def test_a_connection_that_is_opened_to_nothing_has_no_row(case, as_application, value):
    as_application(value)
    assert [kind for kind in (Case, Notification, Attachment) if kind.objects.exists()] == []
    assert not Case.objects.filter(pk=case.pk).update(status="reviewed")
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Case.objects.create(panel=case.panel, reference="CDR-2026-9999")


def test_what_is_no_setting_gives_an_error_and_no_row(case, as_application):
    as_application("everything")
    with pytest.raises(Exception, match="malformed array literal"), transaction.atomic():
        list(Case.objects.all())


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall ON cases_case",
        "CREATE OR REPLACE FUNCTION wall_is_down() RETURNS boolean LANGUAGE sql STABLE RETURN true",
        "ALTER ROLE cdop_app BYPASSRLS",
        "SET row_security = off; SELECT * FROM cases_case",
    ],
)
def test_the_application_cannot_take_it_down(as_application, statement):
    as_application("")
    refused = "must be owner|permission denied|would be affected by row-level security"
    with pytest.raises(ProgrammingError, match=refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_panel_shows_its_own_and_is_not_given_to_another(case, panel, other_panel, as_application):
    casework.open_case(other_panel)
    as_application(f"{{{panel.pk}}}")
    assert {one.panel_id for one in Case.objects.all()} == {panel.pk}
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        casework.open_case(other_panel)


def test_a_case_stays_with_its_panel_also_where_the_wall_is_down(case, other_panel):
    with pytest.raises(IntegrityError, match="a case stays with its panel"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(panel=other_panel)


def test_whoever_writes_a_row_of_a_case_it_is_of_the_panel_of_the_case(case, panel, other_panel):
    note = Attachment.objects.filter(case=case)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_attachment SET panel_id = %s WHERE case_id = %s", [other_panel.pk, case.pk])
        assert cursor.rowcount == 1
    with wall.only([other_panel.pk]):
        assert not note.exists()
    with wall.only([panel.pk]):
        assert note.exists()


def test_what_is_beside_a_case_is_seen_with_it(case, panel, other_panel):
    casework.open_case(other_panel)
    with wall.only([other_panel.pk]):
        assert not Attachment.objects.exists()
        wall.open_to(panel.pk)
        assert Attachment.objects.get().case_id == case.pk
    assert Case.objects.count() == 2  # and afterwards it is as it was


def test_a_secret_opens_one_panel(case, panel, other_panel):
    casework.open_case(other_panel)
    with wall.only([]):
        wall.open_by(InformationRequest.objects.filter(pk=uuid.uuid4()), "case__panel")
        assert not Case.objects.exists()
        wall.open_by(Attachment.objects.filter(case=case), "case__panel")
        assert {one.panel_id for one in Case.objects.all()} == {panel.pk}


def test_after_an_error_in_a_transaction_nothing_is_left_open(case):
    with wall.only([]):
        with pytest.raises(ProgrammingError), transaction.atomic(), wall.everything():
            Case.objects.extra(where=["no_such_column"]).exists()
        assert not Case.objects.exists()


@pytest.fixture
def pooled():
    """The application's connection as the web process has it, with a pool of one."""
    name = connection.settings_dict["NAME"]
    made = connections.create_connection("default")
    address = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_URL"])
    made.settings_dict = {
        **deepcopy(connection.settings_dict), "NAME": name, "USER": address["user"], "PASSWORD": address["password"],
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 1, "timeout": 4, "reset": wall.forget}},
    }  # fmt: skip
    yield made
    made.close()
    made.close_pool()


def test_a_connection_that_goes_back_to_the_pool_forgets(pooled, panel):
    seen = []
    for value in ("all", f"{{{panel.pk}}}", ""):
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), current_user, current_setting('cdop.panels', true)")
            seen.append(cursor.fetchone())
            cursor.execute("SELECT set_config('cdop.panels', %s, false)", [value])
        pooled.close()
    assert len({process for process, *_ in seen}) == 1
    assert {(user, held or "") for _, user, held in seen} == {("cdop_app", "")}


SAY = "from django.db import connection as c; c.ensure_connection(); print(c.connection.execute({}).fetchone()[0])"
ASK = repr("SELECT coalesce(nullif(current_setting('cdop.panels', true), ''), 'nothing')")


@pytest.mark.parametrize(
    ("way_in", "begins_with"),
    [("import cdop.wsgi", "nothing"), ("import cdop.worker, django; django.setup()", "all"),
     ("import django; django.setup()", "nothing")],
)  # fmt: skip
def test_the_web_process_begins_with_nothing_and_the_worker_with_all(way_in, begins_with):
    given = {"CDOP_PANELS": "all"} if "wsgi" in way_in else {"CDOP_PANELS": ""}
    done = subprocess.run(
        [sys.executable, "-c", f"{way_in}; {SAY.format(ASK)}"], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, **given, "CDOP_DATABASE_ROLE": "app", "DJANGO_SETTINGS_MODULE": "cdop.settings.local"},
    )  # fmt: skip
    assert done.stdout.strip() == begins_with
