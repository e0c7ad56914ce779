"""The panel's own Word template: what is taken, what is refused, and what a file and an edition make of it."""

import io
import uuid
import zipfile

import docx
import docx_integrity
import openxml_audit
import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear
from common.errors import NotNow, Refused, Stale
from reporting import tasks
from reporting.annual_report import actions
from reporting.annual_report.models import Export
from reporting.annual_report.publishing import actions as publishing
from reporting.annual_report.publishing import preparing, verifying
from reporting.annual_report.publishing.models import Publication
from reporting.annual_report.word_template import selectors
from reporting.annual_report.word_template.models import WordTemplate
from tests import factories
from tests.integration.reporting import rows
from tests.scenarios_publications import HEADING, sign_off, with_template, word_file

DATED = '<w:p><w:fldSimple w:instr="DATE"/></w:p>'


@pytest.fixture
def report(panel, chair):
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


def test_what_could_fetch_is_not_taken_by_the_action_either(panel, chair):
    with pytest.raises(NotNow, match="a field that the report cannot keep: DATE"):
        with_template(panel, chair, header1=DATED)
    assert not WordTemplate.objects.exists()


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_only_form_is_kept_of_what_came(panel, chair):
    body = '<w:p><w:r><w:t>Words of last year</w:t></w:r></w:p><w:p><w:hyperlink r:id="rId9"/></w:p>'
    more = {"docProps/custom.xml": "<x>Somebody</x>", "word/comments.xml": "<x>A comment</x>"}
    file = word_file(body=body, more=more, styles=HEADING, settings="<w:mailMerge/><w:evenAndOddHeaders/>")
    made = actions.add_template(panel=panel, new_id=uuid.uuid4(), file=file, replaces=None, by=chair)
    kept = parts(selectors.content_of(made))
    everything = " ".join(kept.values())
    for word in ("last year", "Somebody", "A comment", "mailMerge", "rId9", "TargetMode"):
        assert word not in everything
    assert "evenAndOddHeaders" in everything
    assert "Heading 1" not in made.filled
    assert {"Heading 2", "Caption", "List Bullet", "Callout", "toc 1"} <= set(made.filled)
    assert made.received_sha256 != made.sha256


def test_a_file_is_made_with_styles_and_heads_of_the_template_and_runs_nothing(panel, chair, report, tmp_path):
    with_template(panel, chair)
    actions.ask_exports(report_id=report.pk, edition="confidential", formats=["docx"], new_id=uuid.uuid4(), by=chair)
    export = Export.objects.get()
    tasks.make_export(str(export.pk))
    export.refresh_from_db()
    path = tmp_path / "made.docx"
    path.write_bytes(export.file.read())
    word = docx.Document(str(path))
    assert word.sections[0].header.paragraphs[0].text == "Invented running head {{ 7*7 }}"
    assert "CONFIDENTIAL" in word.sections[0].header.paragraphs[1].text
    assert "NUMPAGES" in word.sections[0].footer._element.xml
    assert word.styles["Heading 1"].style_id == "berschrift1"
    assert any(paragraph.style.style_id == "berschrift1" for paragraph in word.paragraphs)
    report = openxml_audit.OpenXmlValidator().validate(path)
    assert report.is_valid, [str(one) for one in report.errors]
    assert docx_integrity.check(path) == []


def test_it_is_replaced_by_who_saw_the_present_one_and_removed_once(panel, chair, manager):
    first = with_template(panel, chair)
    file = word_file(styles=HEADING)
    with pytest.raises(Stale):
        actions.add_template(panel=panel, new_id=uuid.uuid4(), file=file, replaces=None, by=manager)
    given = {"panel": panel, "new_id": uuid.uuid4(), "replaces": first.pk, "by": manager}
    second = actions.add_template(file=file, **given)
    assert actions.add_template(file=file, **given) == second
    assert selectors.in_use(panel.pk) == second
    with pytest.raises(Stale):
        actions.remove_template(template_id=second.pk, version=second.version + 1, by=chair)
    for _ in range(2):
        actions.remove_template(template_id=second.pk, version=second.version, by=chair)
    assert selectors.in_use(panel.pk) is None
    told = Event.objects.filter(verb__startswith="report_template").order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["report_template_added", "report_template_added", "report_template_removed"]


def test_the_analyst_does_not_choose_it(panel, chair):
    analyst = factories.person(panel, Role.ANALYST)
    row = with_template(panel, chair)
    with pytest.raises(Refused):
        with_template(panel, analyst)
    with pytest.raises(Refused):
        actions.remove_template(template_id=row.pk, version=row.version, by=analyst)


def prepared(report, by) -> Publication:
    sign_off(report, by)
    made = publishing.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=by)
    tasks.prepare_publication(str(made.pk))
    return Publication.objects.get(pk=made.pk)


@pytest.fixture
def word_only(panel, monkeypatch):
    """Enough children for figures, and one file of each edition."""
    monkeypatch.setattr(preparing, "FILES", (("public", "docx", "docx"), ("confidential", "docx", "docx")))
    for number in range(12):
        rows.case(panel, age_days=number * 40)


@pytest.mark.slow
def test_an_edition_is_made_again_with_the_template_it_was_prepared_with(panel, chair, report, word_only):
    row = with_template(panel, chair)
    edition = prepared(report, chair)
    assert (edition.state, edition.refusals) == ("draft", [])
    assert edition.public["word"]["template"] == edition.confidential["word"]["template"] == row.sha256
    with_template(panel, chair, header1="<w:p><w:r><w:t>Another head</w:t></w:r></w:p>")
    assert [one for one in verifying.check(edition, formats=None) if not one.holds] == []


def test_pages_say_what_was_added_and_keep_a_refused_file_out(panel, chair, report, signed_in):
    client = signed_in(chair)
    url = reverse("reporting:word_templates", args=[report.pk])
    assert b"The panel has no template" in client.get(url).content
    page = client.post(url, {"new_id": uuid.uuid4(), "file": word_file(header1=DATED)}).content.decode()
    assert "a field that the report cannot keep: DATE" in page
    assert client.post(url, {"new_id": uuid.uuid4(), "file": word_file(styles=HEADING)}).status_code == 302
    page = client.get(url).content.decode()
    assert "Styles that it did not have" in page
    assert "<li>Source note</li>" in page
    trial = b"".join(client.get(reverse("reporting:word_template_trial", args=[report.pk])).streaming_content)
    word = docx.Document(io.BytesIO(trial))
    assert word.styles["Heading 1"].style_id == "berschrift1"
    removing = reverse("reporting:word_template_remove", args=[selectors.in_use(panel.pk).pk])
    assert client.post(removing, {"version": 1}).status_code == 302
    assert b"Earlier templates" in client.get(url).content
