"""Nothing of an erased case is left anywhere: every table that leads to one, and every word in them."""

import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import OutgoingMessage
from audit.recording import SYSTEM
from cases import erasing as of_cases
from cases.actions import erasing
from cases.models import Case, LegalHold
from cases.selectors.retention import stopped
from cdop.retention import actions
from common.dates import today
from common.mentions import columns
from panels import erasing as of_panels
from panels.models import Telling
from reporting.annual_report.publishing.models import Publication
from tests.architecture.scene import Scene
from tests.canaries import Canaries
from tests.erased import TOKEN, files_of, over, text_of_the_database

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GOES = (*of_cases.GOES, *of_panels.GOES)
PARTS = (*GOES, *of_cases.STAYS)
BESIDE = {"cases.Case": "is made coarse", "cases.Disposal": "is the tombstone", "panels.Sitting": "loses the item"}
"""Tables that lead to a case and are no part of the lists."""


def apps_models():
    for app in ("accounts", "cases", "panels", "reporting"):
        yield from apps.get_app_config(app).get_models()


def leads_to_a_case() -> set[str]:
    """Every table from which foreign keys lead to a case, in any number of steps."""
    found, grown = {Case}, True
    while grown:
        more = {
            model
            for model in apps_models()
            if model not in found
            and any(f.is_relation and f.concrete and f.related_model in found for f in model._meta.get_fields())
        }
        found, grown = found | more, bool(more)
    return {model._meta.label for model in found}


def test_every_table_that_leads_to_a_case_has_a_fate():
    listed = [part.table for part in PARTS]
    assert len(listed) == len(set(listed))
    assert set(listed) | set(BESIDE) == leads_to_a_case()


def _row_of(part, case: Case, user):
    """Some row of a table that the scene leaves empty, hung on the case."""
    model = apps.get_model(part.table)
    given = {
        field.name: _value_of(field, case, user)
        for field in model._meta.concrete_fields
        if not (field.has_default() or field.null or field.primary_key or getattr(field, "auto_now_add", False))
    }
    return model(**given)


def _value_of(field, case: Case, user):
    if field.related_model is not None:
        about_cases = Permission.objects.filter(content_type__app_label="cases", content_type__model="case").first()
        own = {Case: case, type(user): user, Permission: about_cases}
        lists = {apps.get_model(part.table): part for part in PARTS}
        kind = field.related_model
        if kind in own:
            return own[kind]
        rows = erasing.rows_of(lists[kind], [case]) if kind in lists else kind._base_manager.all()
        return rows.first() or kind._base_manager.create(name="Invented")
    if field.choices:
        return next(value for value, _ in field.choices if value)
    kinds = {
        "DateField": today(),
        "DateTimeField": timezone.now(),
        "PositiveSmallIntegerField": 1,
        "UUIDField": uuid.uuid4(),
    }
    return kinds.get(field.get_internal_type(), "" if field.empty_strings_allowed and field.blank else "one")


def without_checks(tables: list[str]) -> None:
    """A state's own columns can be written in any state, and a step of a case written over, so that every column
    takes the token in one go."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_statuschange DISABLE TRIGGER step_stays")
        for label in tables:
            table = apps.get_model(label)._meta.db_table
            cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


KEPT = {"cases.Case.reference", "cases.Disposal.rule", "cases.Disposal.proposed_by_label",
        "cases.Disposal.approved_by_label"}  # fmt: skip
"""What the tombstone says."""


def planted(cases: list[Case]) -> set[str]:
    """Puts the token into every column of words of every row that belongs to the cases; what took it."""
    taken = set()
    for part in (*PARTS, of_cases.Part("cases.Disposal"), of_cases.Part("cases.Case", ("pk",))):
        model = apps.get_model(part.table)
        for name in (one for one in columns(model) if f"{part.table}.{one}" not in KEPT):
            field = model._meta.get_field(name)
            value = {"w": TOKEN} if field.get_internal_type() == "JSONField" else TOKEN
            rows = erasing.rows_of(part, [case.pk for case in cases])
            for key in rows.values_list("pk", flat=True):
                taken |= _put(model, key, name, value)
    return taken


def _put(model, key, name: str, value) -> set[str]:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{name: value})
    except DatabaseError:
        return set()  # a column that holds one word of a list, or is too short
    return {f"{model._meta.label}.{name}"}


ELSEWHERE = {
    "narrative", "remark", "owner answer", "kin first names", "kin surname", "legal hold reason", "retention reason",
}  # fmt: skip
"""What was written in the annual report, by the owner of a recommendation of no case, and about other children."""


@pytest.fixture
def canaries():
    """A token for each thing that somebody wrote."""
    return Canaries()


@pytest.fixture
def row(canaries):
    """One case with something in every table, and its erasure approved."""
    scene = Scene(canaries)
    Publication.objects.filter(state__in=actions.BEING_MADE).update(state="refused")
    return over(scene.whole.case, scene.people["manager"], scene.people["auditor"])


def test_nothing_that_anybody_wrote_is_left_and_no_word_in_any_column(row, canaries):
    """First what people wrote, under every rule of the database; then, put back, a token in each column of words."""
    with transaction.atomic():
        Telling.objects.filter(item__case=row.case_id, state="not_sent").update(state="waiting", reason="")
        assert not actions.carry_out(disposal_id=row.pk, by=SYSTEM), "somebody is still to be told"
        transaction.set_rollback(True)
    with transaction.atomic():
        assert actions.carry_out(disposal_id=row.pk, by=SYSTEM)
        connection.check_constraints()
        assert not [part.table for part in GOES if erasing.rows_of(part, [row.case_id]).exists()]
        assert canaries.found_in(text_of_the_database()) <= ELSEWHERE
        transaction.set_rollback(True)
    row.refresh_from_db()
    _planted_and_erased(row)


def _planted_and_erased(row) -> None:
    mail = OutgoingMessage.objects.filter(subject__contains=row.case.reference)
    assert mail.exists()
    assert files_of(row.case_id)
    cases = erasing.group_of(row.case)
    for part in PARTS:
        if not erasing.rows_of(part, cases).exists():
            _row_of(part, row.case, row.proposed_by).save()
        assert erasing.rows_of(part, cases).exists(), f"{part.table}: a table without a row proves nothing"
    LegalHold.objects.update(ended_at=timezone.now(), end_reason="Settled")
    without_checks([part.table for part in PARTS])
    taken = planted(cases)
    wanted = {f"{part.table}.{name}" for part in PARTS for name in columns(apps.get_model(part.table))}
    assert wanted - taken == set()
    assert TOKEN in text_of_the_database()
    assert stopped(Case.objects.get(pk=row.case_id)) == []
    assert actions.sweep(by=SYSTEM) == 1
    actions.sweep(by=SYSTEM)  # the files, which wait for the end of the transaction
    assert not [line[:200] for line in text_of_the_database().splitlines() if TOKEN in line]
    assert not files_of(row.case_id)
    assert not mail.exists()
