"""The first panel of a new site."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Area, OutgoingMessage, Panel, SignInInvitation, User

pytestmark = pytest.mark.django_db
GOOD = {
    "code": "ZZ",
    "name": "Sample Valley CDOP",
    "contact_email": "cdop@example.org",
    "areas": ["E06000032"],
    "administrator": ["First.Admin@example.org", "Sample Admin"],
}


@pytest.fixture(autouse=True)
def _area():
    Area.objects.get_or_create(code="E06000032", defaults={"name": "Luton"})


def test_the_first_administrator_gets_a_link():
    call_command("found_panel", **GOOD)
    user = User.objects.get(email="first.admin@example.org")
    assert user.has_role(Panel.objects.get(code="ZZ").pk, "administrator")
    assert SignInInvitation.objects.filter(user=user, used_at=None).count() == 1
    assert OutgoingMessage.objects.get(recipient=user.email).event == "account_invitation"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"areas": ["E06000032", "E99999999"]}, "E99999999"),
        ({"administrator": ["nobody", "Sample Admin"]}, "not an email address"),
    ],
)
def test_nothing_is_founded_on_a_mistake(change, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("found_panel", **{**GOOD, **change})
    assert not Panel.objects.filter(code="ZZ").exists()


def test_a_panel_is_founded_once():
    call_command("found_panel", **GOOD)
    with pytest.raises(CommandError, match="already"):
        call_command("found_panel", **GOOD)
    assert SignInInvitation.objects.count() == 1
