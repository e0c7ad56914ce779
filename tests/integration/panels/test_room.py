"""The reading room: who reads what, how long, what is recorded, and the file."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Panel
from accounts.roles import Role
from audit.models import Event
from common.errors import NotNow, Refused
from panels.actions import agenda, conflicts, live, meetings, packs
from panels.models import Meeting, Pack, PackPaper, PaperRead
from tests import factories
from tests import scenarios_panels as scene


@pytest.fixture
def meeting(manager, chair, member, case, second_case):
    """Today's meeting about two cases, papers released; member and chair are invited."""
    return scene.meeting_with(case, second_case, manager=manager, invited=[member, chair])


def address(name: str, meeting, *more) -> str:
    """An address of the room."""
    return reverse(f"panels:{name}", args=[meeting.pk, *more])


def page(browser, name: str, meeting, *more) -> str:
    """The page as text; it must be there."""
    answer = browser.get(address(name, meeting, *more))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_a_member_reads_what_was_released(signed_in, member, meeting, case):
    browser = signed_in(member)
    room = page(browser, "papers", meeting)
    assert "Version 1" in room
    assert room.count("Not read yet") == 2
    paper = page(browser, "case", meeting, scene.item(meeting, case).pk)
    assert scene.SUMMARY in paper
    assert f"Opened by {member}" in paper


def test_nothing_is_read_before_the_release(signed_in, member, manager, case):
    meeting = scene.meeting_with(case, manager=manager, invited=[member], release=False)
    browser = signed_in(member)
    assert "has not released the papers yet" in page(browser, "papers", meeting)
    assert scene.SUMMARY not in page(browser, "case", meeting, scene.item(meeting, case).pk)
    assert not PaperRead.objects.exists()


def test_a_later_change_waits_for_the_next_version(signed_in, member, manager, meeting, case):
    item = scene.item(meeting, case)
    scene.summary(case, manager, text="A child died after an illness.", version=case.panel_summary.version)
    browser = signed_in(member)
    assert scene.SUMMARY in page(browser, "case", meeting, item.pk)
    assert packs.release(meeting_id=meeting.pk, by=manager).number == 2
    assert "after an illness" in page(browser, "case", meeting, item.pk)


def test_the_same_papers_are_not_released_twice(manager, meeting):
    assert packs.release(meeting_id=meeting.pk, by=manager).number == 1
    assert Pack.objects.count() == 1


def test_a_pack_holds_the_allow_list_and_nothing_else(meeting):
    for paper in PackPaper.objects.all():
        assert set(paper.content) == {
            "form", "reference", "facts", "summary", "questions", "analysis", "factors", "extracts", "forms",
        }  # fmt: skip


def test_reading_is_recorded_once_for_each_page_and_reader(signed_in, member, meeting, case):
    browser, item = signed_in(member), scene.item(meeting, case)
    for _ in range(2):
        page(browser, "case", meeting, item.pk)
    assert list(PaperRead.objects.values_list("user", "paper__case")) == [(member.pk, case.pk)]
    assert Event.objects.filter(verb="pack_viewed").count() == 2
    page(browser, "papers_all", meeting)
    assert PaperRead.objects.count() == 2
    assert "Not read yet" not in page(browser, "papers", meeting)


def test_the_chair_and_the_manager_see_who_has_read(signed_in, member, chair, manager, meeting, case):
    page(signed_in(member), "case", meeting, scene.item(meeting, case).pk)
    for person in (chair, manager):
        table = page(signed_in(person), "readers", meeting)
        assert table.count("Not read yet") == 3
    assert signed_in(member).get(address("readers", meeting)).status_code == 403


def test_a_paper_that_did_not_change_stays_read(signed_in, member, manager, meeting, case, second_case):
    page(signed_in(member), "papers_all", meeting)
    scene.summary(case, manager, text="A child died after an illness.", version=case.panel_summary.version)
    packs.release(meeting_id=meeting.pk, by=manager)
    assert page(signed_in(member), "papers", meeting).count("Not read yet") == 1


# --- who may not


