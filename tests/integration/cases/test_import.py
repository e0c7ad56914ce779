"""``import_cases``: all or nothing, through the same actions as everything else."""

import pytest
from django.core.management import CommandError, call_command

import accounts.reference
import cases.reference
from audit import chain
from audit.models import Event
from cases.identity.models import Child
from cases.models import Case
from tests.unit.cases.test_import_rows import GOOD, REVIEWED, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference_data(panel):
    accounts.reference.load()
    cases.reference.load()


@pytest.fixture
def load(tmp_path, capsys, reference_data):
    def run(*rows, **options):
        path = tmp_path / "cases.csv"
        path.write_bytes(csv_of(*rows))
        call_command("import_cases", str(path), **options)
        return capsys.readouterr().out

    return run


SECOND = GOOD | {"reference": "BL-2", "born_on": "2024-04-01", "age_days": "30"}
DONE = GOOD | REVIEWED | {"factors": "smoking_in_pregnancy", "other_factors": "treatment_issue"}


def test_rows_become_cases_with_their_review(load):
    assert "2 added, 0 updated, 0 unchanged" in load(DONE, SECOND)
    case = Case.objects.get(reference="BL-1")
    assert (case.status, str(case.reviewed_on), case.primary_category) == ("reviewed", "2025-01-16", 8)
    assert case.age_years == 0
    found = case.analysis.factors.values_list("code__code", "relevance", "modifiable")
    assert set(found) == {("smoking_in_pregnancy", 2, True), ("treatment_issue", 2, False)}
    assert Child.objects.get(case__reference="BL-2").born_on.isoformat() == "2024-04-01"
    assert not Child.objects.filter(case=case).exists()
    assert Event.objects.filter(verb="case_imported").count() == 2


def test_one_bad_row_stops_all(load, capsys):
    with pytest.raises(CommandError, match="Nothing was imported: 2"):
        load(GOOD, SECOND | {"sex": "F", "imd_decile": "0"})
    assert not Case.objects.exists()
    told = capsys.readouterr().err
    assert "line 3, sex, 'F': not one of" in told
    assert "line 3, imd_decile, '0': not from 1 to 10" in told


def test_the_same_file_again_changes_nothing(load):
    load(DONE, SECOND)
    before = Event.objects.count()
    assert "0 added, 0 updated, 2 unchanged" in load(DONE, SECOND)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"sex": "male"}, "sex", "male"),
        ({"primary_category": "7"}, "primary_category", 7),
        ({"reviewed_on": "2025-02-13"}, "reviewed_on", "2025-02-13"),
        ({"modifiability": "none", "factors": ""}, "modifiability", "none"),
    ],
)
def test_the_same_reference_updates_the_case_and_says_so(load, change, field, value):
    load(DONE, SECOND)
    told = load(DONE | change, SECOND)
    assert "BL-1: updated" in told
    assert "0 added, 1 updated, 1 unchanged" in told
    case = Case.objects.get(reference="BL-1")
    assert str(getattr(case, field)) == str(value)
    assert case.status == "reviewed"


def test_a_changed_factor_alone_is_an_update(load):
    load(DONE)
    assert "1 updated" in load(DONE | {"other_factors": ""})
    assert Case.objects.get().analysis.factors.count() == 1


def test_a_dry_run_writes_nothing(load):
    assert "It would be: 1 added" in load(GOOD, dry_run=True)
    assert not Case.objects.exists()


def test_the_panel_must_be_clear(load, other_panel):
    with pytest.raises(CommandError, match="--panel CODE. Known: sample, samplenorth"):
        load(GOOD)
    load(GOOD, panel="SAMPLE")
    assert Case.objects.get().panel.code == "sample"


def test_a_missing_file_is_a_sentence(reference_data):
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("import_cases", "does-not-exist.csv")


@pytest.mark.django_db(transaction=True)
def test_the_trail_holds_after_an_import(load):
    load(DONE, SECOND)
    assert chain.first_fault() is None
    assert chain.count() == Event.objects.count()
