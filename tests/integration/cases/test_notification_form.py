"""The public form from start to sent, as a notifier without an account meets it."""

import logging
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import OutgoingMessage
from audit.models import Event
from cases.identity.models import Child
from cases.models import Notification
from tests.integration.cases.form_answers import BIRTH, DIED, PAGES, TOKENS, dated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def begun(client, panel):
    """A client that has begun a notification; ``code`` and ``reference`` as shown."""
    client.post(reverse("cases:notify"))
    page = client.get(reverse("cases:notify_code")).content.decode()
    client.reference, client.code = re.findall(r"app-code\">([^<]+)<", page)
    return client


def address(page: str) -> str:
    return reverse("cases:notify_page", args=[page])


def fill(client, **changed):
    """Posts every page; ``changed`` replaces or adds whole pages."""
    for page, answers in {**PAGES, **changed}.items():
        response = client.post(address(page), answers)
        assert response.status_code == 302, (page, errors(response))


def errors(response) -> list[str]:
    found = re.findall(r'error-summary__list">(.*?)</ul>', response.content.decode(), re.S)
    return re.findall(r"<a[^>]*>\s*(.*?)\s*</a>", found[0], re.S) if found else []


def test_from_start_to_sent(begun):
    fill(begun)
    check = begun.get(reverse("cases:notify_check")).content.decode()
    assert "Send the notification" in check
    assert TOKENS["last"] in check
    assert ">None<" not in check
    assert "None:" not in check

    response = begun.post(reverse("cases:notify_send"), follow=True)

    assert response.redirect_chain == [(reverse("cases:notify_sent"), 302)]
    notification = Notification.objects.get()
    assert notification.reference in response.content.decode()
    assert (notification.state, notification.draft, notification.resume_hash) == ("received", "", "")
    assert (notification.local_authority_id, notification.place_of_death) == ("E06000032", "hospital")
    assert notification.cause_text == "", "an answer to a question that did not arise is not taken"
    assert notification.other_reviews == ["psii"]
    child = Child.objects.get()
    assert (child.nhs_number, child.postcode, child.surname) == ("9990000018", "LU1 2AA", TOKENS["last"])
    assert {(r.kind, r.name, r.at_risk) for r in child.relatives.all()} == {
        ("carer", TOKENS["mother"], False),
        ("household", TOKENS["brother"], True),
    }
    assert child.professionals.get().send_form is True


def test_the_copy_is_there_until_the_notifier_leaves(begun):
    fill(begun)
    begun.post(reverse("cases:notify_send"))

    assert TOKENS["story"] in begun.get(reverse("cases:notify_copy")).content.decode()
    text = begun.get(reverse("cases:notify_copy_text"))
    assert TOKENS["mother"] in text.content.decode()
    assert TOKENS["last"] not in text["Content-Disposition"]
    begun.post(reverse("cases:notify_finish"))

    assert begun.get(reverse("cases:notify_copy")).status_code == 302
    assert begun.get(reverse("cases:notify_sent")).status_code == 302


def test_the_copy_runs_out(begun):
    fill(begun)
    begun.post(reverse("cases:notify_send"))
    cache.clear()

    page = begun.get(reverse("cases:notify_sent")).content.decode()

    assert "no longer kept" in page
    assert begun.get(reverse("cases:notify_copy")).status_code == 302


def test_sent_twice_is_one_notification(begun):
    fill(begun)
    begun.post(reverse("cases:notify_send"))
    again = begun.post(reverse("cases:notify_send"))

    assert again["Location"] == reverse("cases:notify_sent")
    assert Notification.objects.count() == Child.objects.count() == 1
    assert OutgoingMessage.objects.filter(event="notification_receipt").count() == 1


def test_a_baby_is_asked_about_birth(begun):
    newborn = {**PAGES["child"], **dated("born_on", DIED), "nhs_known": "not_available", "nhs_number": "junk"}
    fill(begun, child=newborn, birth=BIRTH)
    begun.post(reverse("cases:notify_send"))

    notification, child = Notification.objects.get(), Child.objects.get()
    assert (notification.gestation_weeks, notification.gestation_days) == (24, 3)
    assert (notification.multiplicity, notification.birth_order, notification.signs_of_life) == (2, 2, "yes")
    assert (child.nhs_number, child.nhs_number_absence) == ("", "not_available")
    assert child.born_at_time.hour == 14


def test_an_older_child_is_not_asked_about_birth(begun):
    fill(begun)
    assert "The birth" not in begun.get(reverse("cases:notify_check")).content.decode()


def test_nothing_is_sent_before_all_is_answered(begun):
    for page in ("about-you", "child", "death"):
        begun.post(address(page), PAGES[page])

    response = begun.post(reverse("cases:notify_send"))

    assert response["Location"] == reverse("cases:notify_check")
    page = begun.get(reverse("cases:notify_check")).content.decode()
    assert "Complete “What happened”" in page
    assert "Send the notification" not in page
    assert Notification.objects.get().state == Notification.State.DRAFT