@pytest.mark.parametrize("name", ["papers", "papers_all", "papers_file", "readers", "release_papers"])
def test_somebody_not_invited_finds_nothing(signed_in, colleague, meeting, name):
    assert signed_in(colleague).get(address(name, meeting)).status_code == 404


def test_in_conflict_there_is_only_a_number(signed_in, member, chair, meeting, case, second_case, manager):
    item = scene.item(meeting, case)
    conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason="I cared for her", by=member)
    browser = signed_in(member)
    for name in ("papers", "papers_all"):
        html = page(browser, name, meeting)
        assert case.reference not in html
        assert second_case.reference in html
    assert "Item 1" in page(browser, "papers", meeting)
    for name in ("case", "note", "ratings", "spread"):
        for method in (browser.get, browser.post):
            assert method(address(name, meeting, item.pk)).status_code in (404, 405)
    assert "Closed to this member" in page(signed_in(chair), "readers", meeting)


def test_when_the_meeting_is_finalised_the_room_is_closed(signed_in, manager, member, colleague, chair, case):
    meeting = scene.opened(case, manager=manager, invited=[member, colleague, chair])
    item = scene.item(meeting, case)
    scene.decide(meeting, case, manager)
    live.finalise(meeting_id=meeting.pk, by=manager)
    browser = signed_in(member)
    assert browser.get(address("papers", meeting)).status_code == 409
    assert browser.get(address("papers_all", meeting)).status_code == 409
    assert browser.get(address("case", meeting, item.pk)).status_code == 404
    assert signed_in(manager).get(address("papers", meeting)).status_code == 200


def test_after_the_days_of_access_the_room_is_closed(signed_in, member, meeting, case):
    long_ago = timezone.now() - timedelta(days=40)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=2))
    case.grants.update(expires_at=long_ago)
    browser = signed_in(member)
    assert browser.get(address("papers", meeting)).status_code == 409
    assert browser.get(address("case", meeting, scene.item(meeting, case).pk)).status_code == 404


def test_a_case_taken_off_the_agenda_is_gone_from_the_room(signed_in, manager, member, meeting, case):
    item = scene.item(meeting, case)
    agenda.remove(item_id=item.pk, by=manager)
    browser = signed_in(member)
    assert case.reference not in page(browser, "papers_all", meeting)
    assert browser.get(address("case", meeting, item.pk)).status_code == 404


# --- withdrawal


def test_withdrawn_papers_leave_a_record_and_nothing_to_read(signed_in, manager, member, meeting, case):
    page(signed_in(member), "papers_all", meeting)
    with pytest.raises(NotNow):
        packs.withdraw(meeting_id=meeting.pk, number=1, reason=" ", by=manager)
    packs.withdraw(meeting_id=meeting.pk, number=1, reason="A wrong return was in it", by=manager)
    browser = signed_in(member)
    for html in (
        page(browser, "papers", meeting),
        page(browser, "papers_all", meeting),
        page(browser, "case", meeting, scene.item(meeting, case).pk),
    ):
        assert "A wrong return was in it" in html
        assert scene.SUMMARY not in html
    assert PackPaper.objects.count() == 2
    assert PaperRead.objects.count() == 2
    assert Event.objects.filter(verb="pack_withdrawn").exists()
    assert packs.release(meeting_id=meeting.pk, by=manager).number == 2
    assert scene.SUMMARY in page(browser, "papers_all", meeting)


CHANGES = {"nothing": 0, "withdrawn": 2, "other words": 1, "conflict": 1, "over": 2}
"""On how many of two open pages, that of one case and that of all, the words do not stay."""


@pytest.mark.parametrize("what", CHANGES)
def test_an_open_page_learns_that_its_words_are_not_to_be_read_any_more(
    signed_in, manager, member, meeting, case, second_case, what
):
    browser, item = signed_in(member), scene.item(meeting, second_case)
    asked = [address("item_state", meeting, item.pk), address("meeting_state", meeting)]
    shown = [page(browser, "case", meeting, item.pk), page(browser, "papers_all", meeting)]
    marks = [browser.get(url).json()["papers"] for url in asked]
    assert all(f'data-papers="{mark}"' in html for mark, html in zip(marks, shown, strict=True))
    if what == "withdrawn":
        packs.withdraw(meeting_id=meeting.pk, number=1, reason="Wrong", by=manager)
    if what == "other words":
        scene.summary(case, manager, text="Zqother words.", version=case.panel_summary.version)
        packs.release(meeting_id=meeting.pk, by=manager)
    if what == "conflict":
        conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="Kin", by=member)
    if what == "over":
        meetings.cancel(meeting_id=meeting.pk, version=meeting.version, reason="Snow", by=manager)
    news = [browser.get(url) for url in asked]
    now = [one.json()["papers"] if one.status_code == 200 else "gone" for one in news]
    assert sum(before != after for before, after in zip(marks, now, strict=True)) == CHANGES[what]


