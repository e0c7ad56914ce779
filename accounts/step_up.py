"""Which acts need a fresh proof, and what is kept of a page while the proof is given.

The table names routes of all apps: it is the one place where this is decided, and ``FreshProof`` holds everybody to
it before the view runs. A proof is the second factor (or the password, for those who have none yet), not older than
``ACCOUNT_REAUTHENTICATION_TIMEOUT``; signing in is one.
"""

from allauth.account.internal.flows import reauthentication
from django.http import HttpRequest, HttpResponse

from accounts import crypto
from accounts.adapters import AccountAdapter

SHOWN, ACTED, BOTH = frozenset({"GET"}), frozenset({"POST"}), frozenset({"GET", "POST"})

EXPORT, PUBLISH, MINUTES, PEOPLE, CASES, IDENTITY, OWN = (
    "taking data out",
    "publishing",
    "approving minutes",
    "people, roles and settings",
    "a case that leaves, is merged or erased",
    "looking at a child’s identity in an emergency",
    "one’s own second step",
)

NEEDS_PROOF: dict[str, tuple[str, frozenset]] = {
    "cases:export": (EXPORT, BOTH),
    "cases:national_bundle": (EXPORT, SHOWN),
    "cases:national_send": (EXPORT, ACTED),
    "reporting:report_files": (EXPORT, ACTED),
    "reporting:export_download": (EXPORT, SHOWN),
    "reporting:published_file": (EXPORT, SHOWN),
    "reporting:publication_approve": (PUBLISH, ACTED),
    "reporting:publication_publish": (PUBLISH, ACTED),
    "reporting:publication_withdraw": (PUBLISH, ACTED),
    "reporting:publication_override": (PUBLISH, ACTED),
    "panels:minutes_approve": (MINUTES, ACTED),
    "accounts:invite": (PEOPLE, ACTED),
    "accounts:person_edit": (PEOPLE, ACTED),
    "accounts:give_role": (PEOPLE, ACTED),
    "accounts:end_role": (PEOPLE, ACTED),
    "accounts:switch_off": (PEOPLE, ACTED),
    "accounts:switch_on": (PEOPLE, ACTED),
    "accounts:resend_invitation": (PEOPLE, ACTED),
    "accounts:reset_second_factor": (PEOPLE, ACTED),
    "accounts:panel_settings": (PEOPLE, ACTED),
    "accounts:organisation_contacts": (PEOPLE, ACTED),
    "cases:transfer": (CASES, ACTED),
    "cases:transfer_end": (CASES, ACTED),
    "cases:triage_transfer": (CASES, ACTED),
    "cases:triage_duplicate": (CASES, ACTED),
    "cases:merge_notification": (CASES, ACTED),
    "cases:merge_case": (CASES, ACTED),
    "cases:merge_undo": (CASES, ACTED),
    "cases:urgent_access": (IDENTITY, ACTED),
    "cases:retention_propose": (CASES, ACTED),
    "cases:retention_approve": (CASES, ACTED),
    "named": (EXPORT, ACTED),
    "mfa_activate_totp": (OWN, BOTH),
    "mfa_app_picture": (OWN, SHOWN),
    "mfa_view_recovery_codes": (OWN, BOTH),
    "mfa_generate_recovery_codes": (OWN, BOTH),
    "mfa_add_webauthn": (OWN, BOTH),
    "mfa_edit_webauthn": (OWN, ACTED),
    "mfa_remove_webauthn": (OWN, ACTED),
}
"""Route → what it is, and by which methods it is asked for."""

SENTENCE = "Your proof that it is you is too old for this. Open the page again, confirm, and send it once more."


def is_due(request: HttpRequest, route: str) -> bool:
    """Whether this request has to wait for a fresh proof."""
    _, methods = NEEDS_PROOF.get(route, ("", frozenset()))
    asked = "GET" if request.method == "HEAD" else request.method
    return asked in methods and AccountAdapter(request).is_reauthentication_required(app="accounts")


def suspend(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the proof; what was typed waits in the session, encrypted, and goes on afterwards."""
    request.session.pop(reauthentication.STATE_SESSION_KEY, None)  # of an earlier page that was given up
    ways = AccountAdapter(request).get_reauthentication_methods(request.user)
    answer = reauthentication.suspend_request(request, ways[0]["url"])
    kept = request.session.get(reauthentication.STATE_SESSION_KEY)
    if kept:
        request.session[reauthentication.STATE_SESSION_KEY] = {"sealed": crypto.encrypt(kept["request"])}
    return answer


def unseal(request: HttpRequest) -> None:
    """The page that waited, as the library left it."""
    kept = request.session.get(reauthentication.STATE_SESSION_KEY) or {}
    if "sealed" in kept:
        request.session[reauthentication.STATE_SESSION_KEY] = {"request": crypto.decrypt(kept["sealed"])}