def test_the_session_is_lost_and_the_answers_are_not(begun):
    begun.post(address("child"), {**PAGES["child"], "surname": "", "save_later": "1"})
    elsewhere = Client()
    assert elsewhere.get(address("child"))["Location"] == reverse("cases:notify")

    typed = {"reference": begun.reference.lower().replace("-", " "), "code": begun.code.lower()}
    response = elsewhere.post(reverse("cases:notify_return"), typed)

    assert response.status_code == 302
    page = elsewhere.get(address("child")).content.decode()
    assert TOKENS["first"] in page
    assert "There is a problem" not in page, "a page left unfinished on purpose is not complained about"


def test_wrong_absent_and_sent_answer_alike(begun, panel):
    other = Client()
    url = reverse("cases:notify_return")

    def answer(reference, code):
        response = other.post(url, {"reference": reference, "code": code})
        text = re.sub(r'(nonce|value)="[^"]*"', "", response.content.decode())
        return response.status_code, text

    wrong = answer(begun.reference, "AAAA-AAAA-AAAA-AAAA-AAAA")
    absent = answer("ND-2222-2222", begun.code)
    fill(begun)
    begun.post(reverse("cases:notify_send"))
    sent = answer(begun.reference, begun.code)

    assert wrong == absent == sent
    assert "could not find" in wrong[1]


