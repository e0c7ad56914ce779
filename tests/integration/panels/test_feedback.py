"""Feedback to the family: who writes, who reads, what leaves by mail, when it can be given."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import OutgoingMessage
from accounts.roles import Role
from cases.actions import family as thread
from cases.actions import key_workers
from cases.models import FamilyContact
from common.dates import today
from common.errors import NotNow, Refused, Stale
from panels.actions import feedback, live
from panels.models import FamilyFeedback
from tests import factories
from tests import scenarios_panels as scene

TEXT, QUESTION, ANSWER = "The panel looked at every step.", "Could it have been seen earlier?", "Perhaps not."


@pytest.fixture
def reviewed(panel, manager, chair, member, case):
    """A case whose review is finished."""
    panel.quorum_minimum, panel.quorum_kinds = 1, []
    panel.save()
    meeting = scene.opened(case, manager=manager, invited=[chair, member])
    scene.decide(meeting, case, chair)
    live.finalise(meeting_id=meeting.pk, by=chair)
    case.refresh_from_db()
    return case


@pytest.fixture
def worker(person):
    """A key worker."""
    return person(Role.KEY_WORKER)


def named(case, manager, user):
    """The family's key worker from today."""
    return key_workers.name(
        case_id=case.pk, new_id=case.pk, by=manager, name="Sam Zqworker", organisation=factories.organisation(),
        contact="01", starts_on=today(), user=user,
    )  # fmt: skip


def written(case, manager, **changes) -> FamilyFeedback:
    """Saved words."""
    return feedback.save(case_id=case.pk, **{"version": 0, "text": TEXT, **changes}, by=manager)


@pytest.fixture
def given(reviewed, manager, worker):
    """Feedback given to the key worker."""
    family = named(reviewed, manager, worker)
    asked = thread.ask(case_id=reviewed.pk, new_id=uuid.uuid4(), by=worker, asked_on=today(), text=QUESTION)
    saved = written(reviewed, manager)
    with pytest.raises(NotNow, match="answer every question"):
        feedback.send(case_id=reviewed.pk, version=saved.version, by=manager)
    thread.answer(
        question_id=asked.pk, version=asked.version, by=manager, answer=ANSWER, answered_on=today(), answered_in="panel"
    )
    return family, feedback.send(case_id=reviewed.pk, version=saved.version, by=manager)


def test_before_the_end_of_the_review_there_is_none(case, manager):
    with pytest.raises(NotNow, match="when it is finished"):
        written(case, manager)


@pytest.mark.parametrize("who", ["chair", "member", "doctor"])
def test_only_the_manager_writes(reviewed, request, who):
    with pytest.raises(Refused):
        written(reviewed, request.getfixturevalue(who))


def test_it_goes_to_a_key_worker_with_an_account(reviewed, manager):
    saved = written(reviewed, manager)
    with pytest.raises(NotNow, match="key worker"):
        feedback.send(case_id=reviewed.pk, version=saved.version, by=manager)
    named(reviewed, manager, None)
    with pytest.raises(NotNow, match="key worker"):
        feedback.send(case_id=reviewed.pk, version=saved.version, by=manager)


def test_the_mail_says_that_there_is_something_and_nothing_of_it(given, worker, reviewed):
    message = OutgoingMessage.objects.get(event="feedback_ready")
    assert message.recipient == worker.email
    text = message.subject + message.body
    assert not [words for words in (TEXT, QUESTION, ANSWER, reviewed.reference, "Zq") if words in text]


def test_the_key_worker_reads_it_and_says_when_the_family_heard(given, signed_in, worker):
    family, saved = given
    url = reverse("panels:family_feedback", args=[family.pk])
    browser = signed_in(worker)
    html = browser.get(url).content.decode()
    assert TEXT in html
    assert QUESTION in html
    assert ANSWER in html
    assert url in browser.get(reverse("cases:families")).content.decode()
    day = today()
    data = {
        "new_id": uuid.uuid4(),
        "version": saved.version,
        "on_day": day.day,
        "on_month": day.month,
        "on_year": day.year,
    }
    assert browser.post(url, data).status_code == 302
    saved.refresh_from_db()
    assert saved.told_on == day
    assert FamilyContact.objects.get(kind="outcome").on == day


def test_before_it_is_given_the_key_worker_finds_nothing(reviewed, manager, signed_in, worker):
    family = named(reviewed, manager, worker)
    written(reviewed, manager)
    url = reverse("panels:family_feedback", args=[family.pk])
    browser = signed_in(worker)
    assert TEXT not in browser.get(url).content.decode()
    assert browser.post(url, {}).status_code == 404


def test_another_familys_key_worker_and_the_panel_find_nothing(given, signed_in, person, chair, member):
    family, _ = given
    url = reverse("panels:family_feedback", args=[family.pk])
    for stranger in (person(Role.KEY_WORKER), chair, member):
        assert signed_in(stranger).get(url).status_code == 404


def test_the_manager_writes_and_gives_it_on_the_page(reviewed, signed_in, manager, worker):
    named(reviewed, manager, worker)
    browser = signed_in(manager)
    write, send = (reverse(f"panels:{name}", args=[reviewed.pk]) for name in ("feedback", "feedback_send"))
    tab = reverse("panels:case_panel", args=[reviewed.pk])
    assert write in browser.get(tab).content.decode()
    assert "Write the feedback first" in browser.get(send).content.decode()
    assert browser.post(write, {"version": 0, "text": TEXT}).status_code == 302
    assert browser.get(write).status_code == 200
    assert browser.post(send, {"version": 1}).status_code == 302
    assert FamilyFeedback.objects.get().sent_to.user == worker
    assert "Given to" in browser.get(tab).content.decode()


def test_an_old_page_overwrites_nothing(reviewed, manager):
    written(reviewed, manager)
    with pytest.raises(Stale):
        written(reviewed, manager, text="Other words")
    assert written(reviewed, manager).version == 2


def test_the_family_cannot_have_heard_before_it_was_given(given, worker):
    family, saved = given
    with pytest.raises(NotNow):
        feedback.told(key_worker=family, version=saved.version, on=saved.case.died_on, new_id=uuid.uuid4(), by=worker)
