"""Recommendations across years: the register, the owner's link, the lines of the report, the learning library."""

import io
import re
import uuid
from datetime import date, timedelta

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import crypto
from accounts.models import OutgoingMessage
from accounts.roles import Role
from cases.actions import access, owner_links, recommendations
from cases.models import OwnerLink, Recommendation, RecommendationProgress
from common.dates import FinancialYear, today
from common.errors import NotNow, Refused, Stale
from panels.selectors import followup, learning
from tests import factories
from tests import scenarios_panels as scene


def across(panel, by, **more) -> Recommendation:
    """A recommendation that belongs to no case."""
    given = {
        "text": "Every ward gives the leaflet on safer sleeping before a family goes home",
        "owner": "Lead nurse, Sample Hospital",
        "owner_email": "lead.nurse@example.org",
        "due_on": today() + timedelta(days=30),
        **more,
    }
    return recommendations.add_across_cases(panel=panel, new_id=uuid.uuid4(), by=by, **given)


def move(row: Recommendation, by, state: str, **more) -> Recommendation:
    """What became of it."""
    row.refresh_from_db()
    return recommendations.change(recommendation_id=row.pk, version=row.version, state=state, by=by, **more)


def sent_link(row: Recommendation, by) -> str:
    """The address in the email to the owner."""
    owner_links.send(recommendation_id=row.pk, by=by)
    message = OutgoingMessage.objects.filter(event="action_asked").latest("created_at")
    return re.search(r"http://[^/]+(/\S+)", crypto.decrypt(message.body)).group(1)


@pytest.fixture
def row(panel, manager):
    """One."""
    return across(panel, manager)


# --- the register


def test_every_word_said_is_kept(row, manager, chair):
    move(row, manager, "accepted", answer="Agreed at the board")
    move(row, chair, "in_progress")
    move(row, manager, "done", answer="Leaflet in every pack since May")
    said = list(RecommendationProgress.objects.values_list("state", "words"))
    assert said == [
        ("accepted", "Agreed at the board"), ("in_progress", "Agreed at the board"),
        ("done", "Leaflet in every pack since May"),
    ]  # fmt: skip
    row.refresh_from_db()
    assert row.closed_on == today()
    move(row, manager, "in_progress", answer="Not on one ward after all")
    row.refresh_from_db()
    assert row.closed_on is None


def test_one_takes_the_place_of_another(panel, row, manager):
    new = across(panel, manager, text="Every ward and clinic gives the leaflet and says that it did")
    with pytest.raises(NotNow):
        move(row, manager, "superseded")
    move(row, manager, "superseded", superseded_by=new)
    assert followup.became(Recommendation.objects.get(pk=row.pk), today()).endswith("by another recommendation")
    with pytest.raises(NotNow):
        move(row, manager, "absorbed", absorbed_into="The safer sleeping plan")


def test_old_pages_lose_nothing(row, manager):
    move(row, manager, "accepted")
    with pytest.raises(Stale):
        recommendations.change(recommendation_id=row.pk, version=1, state="declined", answer="No money", by=manager)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.DOCTOR, Role.ANALYST, Role.ADMINISTRATOR])
def test_only_chair_and_manager_follow_up(panel, row, person, role):
    by = person(role)
    with pytest.raises(Refused):
        across(panel, by)
    with pytest.raises(Refused):
        move(row, by, "accepted")
    with pytest.raises(Refused):
        owner_links.send(recommendation_id=row.pk, by=by)


def test_a_draft_of_a_case_stays_out_of_the_register(signed_in, case, manager, doctor):
    recommendations.add(
        case_id=case.pk, new_id=uuid.uuid4(), text="A draft", owner="Somebody", due_on=today(), by=doctor
    )
    assert not Recommendation.objects.visible_to(manager).exists()
    assert "A draft" not in signed_in(manager).get(reverse("panels:actions")).content.decode()


