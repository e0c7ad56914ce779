"""The pages about people as a browser meets them: who gets which answer, what they show, what a form does."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Organisation, OutgoingMessage, Panel, User
from accounts.roles import Role
from audit.recording import SYSTEM
from tests import factories
from tests.integration.accounts.signing_in import enter, give_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def admin(person):
    """An administrator with a password."""
    user = person(Role.ADMINISTRATOR)
    give_password(user)
    return user


@pytest.fixture
def office(client, admin):
    """The administrator's browser, proved a moment ago."""
    enter(client, admin)
    return client


def text(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def form_of(client, url: str, **answers) -> dict:
    """What a browser would post from the page's form, with ``answers``."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    form = page.select_one("main form[method=post]")
    typed = form.select("input:not([type=radio]):not([type=checkbox]):not([type=submit])")
    data = {i["name"]: i.get("value", "") for i in [*typed, *form.select("input[type=radio][checked]")]}
    return {**data, **answers}


LISTS = ["accounts:people", "accounts:invite"]
OFFICE = ["accounts:organisations", "accounts:organisation_add", "accounts:panel_settings", "accounts:messages"]
EXPECTED = [
    *((name, role, 200 if role in (Role.ADMINISTRATOR, Role.MANAGER) else 403) for name in LISTS for role in Role),
    *((name, role, 200 if role == Role.ADMINISTRATOR else 403) for name in OFFICE for role in Role),
    *(("accounts:audit", role, 200 if role == Role.AUDITOR else 403) for role in Role),
    *((name, role, 200) for name in ("accounts:profile", "accounts:switch_panel") for role in Role),
]


@pytest.mark.parametrize(("name", "role", "status"), EXPECTED)
def test_who_opens_what(client, person, name, role, status):
    client.force_login(person(role))
    assert client.get(reverse(name)).status_code == status


PERSONAL = {
    "person": {Role.ADMINISTRATOR: 200, Role.MANAGER: 200},
    "person_edit": {Role.ADMINISTRATOR: 200, Role.MANAGER: 403},
    "give_role": {Role.ADMINISTRATOR: 200, Role.MANAGER: 200},
    "resend_invitation": {Role.ADMINISTRATOR: 200, Role.MANAGER: 200},
    "reset_second_factor": {Role.ADMINISTRATOR: 200, Role.MANAGER: 403},
    "switch_off": {Role.ADMINISTRATOR: 200, Role.MANAGER: 403},
    "switch_on": {Role.ADMINISTRATOR: 200, Role.MANAGER: 403},
}


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("role", list(Role))
def test_who_opens_a_person_s_pages(client, person, other_panel, name, role):
    subject, stranger = person(Role.MEMBER), factories.person(other_panel, Role.MEMBER)
    client.force_login(person(role))
    assert client.get(reverse(f"accounts:{name}", args=[subject.pk])).status_code == PERSONAL[name].get(role, 404)
    assert client.get(reverse(f"accounts:{name}", args=[stranger.pk])).status_code == 404
    assert client.post(reverse(f"accounts:{name}", args=[stranger.pk])).status_code in (404, 405)


@pytest.mark.parametrize(("filters", "found"), [
    ({}, {"Ada", "Bea", "Cy"}),
    ({"q": "BE"}, {"Bea"}),
    ({"q": "cy@"}, {"Cy"}),
    ({"role": Role.DOCTOR}, {"Ada"}),
    ({"state": "off"}, {"Cy"}),
    ({"state": "invited"}, {"Ada"}),
    ({"role": "no such role"}, {"Ada", "Bea", "Cy"}),
    ({"page": "99"}, {"Ada", "Bea", "Cy"}),
])  # fmt: skip
def test_the_list_and_its_filter(office, panel, filters, found):
    for name, role, active in (("Ada", Role.DOCTOR, True), ("Bea", Role.CHAIR, True), ("Cy", Role.MEMBER, False)):
        user = factories.user(email=f"{name.lower()}@example.org", full_name=name)
        factories.membership(panel, user, role)
        if name != "Ada":
            give_password(user)
        User.objects.filter(pk=user.pk).update(is_active=active)
    shown = text(office.get(reverse("accounts:people"), filters))
    assert {name for name in ("Ada", "Bea", "Cy") if f"{name} {name.lower()}@" in shown} == found


def test_lists_cost_the_same_for_one_and_for_many(office, panel):
    def cost(name):
        with CaptureQueriesContext(connection) as caught:
            assert office.get(reverse(name)).status_code == 200
        return len(caught)

    def grow(times):
        for _ in range(times):
            organisation = factories.organisation()
            user = factories.person(panel, Role.DOCTOR, areas=panel.areas.all(), organisation=organisation)
            OutgoingMessage.objects.create(event="x", recipient=user.email, subject="x", body="x", panel=panel)

    names = ("accounts:people", "accounts:organisations", "accounts:messages")
    grow(1)
    cost(names[0])  # the first request of a session writes to it
    before = [cost(name) for name in names]
    grow(30)
    assert [cost(name) for name in names] == before


def test_inviting_through_the_page(office, panel):
    url = reverse("accounts:invite")
    agency = factories.organisation()
    answers = {"full_name": "Test Newcomer", "email": "new@example.org", "role": "member", "seat": "as_required",
               "organisation": str(agency.pk)}  # fmt: skip
    data = form_of(office, url, **answers)

    first, second = office.post(url, data), office.post(url, data)

    held = Membership.objects.get(user__email="new@example.org")
    assert first.url == second.url == reverse("accounts:person", args=[held.user_id])
    assert (held.seat, held.organisation, held.starts_on is not None) == ("as_required", agency, True)
    assert "Invited" in text(office.get(first.url))


@pytest.mark.parametrize(("answers", "field"), [
    ({"role": "doctor"}, "areas"),
    ({"role": "member", "is_lay": "on"}, "seat"),
    ({"role": "member", "seat": "core"}, "organisation"),
    ({"role": "respondent"}, "organisation"),
    ({"role": "astronaut"}, "role"),
    ({"role": "chair", "email": "no address"}, "email"),
    ({"role": "chair", "full_name": " "}, "full_name"),
    ({"role": "chair", "starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2026"}, "starts_on"),
    ({"role": "chair", "full_name": "x" * 151}, "full_name"),
])  # fmt: skip
def test_what_an_invitation_lacks(office, answers, field):
    url = reverse("accounts:invite")
    data = form_of(office, url, full_name="Test Newcomer", email="new@example.org", **{"role": "chair"}) | answers
    response = office.post(url, data)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not User.objects.filter(full_name__startswith="Test Newcomer").exists()


def test_a_manager_is_offered_and_given_only_some_roles(client, person):
    manager = person(Role.MANAGER)
    give_password(manager)
    enter(client, manager)
    url = reverse("accounts:invite")
    offered = {i["value"] for i in BeautifulSoup(client.get(url).content, "html.parser").select("input[name=role]")}
    assert offered == {"member", "respondent", "key_worker"}
    data = form_of(client, url, full_name="Test Newcomer", email="new@example.org", role="administrator")
    assert "role" in client.post(url, data).context["form"].errors


def test_a_person_s_page_says_why_something_cannot_be_done(office, admin, other_panel, member):
    factories.membership(other_panel, member, Role.MEMBER)
    assert "works for another panel too" in text(office.get(reverse("accounts:person", args=[member.pk])))
    assert "your own roles" in text(office.get(reverse("accounts:person", args=[admin.pk])))


def test_ending_a_role_through_the_page(office, member):
    held = member.memberships.get()
    url = reverse("accounts:end_role", args=[held.pk])
    data = form_of(office, url)
    assert office.post(url, data).status_code == 302
    assert "Earlier roles" in text(office.get(reverse("accounts:person", args=[member.pk])))
    assert office.post(url, data).status_code == 409


def test_two_editors_of_one_person(office, member):
    url = reverse("accounts:person_edit", args=[member.pk])
    mine = form_of(office, url, full_name="Mine")
    office.post(url, form_of(office, url, full_name="Theirs"))
    answer = office.post(url, mine)
    assert answer.status_code == 409
    assert "Theirs" in text(answer)
    assert "Mine" in text(answer)
    assert User.objects.get(pk=member.pk).full_name == "Theirs"


def test_organisations_through_the_page(office):
    url = reverse("accounts:organisation_add")
    data = form_of(office, url, name="Sample Hospice", kind="hospice")
    office.post(url, data)
    office.post(url, data)
    (made,) = Organisation.objects.filter(name="Sample Hospice")
    edit = reverse("accounts:organisation_edit", args=[made.pk])
    until = {"valid_to_day": "1", "valid_to_month": "5", "valid_to_year": "2026"}
    assert office.post(edit, form_of(office, edit, kind="hospice", **until)).status_code == 302
    assert "Ended" in text(office.get(reverse("accounts:organisations"), {"q": "hospice"}))
    backwards = {"valid_from_day": "1", "valid_from_month": "6", "valid_from_year": "2026", **until}
    answer = office.post(edit, form_of(office, edit, kind="hospice", **backwards))
    assert "valid_to" in answer.context["form"].errors
    twin = form_of(office, url, name="sample hospice", kind="hospice")
    assert "There is an organisation of this name already" in text(office.post(url, twin))


@pytest.mark.parametrize(("field", "value", "right"), [
    ("request_days", "15", True), ("request_days", "x", False),
    ("request_days", "0", False), ("request_days", "-3", False), ("disclosure_profile", "none", False),
    ("disclosure_profile", "strict-10", True), ("contact_email", "nobody", False),
])  # fmt: skip
def test_settings_through_the_page(office, panel, field, value, right):
    url = reverse("accounts:panel_settings")
    response = office.post(url, form_of(office, url, **{field: value}))
    assert response.status_code == (302 if right else 200)
    saved = str(getattr(Panel.objects.get(pk=panel.pk), field))
    assert (saved == value) is right


def test_mail_shows_no_text_and_can_be_tried_again(office, panel):
    from accounts import mail

    message = mail.queue("account_password_reset", recipient="p@example.org", by=SYSTEM, panel=panel,
                         context={"path": "/secret-path"}, secret=True)  # fmt: skip
    OutgoingMessage.objects.update(state="failed", attempts=8, last_error="ConnectionRefusedError")
    shown = text(office.get(reverse("accounts:messages"), {"state": "failed"}))
    assert "ConnectionRefusedError" in shown
    assert "secret-path" not in shown
    url = reverse("accounts:message_retry", args=[message.pk])
    assert office.get(url).status_code == 200
    assert OutgoingMessage.objects.get().state == "failed"
    office.post(url)
    assert OutgoingMessage.objects.get().state == "due"


@pytest.mark.parametrize("state", OutgoingMessage.State)
def test_mail_of_every_state_is_listed(office, panel, state):
    from accounts import mail

    context = {"path": "/secret-path"}
    mail.queue("account_password_reset", recipient="p@example.org", by=SYSTEM, panel=panel, context=context)
    OutgoingMessage.objects.update(state=state)
    assert state.label in BeautifulSoup(office.get(reverse("accounts:messages")).content, "html.parser").get_text()


def test_switching_panels(client, panel, other_panel, person):
    user = person(Role.MEMBER)
    factories.membership(other_panel, user, Role.MANAGER)
    client.force_login(user)
    assert client.get(reverse("accounts:people")).status_code == 403
    client.post(reverse("accounts:switch_panel"), {"panel": str(other_panel.pk)})
    assert other_panel.name in text(client.get(reverse("accounts:people")))
    third = factories.panel(code="third", name="Third CDOP", areas=())
    answer = client.post(reverse("accounts:switch_panel"), {"panel": str(third.pk)})
    assert "panel" in answer.context["form"].errors


def test_the_present_page_is_marked_once(client, panel, person):
    user = person(Role.ADMINISTRATOR)
    factories.membership(panel, user, Role.AUDITOR)
    client.force_login(user)
    page = BeautifulSoup(client.get(reverse("accounts:audit")).content, "html.parser")
    marked = page.select(".govuk-service-navigation [aria-current]")
    assert [link.get_text(strip=True) for link in marked] == ["Audit trail"]


def test_one_s_own_account_is_no_page_about_people(office):
    page = BeautifulSoup(office.get(reverse("accounts:profile")).content, "html.parser")
    assert not page.select("nav [aria-current]")


@pytest.mark.parametrize(("role", "to"), [(Role.ADMINISTRATOR, "organisations"), (Role.MANAGER, "people")])
def test_there_is_a_way_back_from_the_contacts_of_an_agency(client, person, role, to):
    client.force_login(person(role))
    page = client.get(reverse("accounts:organisation_contacts", args=[factories.organisation().pk]))
    back = BeautifulSoup(page.content, "html.parser").select_one(".govuk-back-link")
    assert back["href"] == reverse(f"accounts:{to}")


@pytest.mark.parametrize(("name", "role", "to"), [
    ("cases:urgent_access", Role.CHAIR, "accounts:profile"),
    ("cases:retention", Role.AUDITOR, "accounts:profile"),
    ("reporting:definitions", Role.ANALYST, "reporting:dashboard"),
])  # fmt: skip
def test_there_is_a_way_back_from_what_no_menu_leads_to(client, person, name, role, to):
    client.force_login(person(role))
    back = BeautifulSoup(client.get(reverse(name)).content, "html.parser").select_one(".govuk-back-link")
    assert back["href"] == reverse(to)


def test_a_person_without_any_role_has_only_their_own_pages(client):
    client.force_login(factories.user())
    assert client.get(reverse("accounts:profile")).status_code == 200
    for name in ("people", "invite", "audit", "messages", "panel_settings", "organisations"):
        assert client.get(reverse(f"accounts:{name}")).status_code == 404
    assert client.get(reverse("accounts:person", args=[uuid.uuid4()])).status_code == 404
