"""Every way of tampering with the trail is found, and the application may only append and read."""

import contextlib
import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import OutgoingMessage, Panel
from audit import chain
from audit.models import Event, Head, Seal
from audit.recording import SYSTEM, record
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LAST = "(SELECT max(id) FROM audit_event)"
FIRST = "(SELECT min(id) FROM audit_event)"
REHASH = """
UPDATE audit_seal s SET hash = audit_digest(e, s.sequence, s.previous) FROM audit_event e
WHERE e.id = s.event_id AND e.id = {which}
"""
COPY = """
INSERT INTO audit_event (happened_at, chain, actor_id, actor_label, verb, subject_type, subject_id, subject_label,
  case_id, case_reference, purpose, details, request_id)
SELECT happened_at, chain, actor_id, 'Somebody else', verb, subject_type, subject_id, subject_label,
  case_id, case_reference, purpose, details, request_id FROM audit_event LIMIT 1
"""


@pytest.fixture
def trail():
    """Four entries of one panel and one that belongs to none."""
    panel = factories.panel()
    person = factories.person(panel)
    for number in range(4):
        record("user_changed", by=person, subject=person, panel=panel, details={"number": number})
    record("reference_loaded", by=SYSTEM, subject="reference")
    return panel


@contextlib.contextmanager
def _triggers_off():
    """What only the owner of the tables can do."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("audit_event", "audit_seal", "audit_head"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_event", "audit_seal", "audit_head"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _as_application(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE cdop_app")
        cursor.execute(statement)


def test_a_clean_trail_holds(trail, capsys):
    call_command("verify_audit")
    assert "The audit trail holds: 5 entries." in capsys.readouterr().out


TAMPERED = {
    "changed": (f"UPDATE audit_event SET actor_label = 'Somebody else' WHERE id = {FIRST}", "its event was changed"),
    "time moved": (f"UPDATE audit_event SET happened_at = now() - interval '1 day' WHERE id = {FIRST}", "changed"),
    "detail changed": (f"UPDATE audit_event SET details = '{{}}' WHERE id = {FIRST}", "changed"),
    "changed and rehashed": (
        f"UPDATE audit_event SET actor_label = 'x' WHERE id = {FIRST}; " + REHASH.format(which=FIRST),
        "it does not follow",
    ),
    "event deleted": (f"DELETE FROM audit_event WHERE id = {FIRST}", "its event is missing"),
    "event and seal deleted": (
        f"DELETE FROM audit_seal WHERE event_id = {FIRST}; DELETE FROM audit_event WHERE id = {FIRST}",
        "a seal before it is missing",
    ),
    "inserted by hand": (COPY, "it was never sealed"),
    "moved to another chain": (f"UPDATE audit_event SET chain = 'site' WHERE id = {FIRST}", "another chain"),
    "swapped": (
        f"""UPDATE audit_event e SET details = o.details FROM audit_event o
        WHERE (e.id, o.id) IN (({FIRST}, {FIRST} + 1), ({FIRST} + 1, {FIRST}))""",
        "changed",
    ),
    "seals swapped": (
        """UPDATE audit_seal SET event_id = -event_id WHERE sequence <= 2 AND chain <> 'site';
        UPDATE audit_seal s SET event_id = -o.event_id FROM audit_seal o
        WHERE s.chain = o.chain AND s.sequence <= 2 AND o.sequence = 3 - s.sequence AND s.chain <> 'site'""",
        "changed",
    ),
    "tail cut off": (
        """DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE sequence >= 3);
        DELETE FROM audit_seal WHERE sequence >= 3""",
        "entries at the end are missing",
    ),
    "a whole chain cut off": (
        "DELETE FROM audit_event WHERE chain = 'site'; DELETE FROM audit_seal WHERE chain = 'site'",
        "entries at the end are missing",
    ),
    "head forged": ("UPDATE audit_head SET hash = ''::bytea", "entries at the end are missing"),
    "head removed": ("DELETE FROM audit_head WHERE chain = 'site'", "entries at the end are missing"),
}


@pytest.mark.parametrize("at_once", [1, chain.AT_ONCE])
@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_is_found(trail, monkeypatch, name, at_once):
    monkeypatch.setattr(chain, "AT_ONCE", at_once)  # a chain to a statement, and all in one
    statement, reason = TAMPERED[name]
    with _triggers_off() as cursor:
        cursor.execute(statement)

    fault = chain.first_fault()

    assert fault is not None
    assert reason in fault.reason
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_audit")


@pytest.mark.parametrize("statement", [
    "UPDATE audit_event SET verb = 'x'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "INSERT INTO audit_seal SELECT * FROM audit_seal",
    "UPDATE audit_seal SET hash = ''",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_seal",
    "INSERT INTO audit_head VALUES ('x', 0, '')",
    "UPDATE audit_head SET sequence = 0",
    "DELETE FROM audit_head",
    "TRUNCATE audit_head",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_event_queue ON audit_event",
    "DELETE FROM audit_pending",
    "INSERT INTO audit_pending SELECT event_id FROM audit_seal",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
])  # fmt: skip
def test_the_application_can_only_append(trail, statement):
    with pytest.raises(DatabaseError) as refused:
        _as_application(statement)
    assert refused.value.__cause__.sqlstate == "42501"  # insufficient_privilege, not some slip of the statement


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_seal"])
def test_even_the_owner_meets_the_trigger_first(trail, statement):
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_application_appends_and_its_entry_is_sealed(trail):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE cdop_app")
        record("reference_loaded", by=SYSTEM, subject="reference")
    assert Seal.objects.count() == Event.objects.count() == 6
    assert chain.first_fault() is None


def test_a_temporary_table_of_the_same_name_catches_no_seal(trail):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE audit_seal (LIKE public.audit_seal) ON COMMIT DROP")
        cursor.execute("CREATE TEMP TABLE audit_head (LIKE public.audit_head) ON COMMIT DROP")
        cursor.execute("CREATE TEMP TABLE audit_pending (LIKE public.audit_pending) ON COMMIT DROP")
        record("reference_loaded", by=SYSTEM, subject="reference")
    assert Seal.objects.count() == 6
    assert chain.first_fault() is None


def test_nobody_chooses_the_time_of_an_entry(trail):
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(COPY.replace("SELECT happened_at", "SELECT timestamptz '2020-01-01'"))
    assert Event.objects.order_by("-id").first().happened_at >= before
    assert chain.first_fault() is None


def test_two_chains_in_opposite_order_do_not_block_each_other(trail):
    """Each writes to its own chain first and to the other one's after."""
    orders, failed = ([trail, None], [None, trail]), []

    def write(order):
        try:
            for _ in range(10):
                with transaction.atomic():
                    for panel in order:
                        record("reference_loaded", by=SYSTEM, subject="reference", panel=panel)
        except DatabaseError as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[order]) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Seal.objects.count() == 45
    assert chain.first_fault() is None


