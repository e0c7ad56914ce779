"""References in a text: found, put in, printed in every format; sources, abbreviations; what stops a file."""

import io
import re
import uuid
import zipfile
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from pypdf import PdfReader

from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear
from common.errors import NotNow, Stale
from reporting import tasks
from reporting.annual_report import actions
from reporting.annual_report.live.models import Source, Term
from reporting.annual_report.models import Export
from tests.integration.reporting import rows

TEXT = (
    "Zqfoo asked the GP. Of all [[notified.sex.female.of]] were girls ([[table: notified.sex]]), "
    "[[most: notified.sex.female]] of them as [[source: law]] says.[[note: An invented note.]]"
)


@pytest.fixture
def report(panel, chair):
    """The report of 2024/25, twelve girls."""
    for number in range(12):
        rows.case(panel, age_days=number, sex="female", place_of_death="hospital")
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


@pytest.fixture
def section(report):
    """Its introduction."""
    return report.sections.get(key="introduction")


def page(client, name, *arguments, **query):
    response = client.get(reverse(f"reporting:{name}", args=arguments), query)
    return BeautifulSoup(response.content, "html.parser").find("main")


def post(client, name, *arguments, **data):
    return client.post(reverse(f"reporting:{name}", args=arguments), data)


def words(read) -> str:
    return " ".join(read.get_text().split())


def law(panel, by):
    return actions.add_source(
        panel=panel, new_id=uuid.uuid4(), by=by, key="law", words="Invented Act 2004", url="https://example.org/act",
        read_on=date(2025, 4, 2),
    )  # fmt: skip


def save(section, text, by):
    section.refresh_from_db()
    return actions.save_section(section_id=section.pk, version=section.version, text=text, by=by)


def made(report, by, *formats, edition="public") -> dict[str, Export]:
    actions.ask_exports(report_id=report.pk, edition=edition, formats=formats, new_id=uuid.uuid4(), by=by)
    tasks.run_due_exports()
    return {one.format: one for one in Export.objects.filter(edition=edition)}


def text_of(export: Export) -> str:
    content = export.file.read()
    if export.format == "pdf":
        return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages).split())
    if export.format == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(name).decode() for name in ("word/document.xml", "word/endnotes.xml")]
        return " ".join(re.sub(r"<w:instrText.*?</w:instrText>|<[^>]*>", "", " ".join(parts)).split())
    return words(BeautifulSoup(content, "html.parser"))


def test_every_format_prints_what_the_references_stand_for(report, section, panel, chair):
    law(panel, chair)
    save(section, TEXT, chair)
    found = made(report, chair, "html", "pdf", "docx")
    for export in found.values():
        assert export.state == "ready", export.error
        text = text_of(export)
        assert "12 of 12 were girls (Table" in text, export.format
        assert "most of them as [1] says." in text
        assert "asked the general practitioner (GP)" in text
        assert "Invented Act 2004. https://example.org/act. Read on 2 April 2025." in text
        assert "An invented note." in text
        assert "[[" not in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[notified.sex.nobody]]", "has no row “nobody”"),
        ("[[most: notified.sex.male]]", "not more than half"),
        ("[[source: none]]", "No source is called “none”"),
        ("[[table: notified.nothing]]", "The report has no table"),
    ],
)
def test_no_file_is_made_while_a_reference_cannot_be_printed(report, section, chair, signed_in, text, reason):
    save(section, f"Words. {text}", chair)
    export = made(report, chair, "html")["html"]
    assert (export.state, reason in export.error) == ("failed", True), export.error
    assert "Introduction by the chair" in export.error
    read = words(page(signed_in(chair), "report_preview", report.pk, edition="public"))
    assert "No file can be made yet" in read
    assert reason in read
    assert text in read


def test_a_hidden_figure_stops_the_public_edition_only(report, section, panel, chair):
    rows.case(panel, sex="male", place_of_death="home")
    save(section, "[[notified.place.home]] at home.", chair)
    assert made(report, chair, "html", edition="confidential")["html"].state == "ready"
    assert "does not show it" in made(report, chair, "html")["html"].error
    save(section, "[[notified.place.home | Few]] at home.", chair)
    Export.objects.filter(edition="public").delete()
    assert "Few at home." in text_of(made(report, chair, "html")["html"])


