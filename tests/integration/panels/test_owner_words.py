"""What an owner wrote by link: read by those who lead, and by nobody else before the CDR manager has settled it."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cases.actions import owner_links, owner_words, recommendations
from cases.models import OwnerLink, Recommendation, RecommendationProgress
from cases.owners import OwnerByLink
from common.dates import FinancialYear, today
from common.errors import NotNow, Refused, Stale
from panels.selectors import followup
from tests import factories
from tests import scenarios_panels as scene

pytestmark = pytest.mark.django_db
PLAIN = "The leaflet is in every pack"
NAMING = "Told to Zebulon Quillfeather, NHS number 943 476 5919 on 3 May 2025"
WAITS = followup.NOT_CHECKED


def answered(row: Recommendation, by, words: str, state: str = "in_progress") -> Recommendation:
    """The owner says so, by a link."""
    row.refresh_from_db()
    link = owner_links.send(recommendation_id=row.pk, by=by)
    return owner_links.answer(link_id=link.pk, version=row.version, state=state, words=words, by=OwnerByLink(link))


@pytest.fixture
def row(panel, manager) -> Recommendation:
    """A recommendation across cases."""
    return recommendations.add_across_cases(
        panel=panel, new_id=uuid.uuid4(), by=manager, text="Every ward gives the leaflet", owner="Lead nurse",
        owner_email="lead.nurse@example.org", due_on=today() + timedelta(days=30),
    )  # fmt: skip


def settle(row, by, words, **more):
    """Accepts or rewrites, with the version that stands."""
    row.refresh_from_db()
    return owner_words.settle(recommendation_id=row.pk, version=row.version, words=words, by=by, **more)


def in_report(panel) -> followup.Line:
    """The line of the only recommendation in the report of this year."""
    return followup.report_lines(panel, FinancialYear.of(today()))[0]


@pytest.mark.parametrize("state", ["accepted", "in_progress", "done", "declined"])
def test_words_reach_the_report_only_when_they_are_settled(panel, manager, row, state):
    answered(row, manager, PLAIN, state)
    line = in_report(panel)
    assert (line.answer, line.unchecked) == ("", True)
    assert PLAIN not in line.became
    assert line.became.endswith(WAITS)
    settle(row, manager, PLAIN)
    line = in_report(panel)
    assert (line.answer, line.unchecked) == (PLAIN, False)
    assert line.became.endswith(PLAIN)
    assert RecommendationProgress.objects.count() == 1


def test_nothing_said_is_nothing_to_check(panel, manager, row):
    assert not answered(row, manager, "", "accepted").answer_unchecked
    assert in_report(panel).became == "Accepted"


def test_what_is_found_is_rewritten_or_kept_with_a_reason(panel, manager, row):
    answered(row, manager, NAMING)
    with pytest.raises(NotNow) as refused:
        settle(row, manager, NAMING)
    assert refused.value.code == "found"
    row.refresh_from_db()
    assert row.answer_unchecked
    settle(row, manager, NAMING, reason="Invented")
    row.refresh_from_db()
    assert (row.answer, row.answer_unchecked, row.answer_kept_because) == (NAMING, False, "Invented")


def test_the_owners_wording_stays_in_the_history_of_a_rewrite(panel, manager, row):
    answered(row, manager, NAMING)
    settle(row, manager, PLAIN)
    assert in_report(panel).became.endswith(PLAIN)
    said = [(one.by_owner, one.words) for one in RecommendationProgress.objects.all()]
    assert said == [(True, NAMING), (False, PLAIN)]


def test_a_name_of_the_case_is_found(case, panel, manager, chair):
    scene.identify(case, first_names="Zebulon", surname="Quillfeather")
    row = recommendations.add(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, text="Ask again", owner="Lead nurse", due_on=today(),
        owner_email="lead.nurse@example.org",
    )  # fmt: skip
    Recommendation.objects.filter(pk=row.pk).update(answer="We wrote to Zebulon's mother", answer_unchecked=True)
    with pytest.raises(NotNow) as refused:
        settle(row, manager, "We wrote to Zebulon's mother")
    assert refused.value.code == "found"
    assert settle(row, manager, "We wrote to the mother").answer == "We wrote to the mother"


def test_the_panels_additions_leave_the_words_unchecked_and_new_words_of_the_owner_wait_again(manager, chair, row):
    answered(row, manager, PLAIN)
    for words in (PLAIN, PLAIN + " at last"):
        row.refresh_from_db()
        recommendations.change(recommendation_id=row.pk, version=row.version, answer=words, by=chair)
    row.refresh_from_db()
    assert row.answer_unchecked
    settle(row, manager, PLAIN)
    row.refresh_from_db()
    recommendations.change(recommendation_id=row.pk, version=row.version, answer="Ours", by=chair)
    row.refresh_from_db()
    assert not row.answer_unchecked
    assert not answered(row, manager, "Ours", "in_progress").answer_unchecked
    assert answered(row, manager, "Theirs", "in_progress").answer_unchecked


def test_settling_twice_is_once_and_two_managers_do_not_overwrite_each_other(panel, manager, row):
    answered(row, manager, PLAIN)
    row.refresh_from_db()
    version = row.version
    other = factories.person(panel, "manager")
    owner_words.settle(recommendation_id=row.pk, version=version, words=PLAIN, by=manager)
    owner_words.settle(recommendation_id=row.pk, version=version, words=PLAIN, by=other)
    with pytest.raises(NotNow):
        owner_words.settle(recommendation_id=row.pk, version=version, words="Otherwise", by=other)
    answered(row, manager, "New words")
    with pytest.raises(Stale):
        owner_words.settle(recommendation_id=row.pk, version=version, words="New words", by=other)
    with pytest.raises(NotNow) as refused:
        settle(row, manager, " ")
    assert refused.value.code == "words"


def test_only_the_manager_settles_and_only_those_who_lead_read(signed_in, manager, chair, member, row):
    answered(row, manager, PLAIN)
    with pytest.raises(Refused):
        settle(row, chair, PLAIN)
    page, words = reverse("panels:action", args=[row.pk]), reverse("panels:action_words", args=[row.pk])
    for who, reads, status in ((manager, True, 200), (chair, True, 403), (member, False, 403)):
        browser = signed_in(who)
        html = browser.get(page).content.decode()
        assert (PLAIN in html) is reads
        assert "Not yet checked" in html
        assert browser.get(words).status_code == status
    board = reverse("panels:actions")
    assert row.text not in signed_in(member).get(board, {"q": PLAIN}).content.decode()  # not found by them either
    settle(row, manager, PLAIN)
    assert PLAIN in signed_in(member).get(page).content.decode()
    assert row.text in signed_in(member).get(board, {"q": PLAIN}).content.decode()


def test_the_page_shows_each_place_and_takes_the_suggestions_without_saving(signed_in, panel, manager, row):
    answered(row, manager, NAMING)
    row.refresh_from_db()
    browser, url = signed_in(manager), reverse("panels:action_words", args=[row.pk])
    marks = [mark.text for mark in BeautifulSoup(browser.get(url).content, "html.parser").find_all("mark")]
    assert any("943 476 5919" in mark for mark in marks)
    data = {"version": row.version, "words": NAMING, "reason": ""}
    again = browser.post(url, {**data, "suggested": "1"})
    assert "943 476 5919" not in again.context["form"]["words"].value()
    assert again.context["form"]["version"].value() == str(row.version)
    assert "reason" in browser.post(url, data).context["form"].errors
    row.refresh_from_db()
    assert row.answer_unchecked
    assert browser.post(url, data | {"words": PLAIN}).url == reverse("panels:action", args=[row.pk])
    assert in_report(panel).became.endswith(PLAIN)


def test_what_waits_is_counted_and_listed_on_the_board(signed_in, manager, row):
    browser, board = signed_in(manager), reverse("panels:actions")
    assert "to check</a>" not in browser.get(board).content.decode()
    answered(row, manager, PLAIN, "done")
    assert "1 with words to check" in browser.get(board).content.decode()
    assert row.text in browser.get(board, {"show": "unchecked"}).content.decode()
    assert OwnerLink.objects.get().used_at is not None
