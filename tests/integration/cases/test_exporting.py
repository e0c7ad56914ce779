"""The file of all cases: what is in it, that it comes in again as the same, who takes it, what is kept of that."""

import csv
import io
import uuid
from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

import cases.reference
from accounts.roles import Role
from audit import chain
from audit.models import Event
from audit.recording import SYSTEM
from cases.actions import analysis, steps
from cases.actions import exporting as actions
from cases.actions.transition import transition
from cases.identity.actions import keep_birth
from cases.imports.columns import COLUMNS
from cases.models import Case
from cases.models.access import Exclusion
from cases.selectors.exporting import Wanted
from cases.workflow import Step
from common import wall
from tests import factories
from tests import scenarios_casework as casework
from tests.architecture.scene import Scene
from tests.asking import Asker
from tests.canaries import Canaries

pytestmark = pytest.mark.django_db
URL = reverse("cases:export")
GIVEN = {
    "cases": "all", "file_format": "csv", "dates_of_birth": "on", "purpose": "A return that was asked for",
    "answerable": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_turns():
    cache.clear()


@pytest.fixture
def cases_of(panel):
    """Cases of every kind that the table can hold."""
    cases.reference.load()
    reviewed = casework.ready_for_panel(panel, reference="A-1", age_days=400, age_years=1, imd_decile=3, sex="female")
    casework.with_analysis(reviewed, **casework.PERINATAL)
    _finalised(reviewed)
    _finalised(casework.ready_for_panel(panel, reference="A-2", gestation_weeks=25, ethnicity="Z"))
    born = casework.open_case(panel, reference='A,"3"', died_on=date(2024, 3, 31), notified_on=date(2024, 3, 31))
    keep_birth(case=born, born_on=date(2024, 3, 19), by=SYSTEM)
    casework.open_case(panel, reference="=1+1", local_authority=None, age_days=None, age_years=None)
    return panel


def _finalised(case):
    transition(case_id=case.pk, step=Step.LIST, by=SYSTEM)
    analysis.finalise(case_id=case.pk, reviewed_on=case.notified_on, by=SYSTEM)
    transition(case_id=case.pk, step=Step.FINALISE, by=SYSTEM)


def _taken(client, **changed) -> bytes:
    answer = client.post(URL, {name: value for name, value in (GIVEN | changed).items() if value is not None})
    assert answer.streaming, answer.content.decode()
    return b"".join(answer.streaming_content)


def _rows(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("dates", ["on", None])
def test_what_was_taken_out_comes_in_again_as_the_same_cases(
    cases_of, manager, other_panel, client, tmp_path, capsys, dates
):
    client.force_login(manager)
    taken = _taken(client, dates_of_birth=dates)
    path = tmp_path / "cases.csv"
    path.write_bytes(taken)
    call_command("import_cases", str(path), panel="samplenorth")
    assert "4 added, 0 updated, 0 unchanged" in capsys.readouterr().out

    client.force_login(factories.person(other_panel, Role.MANAGER))
    assert _taken(client, dates_of_birth=dates) == taken
    call_command("import_cases", str(path), panel="samplenorth")
    assert "0 added, 0 updated, 4 unchanged" in capsys.readouterr().out
    facts = ("reference", "age_days", "age_years", "reviewed_on", "primary_category", "modifiability")
    there, here = (set(Case.objects.filter(panel=one).values_list(*facts)) for one in (other_panel, cases_of))
    assert there == here


def test_the_columns_are_those_that_come_in_and_the_codes_too(cases_of, manager, client):
    client.force_login(manager)
    rows = {row["reference"]: row for row in _rows(_taken(client))}
    assert set(rows) == {"A-1", "A-2", 'A,"3"', "=1+1"}
    assert list(rows["A-1"]) == list(COLUMNS)
    assert (rows["A-1"]["factors"], rows["A-1"]["other_factors"]) == ("smoking_in_pregnancy", "")
    assert (rows["A-1"]["primary_category"], rows["A-1"]["modifiability"]) == ("8", "modifiable")
    assert (rows['A,"3"']["born_on"], rows["=1+1"]["local_authority"]) == ("2024-03-19", "")


def test_a_date_of_birth_leaves_only_where_it_was_asked_for(cases_of, manager, client):
    client.force_login(manager)
    assert b"2024-03-19" in _taken(client)
    assert b"2024-03-19" not in _taken(client, dates_of_birth=None)


def test_the_workbook_holds_the_same_as_text_and_no_formula(cases_of, manager, client):
    client.force_login(manager)
    lines = list(csv.reader(io.StringIO(_taken(client).decode(), newline="")))
    book = load_workbook(io.BytesIO(_taken(client, file_format="xlsx")))
    cells = list(book.active.iter_rows())
    assert [[cell.value or "" for cell in row] for row in cells] == lines
    assert {cell.data_type for row in cells for cell in row if cell.value is not None} <= {"s", "inlineStr"}
    assert "=1+1" in [row[0].value for row in cells]


def test_a_year_narrows_it(cases_of, manager, client):
    client.force_login(manager)
    assert [row["reference"] for row in _rows(_taken(client, cases="notified 2023-24"))] == ['A,"3"']
    assert _rows(_taken(client, cases="reviewed 2023-24")) == []
    assert client.post(URL, GIVEN | {"cases": "notified 1923-24"}).status_code == 200  # the page again, no file


def test_what_is_closed_to_the_person_or_does_not_count_stays(cases_of, manager, other_panel, client):
    casework.open_case(other_panel, reference="Elsewhere")
    Exclusion.objects.create(case=Case.objects.get(reference="A-1"), user=manager, reason="Knows them", by=manager)
    steps.take(case_id=Case.objects.get(reference="=1+1").pk, step=Step.MARK_DUPLICATE, by=manager, reason="Twice")
    client.force_login(manager)
    assert {row["reference"] for row in _rows(_taken(client))} == {"A-2", 'A,"3"'}


def test_the_trail_of_each_panel_says_so_before_a_line_is_fetched(cases_of, manager, other_panel, client):
    factories.membership(other_panel, manager, Role.MANAGER)
    casework.open_case(other_panel, reference="B-1")
    client.force_login(manager)
    answer = client.post(URL, GIVEN | {"panels": "everywhere"})
    said = {one.chain: one for one in Event.objects.filter(verb="cases_exported")}
    assert set(said) == {str(cases_of.pk), str(other_panel.pk)}
    mine = said[str(cases_of.pk)]
    assert (mine.details["rows"], said[str(other_panel.pk)].details["rows"]) == (4, 1)
    assert (mine.actor_id, mine.purpose) == (str(manager.pk), GIVEN["purpose"])
    assert mine.details["dates of birth"] is True
    assert len(_rows(b"".join(answer.streaming_content))) == 5


def test_only_the_panel_in_hand_unless_all_are_asked_for(cases_of, manager, other_panel, client):
    factories.membership(other_panel, manager, Role.MANAGER)
    casework.open_case(other_panel, reference="B-1")
    client.force_login(manager)
    assert len(_rows(_taken(client, panels="here"))) in (1, 4)
    assert Event.objects.filter(verb="cases_exported").count() == 1


@pytest.mark.parametrize("missing", ["purpose", "answerable", "file_format"])
def test_without_a_reason_or_a_word_of_responsibility_nothing_leaves(cases_of, manager, client, missing):
    client.force_login(manager)
    answer = client.post(URL, {name: value for name, value in GIVEN.items() if name != missing})
    assert not answer.streaming
    assert not Event.objects.filter(verb="cases_exported").exists()


def test_a_doctor_has_no_such_page_and_no_link_to_it(cases_of, doctor, manager, client):
    client.force_login(doctor)
    assert client.post(URL, GIVEN).status_code == 403
    assert URL not in client.get(reverse("cases:worklist")).content.decode()
    client.force_login(manager)
    assert URL in client.get(reverse("cases:worklist")).content.decode()


def test_one_file_at_a_time(cases_of, manager, client):
    client.force_login(manager)
    first = client.post(URL, GIVEN)
    assert client.post(URL, GIVEN).status_code == 409
    assert Event.objects.filter(verb="cases_exported").count() == 1
    for close in first._resource_closers:  # as the server does in the end, whether anything was fetched or not
        close()
    assert _taken(client)
    assert _taken(client, file_format="xlsx")


def test_the_number_of_queries_does_not_grow(cases_of, manager, client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert _taken(client)
        return len(found)

    client.force_login(manager)
    asked()
    few = asked()
    for number in range(30):
        casework.open_case(cases_of, reference=f"More {number}")
    assert asked() == few


def _as_application(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE cdop_app")
        cursor.execute("SELECT set_config('cdop.panels', %s, false)", [value])


def test_the_rows_are_behind_the_wall_though_the_page_is_done(cases_of, manager, other_panel, monkeypatch):
    """With no scope left in Python, on a connection that is opened to nothing, only the panels asked for are shown."""
    casework.open_case(other_panel, reference="Elsewhere")
    monkeypatch.setattr("cases.selectors.exporting.exportable", lambda user, wanted: Case.objects.all())
    with transaction.atomic():
        _as_application("")
        taken = b"".join(actions.lines(wanted=Wanted((cases_of.pk,)), dates_of_birth=True, by=manager))
        transaction.set_rollback(True)
    wall._becomes("all")
    assert len(_rows(taken)) == 4
    assert b"Elsewhere" not in taken


@pytest.mark.django_db(transaction=True)
def test_it_has_minutes_and_a_page_has_them_not(cases_of, manager, settings):
    def limit() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return cursor.fetchone()[0]

    before, settings.EXPORT_SECONDS = limit(), 77
    lines = actions.lines(wanted=Wanted((cases_of.pk,)), dates_of_birth=False, by=manager)
    next(lines)
    assert limit() == "77s" != before
    lines.close()  # whoever fetched it has gone
    assert limit() == before
    lines = actions.lines(wanted=Wanted((cases_of.pk,)), dates_of_birth=False, by=manager)
    assert [len(next(lines)) > 0 for _ in range(2)] == [True, True]
    lines.close()  # in the middle of the rows
    assert limit() == before
    assert not connection.in_atomic_block
    assert chain.first_fault() is None


def test_a_child_that_fails_is_a_sentence_and_gives_the_turn_back(cases_of, manager, client, monkeypatch):
    monkeypatch.setattr("common.documents.workbook.sys.executable", "/bin/false")
    client.force_login(manager)
    assert client.post(URL, GIVEN | {"file_format": "xlsx"}).status_code == 409
    assert _taken(client)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_nothing_of_a_family_is_in_it_but_the_columns(file_format):
    canaries = Canaries()
    scene = Scene(canaries)
    canaries.watch_case(scene.whole.case)
    given = GIVEN | {"file_format": file_format, "dates_of_birth": "", "purpose": f"Canaries {uuid.uuid4().hex}"}
    answer = Asker({"manager": scene.people["manager"]}).ask("manager", "POST", URL, given)
    assert scene.whole.case.reference.encode() in answer.body or file_format == "xlsx"
    assert canaries.found_in(answer.body) == {"date of death"}
