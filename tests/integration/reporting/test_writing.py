"""Several people write one report: owners, states, merged texts, comments that stay inside, last year's text."""

import io
import uuid
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear
from common.errors import NotNow, Refused, Stale
from reporting import tasks
from reporting.annual_report import actions
from reporting.annual_report.models import Export, Section
from reporting.annual_report.writing.models import SectionComment
from tests.integration.reporting import rows

TEXT = "One.\n\nTwo.\n\nThree."
REMARK = "Zqremark: is this so?"


@pytest.fixture
def report(panel, chair):
    """The report of 2024/25."""
    rows.case(panel)
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


@pytest.fixture
def section(report, chair):
    """Its introduction, with a text."""
    found = report.sections.get(key="introduction")
    return actions.save_section(section_id=found.pk, version=1, text=TEXT, by=chair).section


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def step(section, name, by):
    return actions.take_step(section_id=section.pk, version=fresh(section).version, step=name, by=by)


def page(client, name, *arguments):
    response = client.get(reverse(f"reporting:{name}", args=arguments))
    return BeautifulSoup(response.content, "html.parser").find("main")


def post(client, name, *arguments, **data):
    return client.post(reverse(f"reporting:{name}", args=arguments), data)


def test_two_authors_of_different_passages_both_stay(section, manager, chair, signed_in):
    actions.save_section(section_id=section.pk, version=2, text=TEXT.replace("One", "First"), by=chair)
    response = post(signed_in(manager), "report_section", section.pk, text=f"{TEXT}\n\nFour.", version=2)
    assert response.status_code == 302
    assert fresh(section).text == f"{TEXT}\n\nFour.".replace("One", "First")
    assert [one.text for one in section.versions.all()][0] == TEXT.replace("One", "First")


def test_a_step_between_two_saves_loses_nothing(section, manager, chair):
    actions.assign_section(section_id=section.pk, version=2, owner=manager, by=chair)
    saved = actions.save_section(section_id=section.pk, version=2, text="New", by=manager)
    assert (saved.section.text, saved.merged, saved.section.version) == ("New", False, 4)


def test_one_passage_changed_twice_is_shown_with_both_wordings(section, manager, chair, signed_in):
    actions.save_section(section_id=section.pk, version=2, text=TEXT.replace("Two", "Chair's"), by=chair)
    mine = TEXT.replace("Two", "Manager's")
    response = post(signed_in(manager), "report_section", section.pk, text=mine, version=2)
    assert response.status_code == 409
    read = BeautifulSoup(response.content, "html.parser")
    assert read.find("textarea").get_text().split() == ["One.", "Chair's.", "Manager's.", "Three."]
    change = read.select_one(".app-change")
    assert (change.find("del").get_text(), change.find("ins").get_text()) == (
        "[removed: Chair's]", "[added: Manager's]",
    )  # fmt: skip
    assert fresh(section).text == TEXT.replace("Two", "Chair's")


def test_the_states_of_a_section(section, person, chair):
    analyst = person(Role.ANALYST)
    with pytest.raises(NotNow):
        step(section, "sign_off", chair)
    step(section, "ready", analyst)
    with pytest.raises(Refused):
        step(section, "sign_off", analyst)
    signed = step(section, "sign_off", chair)
    assert (signed.state, signed.signed_by) == ("signed_off", chair)
    with pytest.raises(NotNow) as refused:
        actions.save_section(section_id=section.pk, version=signed.version, text="Other", by=chair)
    assert refused.value.code == "section_signed_off"
    with pytest.raises(Refused):
        step(section, "reopen", analyst)
    opened = step(section, "reopen", chair)
    assert (opened.state, opened.signed_by, opened.signed_at) == ("draft", None, None)
    changes = [one.details.get("change") for one in Event.objects.filter(subject_id=str(section.pk)).order_by("pk")]
    assert changes == [None, "ready", "sign_off", "reopen"]


def test_a_change_makes_a_ready_section_a_draft(section, chair):
    ready = step(section, "ready", chair)
    actions.save_section(section_id=section.pk, version=ready.version, text="Other", by=chair)
    assert fresh(section).state == "draft"


def test_a_stale_step_is_refused(section, chair):
    step(section, "ready", chair)
    with pytest.raises(Stale):
        actions.take_step(section_id=section.pk, version=2, step="sign_off", by=chair)


def test_a_signature_and_its_state_stand_together(section):
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.filter(pk=section.pk).update(state="signed_off")


@pytest.mark.parametrize(("role", "owns"), [(Role.ANALYST, True), (Role.MANAGER, True), (Role.DOCTOR, False)])
def test_who_can_own_a_section(section, person, chair, signed_in, role, owns):
    owner = person(role)
    post(signed_in(chair), "section_owner", section.pk, owner=owner.pk, version=2)
    assert (fresh(section).owner == owner) is owns
    if not owns:
        with pytest.raises(NotNow):
            actions.assign_section(section_id=section.pk, version=2, owner=owner, by=chair)


