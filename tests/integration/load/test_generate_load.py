"""``generate_load``: the same for the same seed, whole by every rule of the database, and never beside real cases."""

from datetime import date
from io import StringIO
from random import Random

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from audit import chain
from audit.models import Event
from cases.models import Case, Factor, FormResponse
from cdop.demo.load import invented, skew

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_so_many_cases_as_were_asked_for_and_it_says_how_far_it_is(full):
    assert Case.objects.count() == round(2 * 2 * skew.DEATHS_A_YEAR)
    assert "panel 2 of 2: 241 cases" in full
    assert "The audit trail holds" in full


def test_the_trail_is_accepted_and_goes_on_being_sealed(full):
    assert chain.first_fault() is None
    panels = set(Case.objects.values_list("panel_id", flat=True))
    assert {str(p) for p in panels} <= set(Event.objects.values_list("chain", flat=True))
    assert Event.objects.latest("pk").happened_at is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'")
        assert cursor.fetchall() == [], "a guard of the trail was left standing down"


def test_a_changed_entry_shows(full):
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")
        changed = Event.objects.filter(case_id__gt="").order_by("pk").first()
        cursor.execute("UPDATE audit_event SET verb = 'case_closed' WHERE id = %s", [changed.pk])
        assert chain.first_fault().event_id == changed.pk
        transaction.set_rollback(True)


def test_every_constraint_and_foreign_key_holds(full):
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        assert cursor.fetchall() == []
        cursor.execute("""
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
        """)
        for table, name, rule in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT again_{abs(hash(name))} {rule}")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT again_{abs(hash(name))}")


def test_forms_hold_what_their_version_asks_for(full):
    from cases.statutory import catalogue

    response = FormResponse.objects.first()
    keys = {q.key for q in catalogue.definition(response.form, response.definition_version).questions()}
    assert set(response.answers) <= keys


def test_the_skew_is_that_of_england(full):
    random = Random(3)
    found = skew.deaths(random, 4000, date(2006, 4, 1), date(2026, 3, 31))
    infants = sum(d.age_days < 365 for d in found) / 4000
    perinatal = sum(d.category == 8 for d in found) / 4000
    winter = sum(d.died_on.month in (12, 1, 2) for d in found) / sum(d.died_on.month in (6, 7, 8) for d in found)
    assert 0.55 < infants < 0.7
    assert 0.3 < perinatal < 0.38
    assert winter > 1.2
    assert any(d.review_after > 730 for d in found)
    assert Factor.objects.filter(modifiable=True).exists()


def test_nobody_is_real(full):
    child = apps.get_model("cases.Child")
    assert not child.objects.exclude(nhs_number__startswith="999").exists()
    assert child.objects.values("nhs_number").distinct().count() == child.objects.count()
    numbers = invented.nhs_numbers()
    assert [next(numbers) for _ in range(2)] == ["9990000018", "9990000026"]


def test_it_goes_into_an_empty_database_only(full):
    with pytest.raises(CommandError, match="holds cases"):
        call_command("generate_load", panels=1, years=1, stdout=StringIO())


def test_the_same_seed_makes_the_same_rows(full):
    first, second = (invented.narratives(Random("7/1"), 5) for _ in range(2))
    assert first == second
    assert _deaths(Random("7/1")) == _deaths(Random("7/1")) != _deaths(Random("7/2"))
    found = {c.died_on for c in Case.objects.filter(panel__code="load001")}
    size = skew.panel_sizes(2, 2)[0]
    random = Random("7/1")
    invented.narratives(random)
    assert found == {d.died_on for d in skew.deaths(random, size, date(2024, 3, 31), date(2026, 3, 31))}


def _deaths(random: Random) -> list:
    return skew.deaths(random, 50, date(2024, 4, 1), date(2026, 3, 31))


def test_it_refuses_where_real_cases_may_be(full, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstration"):
        call_command("generate_load", beside_other_cases=True, stdout=StringIO())
