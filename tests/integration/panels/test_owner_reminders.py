"""Owners under a moved clock: real rows, a real SMTP server, each step once, nothing of a child or of the words."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import mail
from accounts.models import OutgoingMessage
from audit.models import Event
from audit.recording import SYSTEM
from cases.actions import access, owner_links, owner_pauses, owner_reminders, recommendations
from cases.chasers import OWNERS
from cases.models import OwnerPause, Recommendation
from cases.owners import OwnerByLink
from cases.tasks import remind_owners
from cdop.demo import clock
from cdop.schedule import BEAT_SCHEDULE
from common.dates import is_working_day, today, working_days_from
from common.errors import NotNow, Refused
from tests import factories
from tests.integration.accounts.test_mail import Box, serving
from tests.integration.panels.test_followup import reviewed

pytestmark = pytest.mark.django_db
OWNER = "lead.nurse@example.org"
WORDS = "Every ward gives the leaflet on safer sleeping"


def made(panel, by, **more) -> Recommendation:
    """A recommendation of today, due in three months."""
    given = {"text": WORDS, "owner": "Lead nurse", "owner_email": OWNER, "due_on": today() + timedelta(days=90), **more}
    return recommendations.add_across_cases(panel=panel, new_id=uuid.uuid4(), by=by, **given)


@pytest.fixture
def row(panel, manager):
    """One."""
    return made(panel, manager)


def swept(row, days: int) -> int:
    """A sweep so many working days after the date."""
    with clock.on(working_days_from(row.due_on, days)):
        return owner_reminders.sweep(by=SYSTEM)


def steps_of(row) -> list[str]:
    """The steps that were taken."""
    return [one.step for one in row.reminders.all()]


def test_the_whole_ladder_through_a_real_server(row, chair, settings):
    with serving(settings, Box()) as box:
        mail.send_due(limit=500)
        box.received.clear()
        for days in range(-12, 60):
            with clock.on(row.due_on + timedelta(days=days)):
                remind_owners()
                remind_owners()
                mail.send_due(limit=500)
        got = [(one["To"], one["Subject"], one.get_payload(decode=True).decode()) for one in box.received]
    assert [to for to, _, _ in got] == [OWNER] * 4 + [chair.email]
    assert ["overdue" in subject for _, subject, _ in got] == [False, False, True, True, True]
    for _, subject, text in got:
        assert WORDS not in subject + text
        assert "{" not in subject + text
    assert ["/answer/" in text for _, _, text in got] == [True] * 4 + [False]
    assert steps_of(row) == list(OWNERS.steps)
    assert all(is_working_day(one.sent_on) for one in row.reminders.all())
    assert Event.objects.filter(verb="owner_escalated").count() == 1


def test_two_sweeps_take_a_step_once(row):
    assert [swept(row, 0), swept(row, 0)] == [1, 0]
    assert OutgoingMessage.objects.filter(event="action_due").count() == 1
    assert swept(row, 1) == 0


def test_nobody_is_written_to_on_a_day_off(row):
    day = next(day for n in range(9) if not is_working_day(day := row.due_on + timedelta(days=n)))
    with clock.on(day):
        assert owner_reminders.sweep(by=SYSTEM) == 0


def test_an_owner_who_is_writing_goes_on_when_the_reminder_comes(row, manager):
    link = owner_links.send(recommendation_id=row.pk, by=manager)
    old, owner = link.token_hash, Client()
    session = owner.session
    session["owner_link"] = str(link.pk)
    session.save()
    assert swept(row, 0) == 1
    link.refresh_from_db()
    assert link.is_open
    assert link.token_hash != old  # the address in the email before is over
    answer = reverse("panels:owner_answer")
    assert owner.get(answer).status_code == 200
    assert owner.post(answer, {"version": row.version, "state": "accepted", "answer": ""}).status_code == 302
    row.refresh_from_db()
    assert row.state == "accepted"


def test_another_address_gets_another_link(row, manager):
    first = owner_links.send(recommendation_id=row.pk, by=manager)
    recommendations.change(recommendation_id=row.pk, version=row.version, owner_email="new@example.org", by=manager)
    swept(row, 0)
    first.refresh_from_db()
    assert not first.is_open
    assert OutgoingMessage.objects.get(event="action_due").recipient == "new@example.org"


def test_an_owner_who_has_just_answered_is_left_in_peace(row, manager):
    with clock.on(row.due_on - timedelta(days=2)):
        link = owner_links.send(recommendation_id=row.pk, by=manager)
        owner_links.answer(
            link_id=link.pk, version=row.version, state="in_progress", words="Half of them", by=OwnerByLink(link)
        )
    assert swept(row, 0) == 0
    assert swept(row, 5) == 1


@pytest.mark.parametrize("how", ["done", "draft", "later"])
def test_what_is_closed_drafted_or_due_later_is_left_alone(manager, case, row, how):
    if how == "done":
        recommendations.change(recommendation_id=row.pk, version=row.version, state="done", answer="It is", by=manager)
    elif how == "later":
        later = row.due_on + timedelta(days=200)
        recommendations.change(recommendation_id=row.pk, version=row.version, due_on=later, by=manager)
    else:
        Recommendation.objects.filter(pk=row.pk).update(case=case)
    with clock.on(working_days_from(row.due_on, 0)):
        assert owner_reminders.sweep(by=SYSTEM) == 0
        assert not owner_reminders.take(recommendation_id=row.pk, by=SYSTEM)


def test_a_new_date_begins_the_ladder_again(row, manager):
    assert swept(row, 5) == 1
    row.refresh_from_db()
    later = row.due_on + timedelta(days=60)
    row = recommendations.change(recommendation_id=row.pk, version=row.version, due_on=later, by=manager)
    assert swept(row, 0) == 1
    assert steps_of(row) == ["late_5", "due"]


def test_without_an_address_the_step_is_taken_and_says_so(signed_in, panel, manager, chair):
    row = made(panel, manager, owner_email="")
    assert swept(row, 20) == 1
    assert swept(row, 30) == 1  # the chair hears of it all the same
    assert [(one.step, one.outcome, one.recipients) for one in row.reminders.all()] == [
        ("late_20", "nobody", 0), ("chair", "sent", 1),
    ]  # fmt: skip
    assert OutgoingMessage.objects.get(event="action_chair").recipient == chair.email
    html = signed_in(manager).get(reverse("panels:action", args=[row.pk])).content.decode()
    assert "Nobody is known to write to" in html


def test_a_chair_to_whom_the_case_is_closed_hears_nothing(panel, manager, chair, row):
    other, case = factories.person(panel, "chair"), reviewed(panel, manager, chair)
    access.exclude(case=case, user=chair, by=manager, reason="Kin")
    Recommendation.objects.filter(pk=row.pk).update(case=case)
    for days in (20, 30):
        with clock.on(working_days_from(row.due_on, days)):
            assert owner_reminders.take(recommendation_id=row.pk, by=SYSTEM)
    assert [m.recipient for m in OutgoingMessage.objects.filter(event="action_chair")] == [other.email]


# --- resting


def test_the_manager_pauses_with_a_reason_and_lets_it_go_on(row, manager, chair):
    with pytest.raises(Refused):
        owner_pauses.begin(recommendation_id=row.pk, by=chair, reason="Why not")
    with pytest.raises(NotNow):
        owner_pauses.begin(recommendation_id=row.pk, by=manager, reason=" ")
    first, second = (owner_pauses.begin(recommendation_id=row.pk, by=manager, reason="Merger") for _ in range(2))
    assert first == second
    assert swept(row, 0) == swept(row, 5) == 0
    for _ in range(2):
        owner_pauses.end(recommendation_id=row.pk, by=manager)
    assert OwnerPause.objects.get().ended_on == today()
    assert swept(row, 5) == 1
    assert steps_of(row) == ["late_5"]  # those missed are left out
    verbs = Event.objects.filter(verb__startswith="owner_reminders_").order_by("pk").values_list("verb", flat=True)
    assert sorted(verbs) == ["owner_reminders_paused", "owner_reminders_resumed"]


def test_a_closed_recommendation_is_not_paused(row, manager):
    recommendations.change(recommendation_id=row.pk, version=row.version, state="done", answer="It is", by=manager)
    with pytest.raises(NotNow) as refused:
        owner_pauses.begin(recommendation_id=row.pk, by=manager, reason="Merger")
    assert refused.value.code == "closed"


def test_reminders_stand_on_the_board_and_in_the_history(signed_in, row, manager, member):
    swept(row, 0)
    page, pause = (reverse(f"panels:{name}", args=[row.pk]) for name in ("action", "action_pause"))
    browser = signed_in(member)
    assert "Reminded once" in browser.get(reverse("panels:actions")).content.decode()
    html = browser.get(page).content.decode()
    assert "Owner reminded on the day" in html
    assert "five working days after the date" in html  # what comes next
    assert "Pause the reminders" not in html
    assert browser.get(pause).status_code == 403
    browser = signed_in(manager)
    assert "reason" in browser.post(pause, {"reason": ""}).context["form"].errors
    assert browser.post(pause, {"reason": "Merger"}).url == page
    assert "Reminders paused: Merger" in browser.get(reverse("panels:actions")).content.decode()
    assert "Let the reminders go on" in browser.get(page).content.decode()
    assert browser.post(reverse("panels:action_resume", args=[row.pk])).url == page
    assert "Reminders go on" in browser.get(page).content.decode()


def test_the_board_asks_the_same_however_many_were_reminded(signed_in, panel, manager, django_assert_max_num_queries):
    browser, counts = signed_in(manager), []
    for _ in range(2):
        swept(made(panel, manager), 0)
        browser.get(reverse("panels:actions"))
        with django_assert_max_num_queries(60) as context:
            browser.get(reverse("panels:actions"))
        counts.append(len(context.captured_queries))
    assert counts[0] == counts[1]


def test_the_scheduler_knows_the_sweep():
    assert "cases.remind_owners" in {entry["task"] for entry in BEAT_SCHEDULE.values()}
