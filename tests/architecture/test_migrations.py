"""A migration that can stop a running installation is written down, with the reason why it may.

Steps on a table that the same migration makes harm nobody. On a table that holds rows, these hold everybody up while
the whole table is read or written, or take away what the version that still runs asks for. They are allowed with a
reason, so that nobody adds one unawares.
"""

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import ROOT

HOLDS_UP = {"AddIndex", "AddConstraint", "AlterField", "AlterUniqueTogether", "AlterIndexTogether"}
TAKES_AWAY = {"RemoveField", "RenameField", "DeleteModel", "RenameModel", "AlterModelTable"}
UNSEEN = {"RunSQL", "RunPython", "SeparateDatabaseAndState"}
SMALL = "a table of a few thousand rows at most: read in well under a second"
WALL = "policies, made at once; the version before, while it still runs, is shown no row rather than too many"
TRIGGERS = "makes triggers and functions; reads no rows"
PANEL_OF_ROWS = (
    "the rows of cases are written anew, once, and wait meanwhile: for all of England some minutes; the version before "
    "goes on, since triggers fill what it does not know of"
)
ALLOWED = {
    "accounts.0004_disclosure_profile": "one row for each panel",
    "audit.0002_seal_and_protect": TRIGGERS,
    "audit.0003_constant_cost": "the index of the trail: look-ups go on, entries wait while it is built, once",
    "audit.0004_running": "a small part of the trail: look-ups go on, entries wait while it is read, once",
    "audit.0005_outside_any_panel": "the same",
    "cases.0005_attachment_scan": SMALL,
    "cases.0008_information_gathering": SMALL,
    "cases.0009_places": SMALL,
    "cases.0011_recommendations_followed": SMALL,
    "cases.0012_form_keys": SMALL,
    "cases.0013_returns_and_merges": SMALL,
    "accounts.0005_retention_rule": "one row for each panel",
    "cases.0019_owner_words": SMALL,
    "cases.0026_held_for_theme": "reads the reasons for delay once; reading goes on, writing waits meanwhile",
    "cases.0027_moves_by_steps": "triggers, and a check that reads the steps of all cases once: seconds",
    "panels.0016_a_meeting_that_is_over": TRIGGERS,
    "cases.0016_constant_cost": "indexes of lists: reading goes on, writing waits while they are built, once",
    "reporting.0008_exports_stopped": "a choice more, which the database does not see",
    "panels.0011_quorum_of_a_meeting": SMALL,
    "panels.0012_one_holder_at_a_time": SMALL,
    "reporting.0009_publications_failed": "one more name for a state, nothing in the table",
    "panels.0002_series_and_holds": SMALL,
    "panels.0007_seats_and_deputies": SMALL,
    "panels.0008_feedback_without_answers": SMALL,
    "reporting.0003_writing_sections": SMALL,
    "reporting.0006_publications_stay": TRIGGERS,
    "cases.0023_second_wall": WALL,
    "panels.0014_second_wall": WALL,
    "cases.0025_every_row_of_a_panel": PANEL_OF_ROWS,
    "panels.0015_every_row_of_a_panel": PANEL_OF_ROWS,
    "cases.0024_by_panel_and_part": (
        "cases, children and requests are written anew, once, and wait meanwhile: for all of England half a minute; "
        "the version before goes on, since triggers fill what it does not know of"
    ),
}


def _ours() -> dict[str, Migration]:
    labels = {config.label for config in apps.get_app_configs() if (ROOT / config.label).is_dir()}
    found = MigrationLoader(None).disk_migrations
    return {f"{app}.{name}": migration for (app, name), migration in found.items() if app in labels}


def risks(migration: Migration) -> list[str]:
    """The steps that hold up or take away, of tables that were there before."""
    made = {step.name_lower for step in migration.operations if type(step).__name__ == "CreateModel"}
    return [
        f"{type(step).__name__} {_table(step)}".strip()
        for step in migration.operations
        if _table(step) not in made and _is_risk(step)
    ]


def _table(step) -> str:
    return (getattr(step, "model_name", "") or getattr(step, "name", "") or "").lower()


def _is_risk(step) -> bool:
    kind = type(step).__name__
    return kind in HOLDS_UP | TAKES_AWAY | UNSEEN or (kind == "AddField" and not _fills_itself(step.field))


def _fills_itself(field: models.Field) -> bool:
    """Whether rows that are there get a value at once: nothing, a default, or no text."""
    return field.null or field.has_default() or (field.blank and field.empty_strings_allowed)


@pytest.mark.parametrize("name", sorted(_ours()))
def test_what_holds_up_or_takes_away_is_written_down(name):
    assert bool(risks(_ours()[name])) == (name in ALLOWED), f"{name}: {risks(_ours()[name]) or 'holds up nothing'}"


def test_the_list_names_migrations_that_are_there():
    assert set(ALLOWED) <= set(_ours())


@pytest.mark.parametrize("name", sorted(_ours()))
def test_every_step_can_be_taken_back(name):
    assert [type(step).__name__ for step in _ours()[name].operations if not step.reversible] == []


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("RemoveField", True),
        ("AddIndex", True),
        ("RunSQL", True),
        ("CreateModel", False),
        ("AddField", False),
        ("AddField without a value", True),
    ],
)
def test_the_check_sees_what_it_is_to_see(step, found):
    assert bool(risks(_made(step))) is found


def _made(kind: str) -> Migration:
    steps = {
        "RemoveField": migrations.RemoveField("case", "version"),
        "AddIndex": migrations.AddIndex("case", models.Index(fields=["version"], name="tried")),
        "RunSQL": migrations.RunSQL("select 1", migrations.RunSQL.noop),
        "CreateModel": migrations.CreateModel("Tried", []),
        "AddField": migrations.AddField("case", "tried", models.IntegerField(default=0)),
        "AddField without a value": migrations.AddField("case", "tried", models.IntegerField()),
    }
    made = Migration("tried", "cases")
    made.operations = [steps[kind]]
    return made