def test_figures_are_found_and_put_in_without_a_script(section, chair, signed_in):
    client = signed_in(chair)
    looked = post(client, "report_section", section.pk, text="Typed words", version=1, query="sex female", look="1")
    read = BeautifulSoup(looked.content, "html.parser").find("main")
    assert read.find("textarea").get_text().strip() == "Typed words"
    button = read.find("button", {"name": "insert"})
    assert button["value"] == "[[notified.sex.female.share]]"
    put = post(client, "report_section", section.pk, text="Typed words", version=1, query="", insert=button["value"])
    read = BeautifulSoup(put.content, "html.parser").find("main")
    assert read.find("textarea").get_text().strip() == "Typed words [[notified.sex.female.share]]"
    section.refresh_from_db()
    assert section.text == ""
    assert "12 of 12 (100%)" in words(page(client, "report_find", section.report_id, q="sex female"))
    assert "No figure holds these words" in words(page(client, "report_find", section.report_id, q="xyzzy"))
    data = client.get(
        reverse("reporting:report_find", args=[section.report_id]),
        {"q": "sex female"},
        headers={"accept": "application/json"},
    )
    assert ["[[notified.sex.female.share]]", "12 of 12 (100%)"] in data.json()["found"][0]["ways"]


def test_the_page_shows_how_the_saved_text_reads(section, chair, signed_in):
    save(section, "There were [[notified.total]] deaths, see [[table: notified.sex]]. [[x.y]]", chair)
    read = page(signed_in(chair), "report_section", section.pk)
    assert "There were 12 deaths, see (table notified-sex)." in words(read.select_one(".doc"))
    assert "There is no figure “x.y”" in words(read)


def test_sources_are_kept_once_and_corrected(report, panel, chair, person, signed_in):
    client, new_id = signed_in(person(Role.ANALYST)), uuid.uuid4()
    for _ in range(2):
        post(client, "report_sources", report.pk, key="law", words="Act", url="", new_id=new_id)
    source = Source.objects.get()
    with pytest.raises(NotNow):
        law(panel, chair)
    assert "[[source: law]]" in words(page(client, "report_sources", report.pk))
    assert post(client, "report_source", source.pk, words="The Act", url="", version=1).status_code == 302
    source.refresh_from_db()
    assert (source.words, source.version) == ("The Act", 2)
    with pytest.raises(Stale):
        actions.save_source(source_id=source.pk, version=1, by=chair, words="Other")
    assert Event.objects.filter(verb="report_register_changed").count() == 2
    response = post(client, "report_sources", report.pk, key="Bad name", words="", new_id=uuid.uuid4())
    assert "problem" in response.content.decode()


def test_a_source_and_an_abbreviation_are_removed_after_a_warning_where_they_are_used(
    report, section, panel, chair, signed_in
):
    client = signed_in(chair)
    source = law(panel, chair)
    term = actions.add_term(panel=panel, new_id=uuid.uuid4(), short="ZQX", full="Zebra question", by=chair)
    for row, asked in ((source, "report_source_remove"), (term, "report_term_remove")):
        assert "No text uses it" in words(page(client, asked, row.pk))
    save(section, "By [[source: law]], a ZQX is asked.", chair)
    assert "no file of their report can be made" in words(page(client, "report_source_remove", source.pk))
    assert f"Introduction by the chair, {report}" in words(page(client, "report_term_remove", term.pk))
    for row, asked in ((source, "report_source_remove"), (term, "report_term_remove")):
        assert post(client, asked, row.pk, version=7).status_code == 409
        assert post(client, asked, row.pk, version=1).status_code == 302
        assert post(client, asked, row.pk, version=1).status_code == 404
        assert not type(row).objects.exists()
    assert Event.objects.filter(verb="report_register_changed", details__change="removed").count() == 2
    assert "No source is called" in words(page(client, "report_section", section.pk))


def test_the_panel_s_own_abbreviations_are_spelled_out(report, section, panel, chair, signed_in):
    client = signed_in(chair)
    post(client, "report_terms", report.pk, short="ZQX", full="Zebra question", new_id=uuid.uuid4())
    term = Term.objects.get()
    with pytest.raises(NotNow):
        actions.add_term(panel=panel, new_id=uuid.uuid4(), short="ZQX", full="Other", by=chair)
    post(client, "report_term", term.pk, full="Zebra quest", version=1)
    save(section, "A ZQX came. The ZQX went.", chair)
    text = text_of(made(report, chair, "html")["html"])
    assert "A zebra quest (ZQX) came. The ZQX went." in text or "A Zebra quest (ZQX) came." in text
    assert "ZQX" in words(page(client, "report_terms", report.pk))


def test_another_panel_s_chair_finds_none_of_it(report, panel, chair, person, other_panel, signed_in):
    source = law(panel, chair)
    client = signed_in(person(Role.CHAIR, panel=other_panel))
    for name, key in (("report_find", report), ("report_sources", report), ("report_terms", report)):
        assert client.get(reverse(f"reporting:{name}", args=[key.pk])).status_code == 404
    assert client.get(reverse("reporting:report_source", args=[source.pk])).status_code == 404
