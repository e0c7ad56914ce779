"""What other bodies are told after a meeting: nothing that was recorded is forgotten, and no letter names a child."""

import io
from datetime import timedelta

import docx
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from cases.actions import access
from cases.models import Recommendation
from cdop.demo import clock
from common.dates import today
from common.errors import NotNow, Refused, Stale
from panels import spoken
from panels.actions import floor, tellings
from panels.models import Telling
from panels.selectors import tellings as selected
from tests import factories
from tests import scenarios_panels as scene

WORDS = "The post-mortem shows that an infection came first"
SAID = {"correction": WORDS, "referral": "yes", "referral_body": "coroner", "referral_detail": "A new witness"}


def held(case, manager, chair, said=None, outcome="decided"):
    """A finalised meeting at which this was recorded about a case."""
    meeting = scene.opened(case, manager=manager, invited=[chair, factories.person(case.panel, Role.MEMBER)])
    keep = {"meeting_id": meeting.pk, "item_id": scene.item(meeting, case).pk, "by": manager}
    floor.keep(base={**spoken.DISCUSSION}, mine=SAID if said is None else said, **keep)
    scene.decide(meeting, case, chair, outcome=outcome, reason="" if outcome == "decided" else "Inquest")
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def meeting(case, manager, chair):
    """One at which both were recorded."""
    return held(case, manager, chair)


@pytest.fixture
def telling(meeting):
    """The referral to the coroner."""
    return Telling.objects.get(kind="referral")


def settle(row, by, state, on=None, words="") -> Telling:
    """What became of it."""
    row.refresh_from_db()
    return tellings.settle(telling_id=row.pk, version=row.version, state=state, on=on, words=words, by=by)


NOTHING = {"correction": "", "referral": "no", "referral_body": "", "referral_detail": ""}


@pytest.mark.parametrize(
    ("said", "outcome", "bodies"),
    [
        (SAID, "decided", {("correction", "examiner"), ("referral", "coroner")}),
        (SAID, "deferred", {("correction", "examiner"), ("referral", "coroner")}),
        (SAID, "awaiting", {("correction", "examiner"), ("referral", "coroner")}),
        (SAID | {"correction": " "}, "decided", {("referral", "coroner")}),
        (SAID | {"referral": "done"}, "decided", {("correction", "examiner")}),
        (NOTHING | {"points": "Long"}, "decided", set()),
    ],
)
def test_each_correction_and_each_referral_waits_for_the_manager(case, manager, chair, said, outcome, bodies):
    held(case, manager, chair, said, outcome)
    rows = Telling.objects.all()
    assert {(row.kind, row.body) for row in rows} == bodies
    assert all((row.state, row.due_on) == ("waiting", today() + timedelta(days=14)) for row in rows)
    assert Event.objects.filter(verb="telling_begun").count() == len(bodies)


def test_beginning_again_keeps_the_first_rows_and_none_is_a_recommendation(meeting, manager):
    before = list(Telling.objects.order_by("pk").values())
    tellings.begin(meeting=meeting, by=manager)
    assert list(Telling.objects.order_by("pk").values()) == before
    assert not Recommendation.objects.exists()


def test_the_database_keeps_one_of_each_kind(telling):
    with pytest.raises(IntegrityError), transaction.atomic():
        Telling.objects.create(item=telling.item, kind="referral", body="police", due_on=today())


# --- what becomes of it


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([("sent", 0, "")], ""),
        ([("sent", 0, ""), ("answered", 0, "Noted")], ""),
        ([("answered", 0, "Noted")], ""),
        ([("not_sent", None, "Known already")], ""),
        ([("not_sent", None, "Known already"), ("waiting", None, "")], ""),
        ([("sent", None, "")], "on"),
        ([("sent", 1, "")], "on"),
        ([("sent", -1, "")], "on"),
        ([("answered", 0, " ")], "words"),
        ([("sent", 0, ""), ("answered", -1, "Noted")], "on"),
        ([("not_sent", None, " ")], "words"),
    ],
)
def test_what_may_be_said_of_it(telling, manager, steps, code):
    *first, last = [(state, None if days is None else today() + timedelta(days=days), w) for state, days, w in steps]
    for one in first:
        settle(telling, manager, *one)
    if code:
        with pytest.raises(NotNow) as refused:
            settle(telling, manager, *last)
        assert refused.value.code == code
    else:
        assert settle(telling, manager, *last).state == last[0]


def test_saying_the_same_again_changes_nothing_and_an_old_page_is_refused(telling, manager):
    old = telling.version
    settle(telling, manager, "sent", today())
    version = settle(telling, manager, "sent", today()).version
    assert version == old + 1
    with pytest.raises(Stale):
        tellings.settle(telling_id=telling.pk, version=old, state="not_sent", words="Why", by=manager)


def test_only_the_manager_does_it(telling, chair, manager):
    for act in (
        lambda: settle(telling, chair, "sent", today()),
        lambda: tellings.letter(telling_id=telling.pk, by=chair),
    ):
        with pytest.raises(Refused):
            act()


# --- the letter