def test_wrong_and_absent_take_equal_queries(begun):
    other, url = Client(), reverse("cases:notify_return")
    counts = []
    for reference in (begun.reference, "ND-2222-2222"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            other.post(url, {"reference": reference, "code": "AAAA-AAAA-AAAA-AAAA-AAAA"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_new_code_replaces_the_earlier_one(begun):
    begun.post(reverse("cases:notify_code"))
    page = begun.get(reverse("cases:notify_code")).content.decode()
    reference, code = re.findall(r"app-code\">([^<]+)<", page)
    url = reverse("cases:notify_return")

    assert Client().post(url, {"reference": reference, "code": begun.code}).status_code == 200
    assert Client().post(url, {"reference": reference, "code": code}).status_code == 302
    assert "Return code" not in begun.get(reverse("cases:notify_code")).content.decode().replace("return code", "")


def test_the_code_is_stored_as_a_hash_and_the_draft_encrypted(begun):
    begun.post(address("child"), PAGES["child"])
    row = Notification.objects.values().get()
    assert begun.code not in str(row)
    assert TOKENS["last"] not in str(row)


def test_guesses_are_limited_and_told_whom_to_ring(begun, panel):
    other, url = Client(), reverse("cases:notify_return")
    guess = {"reference": begun.reference, "code": "AAAA-AAAA-AAAA-AAAA-AAAA"}
    answers = [other.post(url, guess) for _ in range(12)]

    assert [a.status_code for a in answers[:10]] == [200] * 10
    assert [a.status_code for a in answers[10:]] == [429] * 2
    assert panel.contact_email in answers[-1].content.decode()
    assert int(answers[-1]["Retry-After"]) <= 900


def test_a_limited_send_loses_nothing(begun, monkeypatch):
    fill(begun)
    monkeypatch.setattr("cases.views.notification_session.over", lambda request, limit: 60)
    assert begun.post(reverse("cases:notify_send")).status_code == 429
    monkeypatch.undo()
    begun.post(reverse("cases:notify_send"))
    assert Notification.objects.get().state == Notification.State.RECEIVED


BAD = [
    ("about-you", {"notifier_email": "no"}, "Enter an email address in the correct format, like name@example.org"),
    ("about-you", {"notifier_name": ""}, "Enter your full name"),
    ("about-you", {"notifier_name": "x" * 151}, "Your full name must be 150 characters or fewer"),
    ("about-you", {"notifier_name": "a\0b"}, "Null characters are not allowed."),
    ("child", {"nhs_number": "999 000 0019"}, "Enter a real NHS number: check each digit, one of them is wrong"),
    ("child", {"nhs_number": ""}, "Enter the child’s NHS number"),
    ("child", {"nhs_number": "12"}, "NHS number must be 10 numbers"),
    ("child", {"nhs_known": ""}, "Select whether you have the child’s NHS number"),
    ("child", {"postcode": ""}, "Enter the child’s postcode"),
    ("child", {"postcode": "nowhere"}, "Enter a full UK postcode, like LU1 2AA"),
    ("child", {"area": "elsewhere"}, "Enter where the child lived"),
    ("child", {"area": "E99999999"}, "from the list"),
    ("child", {"born_on_day": "31", "born_on_month": "2"}, "Date of birth must be a real date"),
    ("child", {"born_on_year": "2999"}, "Date of birth must be today or in the past"),
    ("child", {"born_on_year": ""}, "Date of birth must include a year"),
    ("death", {"died_on_year": "2999"}, "Date of death must be today or in the past"),
    ("death", {"died_on_year": "1990"}, "Date of death must be on or after the date of birth"),
    ("death", {"died_at_time": "half past"}, "Time of death must be a time, like 2:30pm or 14:30"),
    ("death", {"place_detail": ""}, "Enter the name of the place"),
    ("circumstances", {"circumstances": " "}, "Describe what happened"),
    ("circumstances", {"circumstances": "x" * 10_001}, "The description must be 10000 characters or fewer"),
    ("family", {"carers-0-name": ""}, "Enter full name"),
    ("processes", {"other_reviews": ["none", "psii"]}, "Select the other reviews, or select none that you know of"),
    ("processes", {"other_reviews": []}, "Select the other reviews, or none that you know of"),
    ("support", {"national_alert": "yes"}, "Enter why the national database should look at this at once"),
    ("support", {"key_worker_named": "yes"}, "Enter the name of the key worker"),
    ("professionals", {"professionals-0-name": "", "professionals-0-role": ""}, "Enter role"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "change", "sentence"), BAD)
def test_bad_input_is_explained_and_kept(begun, section, change, sentence):
    begun.post(address("child"), PAGES["child"])

    response = begun.post(address(section), {**PAGES[section], **change})

    assert response.status_code == 200
    assert any(sentence in error for error in errors(response)), errors(response)
    again = begun.get(address(section) + "?check").content.decode()
    for name, value in {**PAGES[section], **change}.items():
        if isinstance(value, str) and len(value) > 6 and "\0" not in value and name not in ("nhs_number", "area"):
            assert value in again, f"{name} was lost"


def test_every_link_of_the_summary_leads_to_an_input(begun):
    for page in (*PAGES, "birth"):
        text = begun.post(address(page), {}).content.decode()
        links = re.findall(r'error-summary__list">(.*?)</ul>', text, re.S)
        targets = re.findall(r'href="#([^"]+)"', links[0])
        assert targets, page
        for target in targets:
            assert f'id="{target}"' in text, (page, target)


def test_a_row_is_added_and_removed_without_losing_answers(begun):
    more = begun.post(address("professionals"), {**PAGES["professionals"], "add_professionals": "1"})
    assert more.content.decode().count("Professional 2") == 1 or "professionals-1-name" in more.content.decode()
    assert TOKENS["doctor"] in more.content.decode()
    assert not errors(more)


def test_too_long_a_page_is_refused_with_its_words(begun):
    story = "y" * 210_000
    response = begun.post(address("circumstances"), {"circumstances": story})
    assert "too long to be saved" in response.content.decode()
    assert story in response.content.decode()


def test_an_hour_away_asks_for_the_code(begun):
    begun.post(address("child"), PAGES["child"])
    session = begun.session
    session["notification"] = {**session["notification"], "seen": 0}
    session.save()

    assert begun.get(address("child"))["Location"] == reverse("cases:notify_return")


def test_an_adult_is_flagged_and_not_refused(begun):
    fill(begun, child={**PAGES["child"], **dated("born_on", DIED.replace(year=DIED.year - 19))})
    assert "19 years old" in begun.get(reverse("cases:notify_check")).content.decode()
    begun.post(reverse("cases:notify_send"))
    assert Notification.objects.get().state == Notification.State.RECEIVED


def test_the_manager_enters_what_came_by_telephone(signed_in, manager, panel):
    client = signed_in(manager)
    client.post(reverse("cases:notify"))
    fill(client)
    client.post(reverse("cases:notify_send"))

    assert Notification.objects.get().entered_by == manager
    assert Event.objects.get(verb="notification_received").actor_id == str(manager.pk)


def test_several_panels_are_chosen_by_residence(client, panel, other_panel):
    page = client.get(reverse("cases:notify")).content.decode()
    assert panel.contact_email in page
    assert other_panel.contact_email in page
    assert "Select the area that the child normally lived in" in errors(client.post(reverse("cases:notify")))[0]

    client.post(reverse("cases:notify"), {"area": "E06000042"})

    assert Notification.objects.get().panel == other_panel
    assert 'value="E06000042"' in client.get(address("child")).content.decode()


@pytest.mark.parametrize("given", [{"area": "elsewhere"}, {"area": "x"}, {"area": "elsewhere", "place": "x"}])
def test_no_panel_no_draft(client, panel, other_panel, given):
    assert client.post(reverse("cases:notify"), given).status_code == 200
    assert not Notification.objects.exists()


def test_no_page_mail_log_or_trail_holds_what_was_sent(begun, caplog, panel, client):
    caplog.set_level(logging.DEBUG)
    fill(begun)
    begun.post(reverse("cases:notify_send"))
    begun.post(reverse("cases:notify_finish"))

    public = ["notify", "notify_code", "notify_check", "notify_saved", "notify_return", "notify_sent", "notify_copy"]
    pages = [begun.get(reverse(f"cases:{name}"), follow=True).content.decode() for name in public]
    mails = [message.subject + message.body for message in OutgoingMessage.objects.all()]
    trail = [str(event) for event in Event.objects.values()]
    rows = [str(row) for row in Notification.objects.values("draft", "reference", "resume_hash")]
    for token in (*TOKENS.values(), "9990000018"):
        for where in (pages, mails, trail, rows, [caplog.text]):
            assert not any(token in text for text in where), token