def reviewed(panel, manager, chair):
    """A case whose review is finalised, with a recommendation and learning."""
    case = scene.summarised(panel, manager)
    recommendations.add(
        case_id=case.pk, new_id=uuid.uuid4(), text="From the case", owner="Somebody", due_on=today(), by=manager
    )
    colleague = factories.person(panel, Role.MEMBER)
    meeting = scene.opened(case, manager=manager, invited=[chair, colleague])
    scene.decide(meeting, case, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    case.refresh_from_db()
    return case


def test_a_case_closed_to_somebody_closes_its_recommendations(signed_in, panel, manager, chair, member):
    case = reviewed(panel, manager, chair)
    found = Recommendation.objects.get(case=case, text="From the case")
    url = reverse("panels:action", args=[found.pk])
    browser = signed_in(member)
    assert browser.get(url).status_code == 200
    access.exclude(case=case, user=member, by=manager, reason="Knows the family")
    assert browser.get(url).status_code == 404
    assert "From the case" not in browser.get(reverse("panels:actions") + "?show=overdue").content.decode()
    assert not learning.lessons(panel, member)


# --- the board


@pytest.mark.parametrize(
    ("show", "texts"),
    [("open", ["Late", "Soon", "Later"]), ("overdue", ["Late"]), ("soon", ["Soon"]), ("closed", ["Over"])],
)
def test_the_board(signed_in, panel, manager, member, show, texts):
    now = today()
    days = {"Late": -5, "Soon": 10, "Later": 90, "Over": 10}
    rows = {text: across(panel, manager, text=text, due_on=now + timedelta(days=n)) for text, n in days.items()}
    move(rows["Over"], manager, "done", answer="It is")
    assert [row.text for row in followup.board(panel, member, show=show)] == texts
    assert followup.counts(panel, member) == {"overdue": 1, "soon": 1, "open": 3, "unchecked": 0}
    html = signed_in(member).get(reverse("panels:actions"), {"show": show}).content.decode()
    assert all(text in html for text in texts)
    assert "Add a recommendation" not in html


def test_the_board_costs_the_same_however_long_it_is(signed_in, panel, manager, row, django_assert_max_num_queries):
    browser, counts = signed_in(manager), []
    for _ in range(2):
        browser.get(reverse("panels:actions"))
        with django_assert_max_num_queries(40) as context:
            browser.get(reverse("panels:actions"))
        counts.append(len(context.captured_queries))
        for _ in range(4):
            across(panel, manager)
    assert counts[0] == counts[1]


def test_the_wording_is_checked_without_saving(signed_in, panel, manager):
    browser, url = signed_in(manager), reverse("panels:action_new")
    later = today() + timedelta(days=30)
    data = {"new_id": uuid.uuid4(), "text": "Raise awareness of asthma", "owner": "All agencies", "level": "local"}
    data |= {"due_on_day": later.day, "due_on_month": later.month, "due_on_year": later.year}
    html = browser.post(url, {**data, "check": "1"}).content.decode()
    assert "2 of 6 signs" in html
    assert "does not say what will be different" in html
    assert not Recommendation.objects.exists()
    assert browser.post(url, data).status_code == 302  # shown, not enforced
    found = Recommendation.objects.get()
    assert "Everybody&#x27;s task" in browser.get(reverse("panels:action", args=[found.pk])).content.decode()


def test_what_became_of_it_is_recorded_in_the_browser(signed_in, row, chair):
    browser, url = signed_in(chair), reverse("panels:action_progress", args=[row.pk])
    html = browser.post(url, {"version": 1, "state": "declined", "answer": ""}).content.decode()
    assert "Say why it is declined" in html
    assert browser.post(url, {"version": 1, "state": "declined", "answer": "No money this year"}).status_code == 302
    html = browser.get(reverse("panels:action", args=[row.pk])).content.decode()
    assert "No money this year" in html


# --- the owner's link


def test_the_owner_answers_without_an_account(row, manager, panel):
    url, owner = sent_link(row, manager), Client()
    first = owner.get(url)
    assert first.status_code == 200
    assert row.text not in first.content.decode()  # a button only
    answer = reverse("panels:owner_answer")
    assert owner.get(answer).status_code == 404
    assert owner.post(url).url == answer
    page = owner.get(answer).content.decode()
    assert row.text in page
    assert "no-store" in owner.get(answer)["Cache-Control"]
    assert "Say what was done" in owner.post(answer, {"version": 1, "state": "done"}).content.decode()
    assert owner.post(answer, {"version": 1, "state": "done", "answer": "In every pack"}).status_code == 302
    assert "Your answer is sent" in owner.get(answer).content.decode()
    row.refresh_from_db()
    assert (row.state, row.answer, row.closed_on) == ("done", "In every pack", today())
    said = RecommendationProgress.objects.get()
    assert (said.by_owner, said.by) == (True, None)
    assert owner.get(url).status_code == 404  # used up
    assert owner.get(answer).status_code == 404
    told = OutgoingMessage.objects.get(event="action_answered")
    assert told.recipient == panel.contact_email
    assert "In every pack" not in told.body


def test_the_email_says_nothing_of_the_recommendation(row, manager):
    sent_link(row, manager)
    message = OutgoingMessage.objects.get(event="action_asked")
    assert message.is_secret
    assert row.text not in crypto.decrypt(message.body) + message.subject


@pytest.mark.parametrize("how", ["revoked", "expired", "replaced", "unknown"])
def test_links_that_no_longer_work(row, manager, how):
    url, owner = sent_link(row, manager), Client()
    owner.post(url)
    if how == "revoked":
        owner_links.revoke(recommendation_id=row.pk, by=manager)
    elif how == "expired":
        OwnerLink.objects.update(expires_at=timezone.now())
    elif how == "replaced":
        OwnerLink.objects.update(created_at=timezone.now() - timedelta(hours=1))
        sent_link(row, manager)
    else:
        url, owner = reverse("panels:owner_open", args=["nonsense"]), Client()
    assert owner.get(url).status_code == 404
    assert owner.get(reverse("panels:owner_answer")).status_code == 404
    assert owner.post(reverse("panels:owner_answer"), {"version": 1, "state": "accepted"}).status_code == 404


def test_two_presses_send_one_link(row, manager):
    links = {owner_links.send(recommendation_id=row.pk, by=manager).pk for _ in range(2)}
    assert len(links) == 1
    assert OutgoingMessage.objects.filter(event="action_asked").count() == 1


def test_a_token_is_kept_as_a_hash_only(row, manager):
    token = sent_link(row, manager).rstrip("/").rpartition("/")[2]
    link = OwnerLink.objects.get()
    assert token not in (link.token_hash, str(link.pk))
    assert len(link.token_hash) == 64


def test_an_owner_cannot_change_what_the_panel_closed(row, manager):
    url, owner = sent_link(row, manager), Client()
    owner.post(url)
    move(row, manager, "declined", answer="The panel decided otherwise")
    answer = reverse("panels:owner_answer")
    assert owner.post(answer, {"version": 2, "state": "accepted"}).status_code == 404
    row.refresh_from_db()
    assert row.state == "declined"


def test_nobody_is_asked_about_a_draft_or_a_closed_one(case, row, manager, doctor):
    draft = recommendations.add(
        case_id=case.pk, new_id=uuid.uuid4(), text="A draft", owner="Somebody", owner_email="a@example.org",
        due_on=today(), by=doctor,
    )  # fmt: skip
    move(row, manager, "done", answer="It is")
    for one, code in ((draft, "draft"), (row, "closed")):
        with pytest.raises(NotNow) as refused:
            owner_links.send(recommendation_id=one.pk, by=manager)
        assert refused.value.code == code


# --- the report


def test_every_recommendation_open_when_the_year_began_has_a_line(panel, manager):
    year = FinancialYear(2024)
    made = {
        "made": date(2024, 6, 1), "open": date(2023, 6, 1), "closed in it": date(2023, 7, 1),
        "closed later": date(2022, 7, 1), "closed before": date(2022, 6, 1), "next year": date(2025, 4, 1),
    }  # fmt: skip
    closed = {"closed in it": date(2024, 5, 1), "closed later": date(2025, 5, 1), "closed before": date(2024, 3, 31)}
    for text, on in made.items():
        row = across(panel, manager, text=text, due_on=date(2024, 9, 30))
        Recommendation.objects.filter(pk=row.pk).update(made_on=on)
        if text in closed:
            move(row, manager, "done", answer="Seen to")
            Recommendation.objects.filter(pk=row.pk).update(closed_on=closed[text])
    lines = {line.text: line for line in followup.report_lines(panel, year)}
    assert set(lines) == {"made", "open", "closed in it", "closed later"}
    assert {text for text, line in lines.items() if line.earlier} == {"open", "closed in it", "closed later"}
    assert {text for text, line in lines.items() if line.carried_over} == {"made", "open", "closed later"}
    assert lines["closed in it"].became == "Done on 1 May 2024: Seen to"
    assert lines["open"].became == "Proposed, overdue since 30 September 2024"
    following = {line.text: line for line in followup.report_lines(panel, FinancialYear(2025))}
    assert {text for text, line in lines.items() if line.carried_over} <= set(following)  # one identity, year to year
    assert following["open"].key == lines["open"].key


# --- learning


def test_learning_of_a_reviewed_case_is_found_by_theme_and_words(signed_in, panel, manager, chair, member):
    case = reviewed(panel, manager, chair)
    point = case.analysis.learning_points.first()
    if point is None:
        point = case.analysis.learning_points.create(text="Ask about smoke in the home")
    category = f"category-{case.primary_category}"
    assert [one.text for one in learning.lessons(panel, member)] == [point.text]
    assert [one.text for one in learning.lessons(panel, member, theme=category, text=point.text[:6].upper())] == [
        point.text
    ]
    other = next(t.code for t in learning.THEMES if t.code.startswith("category-") and t.code != category)
    assert not learning.lessons(panel, member, theme=other)
    browser = signed_in(member)
    html = browser.get(reverse("panels:learning"), {"theme": category}).content.decode()
    assert point.text in html
    assert case.reference not in html
    page = browser.get(reverse("panels:briefing", args=[category])).content.decode()
    assert point.text in page
    assert case.reference not in page
    assert browser.get(reverse("panels:briefing", args=["nonsense"])).status_code == 404


@pytest.mark.slow
def test_a_briefing_is_a_page_in_word_and_pdf(signed_in, panel, manager, chair, member):
    case = reviewed(panel, manager, chair)
    case.analysis.learning_points.create(text="Ask about smoke in the home")
    theme = f"category-{case.primary_category}"
    browser = signed_in(member)
    word = browser.get(reverse("panels:briefing_file", args=[theme, "docx"]))
    words = "\n".join(part.text for part in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Ask about smoke in the home" in words
    assert case.reference not in words
    pages = pypdf.PdfReader(io.BytesIO(browser.get(reverse("panels:briefing_file", args=[theme, "pdf"])).content)).pages
    assert len(pages) == 1
    assert "Ask about smoke in the home" in pages[0].extract_text()
    assert browser.get(reverse("panels:briefing_file", args=[theme, "exe"])).status_code == 404


def test_words_that_were_not_checked_stay_out_of_the_library(panel, manager, chair):
    case = reviewed(panel, manager, chair)
    case.analysis.learning_points.create(text="Ask about smoke in the home")
    assert learning.lessons(panel, chair)
    case.panel_summary.analysis_version -= 1
    case.panel_summary.save()
    assert not learning.lessons(panel, chair)


@pytest.mark.parametrize("theme", learning.THEMES, ids=lambda theme: theme.code)
def test_every_theme_can_be_asked(panel, manager, theme):
    assert learning.lessons(panel, manager, theme=theme.code) == []
    assert learning.factors(panel, manager, theme.code) == []
    assert learning.recommendations(panel, manager, theme.code) == []


def test_another_panel_learns_its_own(signed_in, panel, other_panel, manager, chair, row):
    stranger = factories.person(other_panel, Role.MANAGER)
    browser = signed_in(stranger)
    assert browser.get(reverse("panels:action", args=[row.pk])).status_code == 404
    assert row.text not in browser.get(reverse("panels:actions")).content.decode()