def test_an_action_undone_leaves_no_entry_and_no_gap(trail):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        record("reference_loaded", by=SYSTEM, subject="reference")
        raise ZeroDivisionError
    record("reference_loaded", by=SYSTEM, subject="reference")
    assert list(Head.objects.values_list("sequence", flat=True).order_by("sequence")) == [2, 4]
    assert chain.first_fault() is None


def test_recomputing_all_that_follows_is_beyond_what_the_database_alone_can_show(trail):
    """Who owns the tables can rebuild a whole chain: only a head kept elsewhere would tell."""
    with _triggers_off() as cursor:
        cursor.execute(f"UPDATE audit_event SET actor_label = 'x' WHERE id = {LAST}")
        cursor.execute(REHASH.format(which=LAST))
        cursor.execute("UPDATE audit_head h SET hash = s.hash FROM audit_seal s "
                       "WHERE s.chain = h.chain AND s.sequence = h.sequence")  # fmt: skip
    assert chain.first_fault() is None


def test_sealing_waits_for_nobody_who_waits_for_it(trail):
    """One transaction holds a panel's row; another refers to it after its entry. Both commit."""
    held, referred = threading.Event(), threading.Event()
    failed = []

    def hold():
        with transaction.atomic():
            Panel.objects.select_for_update().get(pk=trail.pk)
            record("panel_changed", by=SYSTEM, subject=trail)
            held.set()
            referred.wait(10)
            time.sleep(0.3)  # the other one is committing by now

    def refer():
        held.wait(10)
        with transaction.atomic():
            record("message_queued", by=SYSTEM, subject="message", panel=trail)
            OutgoingMessage.objects.create(event="x", recipient="x@example.org", subject="x", body="x", panel=trail)
            referred.set()

    def run(part):
        try:
            part()
        except DatabaseError as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[part]) for part in (hold, refer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Seal.objects.count() == 7
    assert chain.first_fault() is None