def test_only_the_version_on_the_page_is_withdrawn(manager, meeting):
    with pytest.raises(NotNow):
        packs.withdraw(meeting_id=meeting.pk, number=7, reason="Wrong", by=manager)


@pytest.mark.parametrize("who", ["chair", "member"])
def test_only_the_manager_releases_and_withdraws(request, meeting, who):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        packs.release(meeting_id=meeting.pk, by=person)
    with pytest.raises(Refused):
        packs.withdraw(meeting_id=meeting.pk, number=1, reason="Wrong", by=person)


def test_a_manager_in_conflict_releases_the_others_and_keeps_that_paper(panel, manager, meeting, case, second_case):
    conflicts.declare(meeting_id=meeting.pk, item_id=scene.item(meeting, case).pk, reason="Kin", by=manager)
    scene.summary(second_case, manager, text="A child died.", version=second_case.panel_summary.version)
    pack = packs.release(meeting_id=meeting.pk, by=manager)
    assert pack.papers.get(case=case).content["summary"] == scene.SUMMARY
    assert pack.papers.get(case=second_case).content["summary"] == "A child died."


def test_an_empty_agenda_has_no_papers(panel, manager):
    with pytest.raises(NotNow):
        packs.release(meeting_id=scene.scheduled(panel, manager).pk, by=manager)


def test_a_cancelled_meeting_releases_nothing(manager, case):
    meeting = scene.meeting_with(case, manager=manager, release=False)
    meetings.cancel(meeting_id=meeting.pk, version=meeting.version, reason="Snow", by=manager)
    with pytest.raises(NotNow):
        packs.release(meeting_id=meeting.pk, by=manager)


# --- the file


def test_where_the_panel_forbids_it_there_is_no_file(signed_in, member, manager, meeting):
    assert signed_in(member).get(address("papers_file", meeting)).status_code == 403
    assert "Download" not in page(signed_in(member), "papers", meeting)
    assert "Download" in page(signed_in(manager), "papers", meeting)


@pytest.mark.slow
def test_the_file_is_tagged_in_agenda_order_and_bears_the_readers_name(signed_in, member, meeting, case, second_case):
    Panel.objects.update(papers_download=True)
    answer = signed_in(member).get(address("papers_file", meeting))
    assert answer["Content-Type"] == "application/pdf"
    content = answer.content
    pages = [found.extract_text() for found in PdfReader(io.BytesIO(content)).pages]
    whole = "\n".join(pages)
    assert whole.index(f"1. {case.reference}") < whole.index(f"2. {second_case.reference}")
    assert all(member.full_name in text for text in pages)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-GB"
    assert Event.objects.filter(verb="pack_downloaded").count() == 1
    assert PaperRead.objects.filter(user=member).count() == 2


def test_the_room_takes_a_constant_number_of_queries(signed_in, member, manager, meeting, panel):
    browser = signed_in(member)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(browser, "papers", meeting)
        return len(queries)

    page(browser, "papers", meeting)
    before = asked()
    for _ in range(2):
        agenda.add(meeting_id=meeting.pk, case_id=scene.summarised(panel, manager).pk, by=manager)
    packs.release(meeting_id=meeting.pk, by=manager)
    assert asked() == before


def test_another_panels_manager_finds_nothing(signed_in, other_panel, meeting):
    stranger = signed_in(factories.person(other_panel, Role.MANAGER))
    assert stranger.get(address("papers", meeting)).status_code == 404
    assert stranger.post(address("release_papers", meeting)).status_code == 404
