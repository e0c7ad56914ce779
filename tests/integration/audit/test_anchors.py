"""What is written down outside the database finds what a database that is consistent in itself would hide."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import actions, anchors, chain
from audit.models import Event
from audit.recording import SYSTEM, record
from audit.tasks import anchor as anchor_task
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("audit_event", "audit_seal", "audit_head")
REBUILD = """
DO $$
DECLARE s record; previous bytea := ''; digest bytea;
BEGIN
  FOR s IN SELECT * FROM audit_seal WHERE chain = '{chain}' ORDER BY sequence LOOP
    SELECT audit_digest(e, s.sequence, previous) INTO digest FROM audit_event e WHERE e.id = s.event_id;
    UPDATE audit_seal SET previous = rebuilt.before, hash = digest
      FROM (SELECT previous AS before) rebuilt WHERE chain = s.chain AND sequence = s.sequence;
    previous := digest;
  END LOOP;
  UPDATE audit_head SET hash = previous WHERE chain = '{chain}';
END $$
"""


@pytest.fixture
def panel(settings, tmp_path):
    """A panel with four entries, written down once."""
    settings.AUDIT_ANCHORS = str(tmp_path / "kept" / "anchors.log")
    found = factories.panel()
    _work(found)
    assert actions.anchor(by=SYSTEM)
    return found


def _work(panel, number: int = 4) -> None:
    person = factories.person(panel)
    for step in range(number):
        record("user_changed", by=person, subject=person, panel=panel, details={"step": step})


def _as_owner(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _lines(settings) -> list[str]:
    return Path(settings.AUDIT_ANCHORS).read_text().splitlines(keepends=True)


def test_a_clean_trail_agrees_with_its_anchors(panel, settings, capsys):
    _work(panel)
    actions.anchor(by=SYSTEM)
    call_command("verify_audit")
    assert "The audit trail holds" in capsys.readouterr().out
    assert len(_lines(settings)) == 2


def test_a_quiet_site_writes_no_more_lines(panel, settings):
    assert not actions.anchor(by=SYSTEM)
    assert not anchor_task()
    assert len(_lines(settings)) == 1


def test_a_whole_chain_recomputed_by_its_owner_is_found(panel):
    change = f"UPDATE audit_event SET actor_label = 'Somebody else' WHERE chain = '{panel.pk}'"
    _as_owner(change, REBUILD.format(chain=panel.pk))
    assert chain.first_fault() is None  # in itself it holds
    with pytest.raises(CommandError, match=f"chain {panel.pk}: it is not what was written down"):
        call_command("verify_audit")


def test_entries_cut_off_the_end_are_found(panel):
    last = f"(SELECT max(sequence) FROM audit_seal WHERE chain = '{panel.pk}')"
    _as_owner(
        f"DELETE FROM audit_event WHERE id = (SELECT event_id FROM audit_seal WHERE chain = '{panel.pk}'"
        f" AND sequence = {last})",
        f"DELETE FROM audit_seal WHERE chain = '{panel.pk}' AND sequence = {last}",
        f"UPDATE audit_head h SET sequence = s.sequence, hash = s.hash FROM audit_seal s WHERE h.chain = s.chain"
        f" AND s.chain = '{panel.pk}' AND s.sequence = {last}",
    )
    assert chain.first_fault() is None
    with pytest.raises(CommandError, match="written down outside the database and is missing"):
        call_command("verify_audit")


def test_a_file_put_back_to_an_earlier_state_is_found(panel, settings):
    early = _lines(settings)
    _work(panel)
    actions.anchor(by=SYSTEM)
    Path(settings.AUDIT_ANCHORS).write_text("".join(early))
    with pytest.raises(CommandError, match="an anchor that the file of anchors does not hold"):
        call_command("verify_audit")


def test_a_file_taken_away_is_found(panel, settings):
    Path(settings.AUDIT_ANCHORS).unlink()
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_audit")


def _changed(lines):
    said = json.loads(lines[0])
    said["at"] = "2020-01-01T00:00:00+00:00"
    return [json.dumps(said) + "\n", *lines[1:]]


@pytest.mark.parametrize(
    "spoil", [_changed, lambda lines: lines[1:], lambda lines: lines[::-1], lambda lines: ["nonsense\n", *lines]]
)
def test_lines_changed_left_out_or_put_in_are_found(panel, settings, spoil):
    _work(panel)
    actions.anchor(by=SYSTEM)
    Path(settings.AUDIT_ANCHORS).write_text("".join(spoil(_lines(settings))))
    with pytest.raises(CommandError, match="The anchors do not hold"):
        call_command("verify_audit")


def test_where_none_are_kept_nothing_is_written(settings):
    settings.AUDIT_ANCHORS = ""
    assert not actions.anchor(by=SYSTEM)
    assert anchors.place() is None
    assert not Event.objects.filter(verb="trail_anchored").exists()
