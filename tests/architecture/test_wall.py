"""Which tables stand behind the wall of ``common.wall``, which do not and why, and every place that opens it."""

import ast

import pytest
from django.apps import apps
from django.db import connection

from cases.models import Case, Notification
from tests.architecture.source import trees

OUTSIDE = {
    "cases.Exclusion": "who may not see a case: hiding it would open what it closes",
    "cases.CaseGrant": "who may read a case: of no use without the case, which is hidden",
    "cases.CaseGroupGrant": "never used",
}
"""Models that lead to a case and are not behind the wall."""
OPENED = {
    ("accounts/middleware.py", "only"): "each request, to the panels of the person's roles of today",
    (
        "cases/actions/exporting.py",
        "only",
    ): "the file of cases is sent after its request, to the panels asked for",
    ("cases/actions/drafts.py", "open_to"): "anybody may begin a notification to any panel",
    ("cases/drafts.py", "everything"): "a return code says of which panel its draft is",
    ("cases/drafts.py", "open_to"): "the same, once the code was right",
    ("cases/drafts.py", "open_by"): "so does the key of a draft that this browser began or came back to",
    ("cases/owners.py", "open_by"): "a link says of which panel its recommendation is",
    ("cases/respondents.py", "open_by"): "a link says of which panel its request is",
    ("common/replica.py", "as_here"): "a replica, to what the request is opened to and no further",
    ("cdop/running/work.py", "everything"): "counts what waits for the virus scanner, of all panels",
}


def _leading_to_a_case() -> set:
    """Models from which foreign keys lead to a case or a notification."""
    found, before = {Case, Notification}, set()
    while found != before:
        before = set(found)
        for model in apps.get_models(include_auto_created=True):
            if any(field.related_model in found for field in model._meta.concrete_fields):
                found.add(model)
    return found


def _walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND EXISTS "
            "(SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polcmd = '*' AND polpermissive)"
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_all_that_leads_to_a_case_is_behind_the_wall_or_has_a_reason():
    walled = _walled()
    outside = {model._meta.label for model in _leading_to_a_case() if model._meta.db_table not in walled}
    assert outside == set(OUTSIDE)


@pytest.mark.django_db
def test_every_policy_asks_the_setting_first():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, qual, with_check FROM pg_policies")
        policies = cursor.fetchall()
    assert len(policies) == len(_walled()) == len({table for table, *_ in policies})
    begins = "(( SELECT wall_is_down() AS wall_is_down) OR "
    assert [table for table, qual, check in policies if not qual.startswith(begins) or check is not None] == []


@pytest.mark.django_db
def test_no_policy_looks_up_the_case_of_each_row():
    """Among many panels that would be one search of an index for each row that is read, and no plan sees past it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, qual FROM pg_policies JOIN information_schema.columns "
            "ON table_schema = schemaname AND table_name = tablename WHERE column_name = 'case_id' "
            "AND is_nullable = 'NO'"
        )
        policies = dict(cursor.fetchall())
    assert len(policies) > 25
    assert [table for table, qual in policies.items() if "(panel_id = ANY" not in qual] == []


@pytest.mark.django_db
def test_the_application_cannot_pass_or_take_the_wall_down():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'cdop%' AND (rolsuper OR rolbypassrls)")
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND pg_get_userbyid(relowner) <> 'cdop_owner'"
        )
        assert cursor.fetchall() == []


def test_every_place_that_opens_the_wall_is_known():
    found = {
        (path, node.func.attr)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "wall"
    }
    assert found == set(OPENED)


def test_every_read_that_may_lag_is_known():
    """Another one needs a line in ``docs/performance.md``, too."""
    found = {
        path for path, tree in trees().items() for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "may_lag"
    }  # fmt: skip
    assert found == {"reporting/figures.py"}


def test_nobody_else_touches_the_setting():
    mine = {"common/wall.py", "cdop/env.py", "cdop/keeping/database.py", "cdop/preparation.py", "common/walled.py"}
    said = {path for path, tree in trees().items() if any("cdop.panels" in words for words in _words(tree))}
    imported = {
        path for path, tree in trees().items() for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "common.wall"
    }  # fmt: skip
    assert said == mine
    assert imported == set()


def _words(tree: ast.Module):
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
