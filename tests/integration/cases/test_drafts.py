"""Unfinished notifications: how long they are kept, and what nobody can do with them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from audit.models import Event
from audit.recording import PUBLIC, SYSTEM
from cases import drafts, references
from cases.actions import drafts as keeping
from cases.models import Notification
from cases.tasks import purge_drafts
from cdop.schedule import BEAT_SCHEDULE
from common.errors import NotNow
from common.sealing import seal, unseal
from tests import scenarios

pytestmark = pytest.mark.django_db


def run_out(draft) -> None:
    Notification.objects.filter(pk=draft.pk).update(draft_expires_at=timezone.now() - timedelta(seconds=1))


def test_a_draft_that_ran_out_is_closed_and_then_deleted(panel):
    old, code = keeping.begin(panel=panel, by=PUBLIC)
    fresh, _ = keeping.begin(panel=panel, by=PUBLIC)
    sent = scenarios.notified(panel)
    run_out(old)

    assert drafts.with_key(old.pk) is None
    assert drafts.matching(old.reference, code) is None
    assert purge_drafts() == 1
    assert set(Notification.objects.all()) == {fresh, sent}
    event = Event.objects.get(verb="notification_drafts_purged")
    assert event.details == {"references": [old.reference]}
    assert purge_drafts() == 0


def test_the_scheduler_sweeps():
    assert "cases.purge_drafts" in {entry["task"] for entry in BEAT_SCHEDULE.values()}


def test_keeping_starts_the_fourteen_days_again(panel):
    draft, _ = keeping.begin(panel=panel, by=PUBLIC)
    Notification.objects.filter(pk=draft.pk).update(draft_expires_at=timezone.now() + timedelta(minutes=1))
    keeping.keep(key=draft.pk, page="child", given={"surname": ["x"]}, by=PUBLIC)
    draft.refresh_from_db()
    assert draft.draft_expires_at > timezone.now() + timedelta(days=13)
    assert drafts.answers(draft) == {"child": {"surname": ["x"]}}


def test_two_pages_of_one_draft_do_not_overwrite_each_other(panel):
    draft, _ = keeping.begin(panel=panel, by=PUBLIC)
    keeping.keep(key=draft.pk, page="child", given={"a": ["1"]}, by=PUBLIC)
    keeping.keep(key=draft.pk, page="death", given={"b": ["2"]}, by=PUBLIC)
    draft.refresh_from_db()
    assert set(drafts.answers(draft)) == {"child", "death"}


@pytest.mark.parametrize("act", [
    lambda key: keeping.keep(key=key, page="child", given={}, by=PUBLIC),
    lambda key: keeping.renew_code(key=key, by=PUBLIC),
])  # fmt: skip
def test_a_sent_notification_is_no_draft(panel, act):
    sent = scenarios.notified(panel)
    with pytest.raises(NotNow):
        act(sent.pk)


def test_drafts_are_in_nobodys_scope(panel, manager):
    keeping.begin(panel=panel, by=PUBLIC)
    assert not Notification.objects.visible_to(manager).exists()


def test_sealed_text_does_not_show_and_another_key_cannot_read_it(settings):
    sealed = seal({"surname": "Sample"})
    assert "Sample" not in sealed
    assert unseal(sealed) == {"surname": "Sample"}
    settings.FIELD_KEY = "YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE="
    assert unseal(sealed) is None


@pytest.mark.parametrize("text", ["", "not sealed"])
def test_nothing_sealed_is_nothing(text):
    assert unseal(text) is None


def test_references_and_codes_are_random_and_easy_to_read_out():
    made = {references.new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(len(code) == 24 and not set(code) & set("01OILU") for code in made)


@pytest.mark.parametrize("typed", ["nd-7kq4-m2xw", " ND 7KQ4 M2XW ", "nd7kq4m2xw"])
def test_a_reference_is_read_however_it_is_typed(typed):
    assert references.as_reference(typed) == "ND-7KQ4-M2XW"


def test_the_actor_of_a_sweep_is_the_system(panel):
    draft, _ = keeping.begin(panel=panel, by=PUBLIC)
    run_out(draft)
    keeping.purge(by=SYSTEM)
    assert Event.objects.get(verb="notification_drafts_purged").actor_label == "The system"


def test_no_address_of_the_form_takes_a_reference_or_code():
    urls = (Path(__file__).parents[3] / "cases" / "urls_intake.py").read_text(encoding="utf-8")
    assert [
        line for line in urls.splitlines() if "notify/" in line and "<" in line and "slug:section" not in line
    ] == []
