"""Asking, chasing, answering and cancelling: rows, mail, trail, refusals."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from accounts.models import OutgoingMessage
from audit.models import Event
from cases.actions import access, requests, steps
from cases.models import InformationRequest
from cases.workflow import Step
from common.dates import add_working_days, today
from common.errors import NotNow, Refused, Stale
from tests import crafted, factories, scenarios


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel, child={"first_names": "Zebulon", "surname": "Quillfeather"})


@pytest.fixture
def respondent(person):
    return person("respondent")


@pytest.fixture
def asked(case, manager, respondent):
    return _ask(case, manager, respondent.email)


def _ask(case, by, email="somebody@example.org", **fields):
    fields.setdefault("new_id", uuid.uuid4())
    fields.setdefault("organisation", factories.organisation())
    fields.setdefault("respondent_name", "Sample Respondent")
    return requests.ask(case_id=case.pk, by=by, respondent_email=email, **fields)


def _verbs(case, verb):
    return Event.objects.filter(case_id=str(case.pk), verb=verb).count()


def test_asking_sets_the_panels_working_days_and_sends_one_mail(case, manager, panel):
    made = _ask(case, manager)
    assert made.due_on == add_working_days(today(), panel.request_days)
    mail = OutgoingMessage.objects.get(event="request_made")
    assert mail.recipient == "somebody@example.org"
    assert case.reference in mail.subject
    assert _verbs(case, "request_made") == 1


def test_a_double_press_asks_once(case, manager):
    key = uuid.uuid4()
    first, second = _ask(case, manager, new_id=key), _ask(case, manager, new_id=key)
    assert first.pk == second.pk
    assert OutgoingMessage.objects.filter(event="request_made").count() == 1


def test_mail_says_nothing_of_the_child(case, manager, respondent, asked):
    requests.chase(request_id=asked.pk, by=manager)
    requests.answer(request_id=asked.pk, version=asked.version + 1, by=respondent, text="Seen twice.")
    other = _ask(case, manager)
    requests.cancel(request_id=other.pk, version=1, by=manager, reason="Asked twice")
    sent = OutgoingMessage.objects.filter(event__startswith="request_")
    assert set(sent.values_list("event", flat=True)) == {
        "request_made", "request_chased", "request_answered", "request_cancelled",
    }  # fmt: skip
    for mail in sent:
        text = f"{mail.subject} {mail.body}"
        for word in ("Zebulon", "Quillfeather", "Seen twice", "999"):
            assert word not in text
        assert case.reference in text


def test_chasing_writes_once_a_day(case, manager, asked):
    requests.chase(request_id=asked.pk, by=manager)
    again = requests.chase(request_id=asked.pk, by=manager)
    assert again.last_chased_on == today()
    assert OutgoingMessage.objects.filter(event="request_chased").count() == 1
    assert _verbs(case, "request_chased") == 1


def test_cancelling_needs_a_reason_and_ends_it(case, manager, asked):
    with pytest.raises(NotNow):
        requests.cancel(request_id=asked.pk, version=1, by=manager, reason=" ")
    row = requests.cancel(request_id=asked.pk, version=1, by=manager, reason="Asked twice")
    assert (row.state, row.cancel_reason) == ("cancelled", "Asked twice")
    with pytest.raises(NotNow) as refused:
        requests.chase(request_id=asked.pk, by=manager)
    assert refused.value.code == "state"


def test_another_date(manager, asked):
    new = asked.due_on + timedelta(days=7)
    assert requests.change_due(request_id=asked.pk, version=1, by=manager, due_on=new).due_on == new
    with pytest.raises(Stale):
        requests.change_due(request_id=asked.pk, version=1, by=manager, due_on=new + timedelta(days=1))
    with pytest.raises(NotNow):
        requests.change_due(request_id=asked.pk, version=2, by=manager, due_on=asked.asked_on - timedelta(days=1))


def test_an_answer_by_post_is_recorded(case, manager, asked):
    row = requests.receive(request_id=asked.pk, version=1, by=manager, on=today(), via="post", text="See document")
    assert (row.state, row.answered_via, row.answered_by) == ("received", "post", manager)
    assert _verbs(case, "request_answered") == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_an_answer_lies_between_question_and_today(manager, asked, days):
    on = today() + timedelta(days=days)
    with pytest.raises(NotNow) as refused:
        requests.receive(request_id=asked.pk, version=1, by=manager, on=on, via="post", text="Text")
    assert refused.value.code == "date"


def test_a_respondent_saves_then_sends_with_a_file(respondent, asked):
    file = ContentFile(crafted.pdf("text"), name="notes.pdf")
    saved = requests.save_answer(
        request_id=asked.pk, version=1, by=respondent, text="Draft", file=file, file_id=uuid.uuid4()
    )
    assert (saved.state, saved.return_text, saved.version) == ("asked", "Draft", 2)
    sent = requests.answer(request_id=asked.pk, version=2, by=respondent, text="Final")
    assert (sent.state, sent.return_text, sent.answered_by) == ("received", "Final", respondent)
    assert sent.attachments.get().by == respondent


def test_sending_twice_is_one_answer(case, respondent, asked):
    requests.answer(request_id=asked.pk, version=1, by=respondent, text="Final")
    again = requests.answer(request_id=asked.pk, version=1, by=respondent, text="Final")
    assert again.version == 2
    assert _verbs(case, "request_answered") == 1
    assert OutgoingMessage.objects.filter(event="request_answered").count() == 1


def test_an_empty_answer_is_refused_but_not_knowing_the_child_is_one(respondent, asked):
    with pytest.raises(NotNow) as refused:
        requests.answer(request_id=asked.pk, version=1, by=respondent, text="  ")
    assert refused.value.code == "empty"
    sent = requests.answer(request_id=asked.pk, version=1, by=respondent, text="", knew_child=False)
    assert sent.state == InformationRequest.State.NOT_KNOWN_CHILD


def test_an_old_page_overwrites_nothing(respondent, asked):
    requests.save_answer(request_id=asked.pk, version=1, by=respondent, text="First")
    with pytest.raises(Stale) as stale:
        requests.save_answer(request_id=asked.pk, version=1, by=respondent, text="Second")
    assert stale.value.differences == [("What the agency knows", "Second", "First")]
    asked.refresh_from_db()
    assert asked.return_text == "First"


def test_nobody_is_asked_about_a_closed_case(case, manager):
    steps.take(case_id=case.pk, step=Step.MARK_DUPLICATE, by=manager, reason="Same child")
    with pytest.raises(NotNow) as refused:
        _ask(case, manager)
    assert refused.value.code == "closed"


@pytest.mark.parametrize(
    "act",
    [
        lambda r, by: requests.ask(
            case_id=r.case_id,
            new_id=uuid.uuid4(),
            by=by,
            organisation=r.organisation,
            respondent_name="X",
            respondent_email="x@example.org",
        ),
        lambda r, by: requests.chase(request_id=r.pk, by=by),
        lambda r, by: requests.cancel(request_id=r.pk, version=1, by=by, reason="No"),
        lambda r, by: requests.change_due(request_id=r.pk, version=1, by=by, due_on=today()),
        lambda r, by: requests.receive(request_id=r.pk, version=1, by=by, on=today(), via="post", text="T"),
    ],
)
def test_only_the_manager_runs_requests(asked, doctor, act):
    with pytest.raises(Refused):
        act(asked, doctor)


def test_a_manager_does_not_answer_for_the_agency(asked, manager):
    with pytest.raises(Refused):
        requests.answer(request_id=asked.pk, version=1, by=manager, text="Text")


def test_a_manager_in_conflict_is_refused(case, manager, asked):
    access.exclude(case=case, user=manager, by=manager, reason="Cared for the child")
    with pytest.raises(Refused) as refused:
        requests.chase(request_id=asked.pk, by=manager)
    assert refused.value.code == "excluded"
