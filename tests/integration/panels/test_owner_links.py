"""The address in an owner's email holds a secret: no answer there gives it on, and the session changes with it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts import crypto
from accounts.models import OutgoingMessage
from cases.actions import owner_links, recommendations
from common.dates import today
from common.throttle import Limit
from panels.views import owners

pytestmark = pytest.mark.django_db
STRICT = "strict-origin"


@pytest.fixture
def url(panel, manager) -> str:
    """The address that the owner of a recommendation got."""
    row = recommendations.add_across_cases(
        panel=panel, new_id=uuid.uuid4(), by=manager, text="Every ward gives the leaflet on safer sleeping",
        owner="Lead nurse, Sample Hospital", owner_email="lead.nurse@example.org", due_on=today() + timedelta(days=30),
    )  # fmt: skip
    owner_links.send(recommendation_id=row.pk, by=manager)
    body = crypto.decrypt(OutgoingMessage.objects.get(event="action_asked").body)
    return re.search(r"http://[^/]+(/\S+)", body).group(1)


def test_no_answer_at_the_address_hands_it_on(url, monkeypatch):
    owner, unknown = Client(), reverse("panels:owner_open", args=["nonsense"])
    monkeypatch.setattr(owners, "LIMIT", Limit("owner-link-test", per_source=4, overall=9, seconds=60))
    answers = [owner.get(url), owner.delete(url), owner.post(url), owner.get(unknown), owner.post(unknown)]
    assert [answer.status_code for answer in answers] == [200, 405, 302, 404, 404]
    answers.append(owner.get(url))
    assert answers[-1].status_code == 429
    assert {answer["Referrer-Policy"] for answer in answers} == {STRICT}
    assert owner.get(reverse("panels:owner_answer"))["Referrer-Policy"] == "same-origin"


def test_opening_the_link_changes_the_key_of_the_session(url):
    owner = Client()
    session = owner.session
    session["before"] = True
    session.save()
    planted = session.session_key
    assert owner.post(url).status_code == 302
    assert owner.session.session_key not in (None, planted)
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert stranger.get(reverse("panels:owner_answer")).status_code == 404