def test_a_letter_waits_until_its_words_are_settled(signed_in, telling, manager, case):
    scene.identify(case, first_names="Zqchild", surname="Zqfamily")
    Telling.objects.filter(pk=telling.pk).update(text="Zqchild was seen before")
    browser, page = signed_in(manager), reverse("panels:telling", args=[telling.pk])
    letter, words = (reverse(f"panels:telling_{name}", args=[telling.pk]) for name in ("letter", "words"))
    assert browser.get(letter).status_code == 409
    assert letter not in browser.get(page).content.decode()
    assert "<mark>Zqchild</mark>" in browser.get(words).content.decode()
    same = {"version": telling.version, "words": "Zqchild was seen before", "reason": ""}
    assert "reason" in browser.post(words, same).context["form"].errors
    suggested = browser.post(words, {**same, "suggested": "1"})
    assert "Zqchild" not in suggested.context["form"]["words"].value()
    assert browser.post(words, {**same, "words": "The child was seen before"}).url == page
    made = docx.Document(io.BytesIO(browser.get(letter).content))
    text = "\n".join(one.text for one in made.paragraphs)
    assert "The child was seen before" in text
    assert "The coroner" in text
    assert case.reference in text
    assert "Zq" not in text
    assert list(Event.objects.filter(verb__startswith="telling_").order_by("pk").values_list("verb", flat=True)) == [
        "telling_begun", "telling_begun", "telling_worded", "telling_letter_made",
    ]  # fmt: skip


def test_words_may_stay_with_a_reason(telling, manager, case):
    scene.identify(case, first_names="Zqchild")
    reword = {"telling_id": telling.pk, "words": "Zqchild", "by": manager}
    row = tellings.reword(version=telling.version, reason="A name of a ward too", **reword)
    assert tellings.letter(telling_id=row.pk, by=manager).words_kept_because
    with pytest.raises(NotNow):
        tellings.reword(version=row.version, reason=" ", **reword)


def test_a_referral_without_words_has_no_letter_yet(case, manager, chair):
    held(case, manager, chair, SAID | {"referral_detail": ""})
    with pytest.raises(NotNow) as refused:
        tellings.letter(telling_id=Telling.objects.get(kind="referral").pk, by=manager)
    assert refused.value.code == "words"


# --- pages


def test_it_stands_where_the_manager_looks_until_it_is_done(signed_in, meeting, telling, manager, case):
    browser, page = signed_in(manager), reverse("panels:telling", args=[telling.pk])
    places = [
        reverse("panels:tellings"),
        reverse("panels:meeting", args=[meeting.pk]),
        reverse("panels:case_panel", args=[case.pk]),
    ]
    for place in places:
        assert page in browser.get(place).content.decode()
    assert "2 to be told" in browser.get(reverse("panels:actions")).content.decode()
    with clock.on(telling.due_on + timedelta(days=1)):
        assert selected.counts(case.panel, manager) == {"waiting": 2, "overdue": 2}
        assert page in signed_in(manager).get(places[0], {"show": "overdue"}).content.decode()
    post = reverse("panels:telling_settle", args=[telling.pk])
    assert "reason" in browser.post(post, {"version": telling.version, "state": "not_sent"}).context["form"].errors
    told = {"version": telling.version, "state": "not_sent", "reason": "Told by the police"}
    assert browser.post(post, told).url == page
    assert "Told by the police" in browser.get(page).content.decode()
    assert page not in browser.get(places[0]).content.decode()
    assert page in browser.get(places[0], {"show": "closed"}).content.decode()


def test_the_list_of_meetings_reminds_the_manager_of_what_is_overdue(signed_in, telling, manager, chair, case):
    other, place = factories.person(case.panel, Role.MANAGER), reverse("panels:meetings")
    access.exclude(case=case, user=other, by=manager, reason="Kin")
    overdue = f"{reverse('panels:tellings')}?show=overdue"
    assert overdue not in signed_in(manager).get(place).content.decode()
    with clock.on(telling.due_on + timedelta(days=1)):
        html = signed_in(manager).get(place).content.decode()
        assert overdue in html
        assert "2 corrections or referrals of past meetings" in html
        assert [overdue in signed_in(one).get(place).content.decode() for one in (chair, other)] == [False, False]
    for row in Telling.objects.all():
        settle(row, manager, "not_sent", words="Told by the police")
    with clock.on(telling.due_on + timedelta(days=1)):
        assert overdue not in signed_in(manager).get(place).content.decode()


def test_it_is_not_there_for_anybody_else(signed_in, telling, manager, chair, doctor, member, case):
    pages = [reverse(f"panels:{name}", args=[telling.pk]) for name in ("telling", "telling_words", "telling_settle")]
    pages.append(reverse("panels:telling_letter", args=[telling.pk]))
    other = factories.person(case.panel, Role.MANAGER)
    access.exclude(case=case, user=other, by=manager, reason="Kin")
    for person in (chair, doctor, member, other):
        browser = signed_in(person)
        assert {browser.get(page).status_code for page in pages} == {404}
    assert pages[0] not in signed_in(other).get(reverse("panels:tellings")).content.decode()
    assert signed_in(chair).get(reverse("panels:tellings")).status_code == 403


@pytest.mark.parametrize("name", ["tellings", "meetings"])
def test_the_list_asks_the_same_however_many_there_are(
    signed_in, manager, chair, case, second_case, django_assert_max_num_queries, name
):
    browser, asked = signed_in(manager), []
    for one in (case, second_case):
        held(one, manager, chair)
        browser.get(reverse(f"panels:{name}"))
        with django_assert_max_num_queries(40) as context:
            browser.get(reverse(f"panels:{name}"))
        asked.append(len(context.captured_queries))
    assert asked[0] == asked[1]
