"""Recommendations as they are written at a meeting: the whole of each, and how it could be better, said at once."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from audit.models import Event
from cases import quality
from cases.models import Recommendation
from common.dates import today
from tests import scenarios_panels as scene
from tests.integration.panels.test_floor import address, save, shown

pytestmark = pytest.mark.django_db
HINTS = "cases:recommendation_hints"
WRITTEN = {
    "text": "Every ward gives the leaflet on safer sleeping before a family goes home",
    "level": "regional",
    "strength": "medium",
    "owner": "Lead nurse, Sample Hospital",
    "owner_email": "lead.nurse@example.org",
    "measure": "9 in 10 families have it",
}
NOT_SAID = ("strength", "owner_email", "measure")


def row(prefix: str = "recommendations-0-", **words) -> dict:
    """The inputs of one recommendation."""
    day = today()
    due = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year + 1}
    return {f"{prefix}{name}": value for name, value in {**WRITTEN, **due, **words}.items()}


@pytest.fixture
def item(case, panel, manager, chair):
    """The only item of a meeting that goes on."""
    panel.quorum_minimum = 1
    panel.save()
    return scene.item(scene.opened(case, manager=manager, invited=[chair]), case)


def said(html: str, prefix: str = "recommendations-0") -> str:
    """What stands under a recommendation of a page."""
    return BeautifulSoup(html, "html.parser").find(attrs={"data-prefix": prefix}).get_text(" ")


def test_a_recommendation_spoken_at_the_meeting_is_kept_whole(signed_in, chair, item):
    browser = signed_in(chair)
    answer = save(browser, item, shown(browser, item) | row()).json()
    assert (answer["clashes"], answer["waiting"]) == ([], [])
    found = Recommendation.objects.get(case=item.case)
    assert {name: getattr(found, name) for name in WRITTEN} == WRITTEN
    again = shown(browser, item)
    assert {name: again[f"recommendations-0-{name}"] for name in WRITTEN} == WRITTEN
    assert save(browser, item, again).json()["clashes"] == []
    found.refresh_from_db()
    assert found.version == 1


@pytest.mark.parametrize("name", NOT_SAID)
def test_what_is_not_said_yet_can_wait_but_a_wrong_address_is_named(signed_in, chair, item, name):
    browser = signed_in(chair)
    assert save(browser, item, shown(browser, item) | row(**{name: ""})).json()["waiting"] == []
    found = Recommendation.objects.get(case=item.case)
    assert getattr(found, name) == ""
    wrong = shown(browser, item) | {"recommendations-0-owner_email": "lead nurse"}
    assert "email address" in save(browser, item, wrong).json()["waiting"][0]
    found.refresh_from_db()
    assert found.version == 1


def test_the_hint_stands_under_the_row_once_it_is_saved(signed_in, chair, item):
    browser = signed_in(chair)
    assert said(browser.get(address("decide", item)).content.decode()).strip() == ""
    vague = row(text="Raise awareness of asthma", owner="All agencies", strength="", measure="")
    page = browser.post(address("spoken", item), shown(browser, item) | vague, follow=True).content.decode()
    assert Recommendation.objects.filter(case=item.case).exists()
    assert "2 of 6 signs" in said(page)
    assert "Everybody's task is nobody's" in said(page)


@pytest.mark.parametrize("words", [{}, {"text": "Raise awareness", "strength": "weak"}, {"owner": "", "measure": ""}])
def test_the_script_is_told_what_the_page_says(signed_in, chair, item, words):
    browser = signed_in(chair)
    told = browser.post(reverse(HINTS), row("", **words)).json()
    vague = browser.post(address("spoken", item), shown(browser, item) | row(**words), follow=True).content.decode()
    assert said(vague).split() == " ".join([told["sentence"], *told["hints"]]).split()
    met = len(quality.CHECKS) - len(told["hints"])
    assert told["sentence"].startswith(f"{met} of 6")


def test_asking_for_hints_keeps_nothing(signed_in, chair, item):
    before = Event.objects.count()
    browser = signed_in(chair)
    for given in (row(""), {"text": "x" * 100_000, "due_on_day": "never"}, {"owner": "\x00"}):
        assert browser.post(reverse(HINTS), given).status_code == 200
    assert browser.post(reverse(HINTS), {}).json() == {"sentence": "", "hints": []}
    assert not Recommendation.objects.exists()
    assert Event.objects.count() == before


def test_members_are_not_asked(signed_in, member):
    assert signed_in(member).post(reverse(HINTS), row("")).status_code == 403
