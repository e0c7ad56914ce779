"""An edition is not there to be approved while its files or texts name somebody or say a hidden number."""

import uuid

import pytest

from accounts.roles import Role
from audit.models import Event
from cases.identity.models import Child, Relative
from cases.selectors.mentioned import people_in
from common.dates import FinancialYear
from common.documents import rendering
from reporting import tasks
from reporting.annual_report import actions as report_actions
from reporting.annual_report.publishing import actions, preparing
from reporting.annual_report.publishing.models import Publication
from tests.integration.reporting import rows
from tests.scenarios_publications import sign_off

CHILD, MOTHER, NHS = "Zebedee Quill", "Araminta Quill-Fern", "9990000018"


@pytest.fixture
def report(panel, chair, monkeypatch):
    """A report with enough children, one of whom has a name, and two small files."""
    monkeypatch.setattr(preparing, "FILES", (("public", "csv", "csv"), ("public", "html", "html")))
    for number in range(30):
        place = "home" if number < 3 else "hospital"
        case = rows.case(panel, age_days=number * 40, sex="female" if number % 2 else "male", place_of_death=place)
        rows.reviewed(panel, age_days=number * 200, sex="female" if number % 2 else "male")
    child = Child.objects.create(case=case, first_names="Zebedee John", surname="Quill", nhs_number=NHS)
    Relative.objects.create(child=child, relationship="mother", name=MOTHER)
    return report_actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


def prepared(report, by, text: str = "") -> Publication:
    section = report.sections.get(key="introduction")
    if text:
        said = {"section_id": section.pk, "version": section.version}
        report_actions.save_section(**said, text=text, by=by)
    for found in report.sections.exclude(text=""):
        for code, words in (("small_number", "Three deaths"), ("small_number", "three deaths")):
            kept = {"code": code, "words": words, "reason": "Invented."}
            report_actions.accept_remark(section_id=found.pk, new_id=uuid.uuid4(), by=by, **kept)
    sign_off(report, by)
    made = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=by)
    tasks.prepare_publication(str(made.pk))
    return Publication.objects.get(pk=made.pk)


def test_a_clean_edition_passes(report, chair):
    edition = prepared(report, chair, "It was a hard year for all of us.")
    assert (edition.state, edition.refusals) == ("draft", [])


@pytest.mark.parametrize("name", [CHILD, "Zebedee John Quill", "Quill Zebedee John", "zebedee  QUILL", MOTHER, NHS])
def test_a_name_in_a_text_stops_the_edition_and_is_not_repeated(report, chair, panel, name):
    assert people_in(f"We remember {name}.", panel=panel) == 1
    assert people_in("We remember Zebedee, and a quill.", panel=panel) == 0
    assert people_in(f"We remember {name}.", panel=None) == 0


def test_the_section_that_names_somebody_is_said_and_the_name_is_not(report, chair):
    edition = prepared(report, chair, f"We remember {CHILD} and **Araminta** Quill-Fern.")
    sentences = " ".join(one["sentence"] for one in edition.refusals)
    assert edition.state == "refused"
    assert "“Introduction by the chair” names a child or a relative" in sentences
    assert "annual-report-2024-25-public.html: it names a child" in sentences
    trail = " ".join(str(event.details) for event in Event.objects.filter(subject_id=str(edition.pk)))
    for word in ("Zebedee", "Quill", "Araminta"):
        assert word not in sentences + trail


def test_a_number_planted_between_making_and_reading_stops_the_edition(report, chair, monkeypatch):
    make = rendering.make

    def planting(document, file_format, template=None):
        content = make(document, file_format, template)
        return content.replace(b"</main>", b"<p>Of these, 987 were named.</p></main>")

    monkeypatch.setattr(preparing, "make", planting)
    edition = prepared(report, chair)
    assert edition.state == "refused"
    assert "the number 987 is in none of the figures" in edition.refusals[0]["sentence"]


def test_a_hidden_number_beside_its_words_stops_the_edition(report, chair):
    edition = prepared(report, chair, "Three deaths happened at home, to our sorrow.")
    sentences = " ".join(one["sentence"] for one in edition.refusals)
    assert edition.state == "refused"
    assert "“Introduction by the chair” says a number of “Home”" in sentences, sentences


def test_who_prepares_reads_why(report, chair, person, signed_in):
    edition = prepared(report, chair, f"We remember {CHILD}.")
    page = signed_in(person(Role.ANALYST)).get(f"/figures/report/publication/{edition.pk}/")
    assert b"names a child or a relative whom the record names" in page.content
    assert CHILD.encode() not in page.content