def test_the_page_says_how_far_a_section_is(section, person, chair, signed_in):
    client = signed_in(chair)
    post(client, "section_step", section.pk, step="ready", version=2)
    post(client, "section_step", section.pk, step="sign_off", version=3)
    read = page(client, "report_section", section.pk)
    assert f"Signed off by {chair}" in " ".join(read.get_text().split())
    assert read.find("textarea") is None
    assert "Make it a draft again" in read.get_text()
    assert "Make it a draft again" not in page(signed_in(person(Role.ANALYST)), "report_section", section.pk).get_text()
    assert "Signed off" in page(client, "report", section.report_id).get_text()


def test_an_earlier_text_shows_what_was_changed_next(section, chair, signed_in):
    actions.save_section(section_id=section.pk, version=2, text=f"{TEXT} Four.", by=chair)
    read = page(signed_in(chair), "section_version", section.pk, 2)
    assert [one.get_text() for one in read.select(".app-change ins")] == ["[added:  Four.]"]
    assert "1 word added, 0 words removed." in read.get_text()


def test_last_year_s_text_is_offered_and_the_present_one_kept(section, panel, chair, signed_in):
    before = actions.open_report(panel=panel, year=FinancialYear(2023), by=chair).sections.get(key="introduction")
    client = signed_in(chair)
    assert "no text in this section" in page(client, "section_last_year", section.pk).get_text()
    with pytest.raises(NotNow):
        actions.start_from_last_year(section_id=section.pk, version=2, by=chair)
    actions.save_section(section_id=before.pk, version=1, text="Last year's words", by=chair)
    assert "Last year's words" in page(client, "section_last_year", section.pk).get_text()
    post(client, "section_last_year", section.pk, version=2)
    assert fresh(section).text == "Last year's words"
    assert section.versions.first().text == TEXT


def test_a_comment_is_made_once_settled_and_opened_again(section, person, chair, signed_in):
    client, new_id = signed_in(person(Role.ANALYST)), uuid.uuid4()
    for _ in range(2):
        post(client, "section_comments", section.pk, text=REMARK, about="Two", new_id=new_id)
    made = SectionComment.objects.get()
    assert REMARK in page(client, "report_section", section.pk).get_text()
    post(client, "comment_settle", made.pk, version=1, settled="1")
    assert (fresh(made).resolved_by is None, fresh(made).version) == (False, 2)
    assert REMARK not in page(client, "report_section", section.pk).get_text()
    assert "Settled" in page(client, "section_comments", section.pk).get_text()
    post(client, "comment_settle", made.pk, version=2, settled="")
    assert fresh(made).resolved_by is None
    assert Event.objects.filter(verb="report_commented").count() == 3
    assert not Event.objects.filter(details__icontains="Zqremark").exists()


def test_an_empty_comment_is_not_made(section, chair, signed_in):
    response = post(signed_in(chair), "section_comments", section.pk, text=" ", new_id=uuid.uuid4())
    assert "Enter your comment" in response.content.decode()
    assert not SectionComment.objects.exists()


def test_no_file_and_no_preview_holds_a_comment(section, chair, signed_in):
    actions.comment(section_id=section.pk, new_id=uuid.uuid4(), text=REMARK, about="Zqabout", by=chair)
    formats = ["html", "docx", "xlsx", "ods", "csv"]
    actions.ask_exports(
        report_id=section.report_id, edition="confidential", formats=formats, new_id=uuid.uuid4(), by=chair
    )
    assert tasks.run_due_exports() == len(formats)
    for export in Export.objects.all():
        assert export.state == "ready"
        held = _unpacked(export.file.read())
        assert b"Zqremark" not in held  # two letters alone stand in some picture's bytes by chance
        assert b"Zqabout" not in held
        assert "Zq" not in str(export.snapshot)
    assert "Zq" not in page(signed_in(chair), "report_preview", section.report_id).get_text()


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_another_panel_s_chair_finds_no_comment(section, chair, person, other_panel, signed_in):
    made = actions.comment(section_id=section.pk, new_id=uuid.uuid4(), text=REMARK, by=chair)
    client = signed_in(person(Role.CHAIR, panel=other_panel))
    assert post(client, "comment_settle", made.pk, version=1, settled="1").status_code == 404
    assert post(client, "section_comments", section.pk, text="x", new_id=uuid.uuid4()).status_code == 404


def test_the_section_page_costs_the_same_with_many_comments(section, chair, signed_in, django_assert_max_num_queries):
    for number in range(20):
        actions.comment(section_id=section.pk, new_id=uuid.uuid4(), text=f"{number}", by=chair)
    client = signed_in(chair)
    page(client, "report_section", section.pk)
    with django_assert_max_num_queries(20):
        page(client, "report_section", section.pk)
