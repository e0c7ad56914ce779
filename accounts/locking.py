"""A screen that is locked: the session goes on, but shows and does nothing until the second step is given again."""

from allauth.account.internal.flows.login import clear_authentication_records
from django.http import HttpRequest

from accounts.actions import signing_in

LOCKED = "session_locked"
OPEN = {
    "account_logout", "account_lock", "account_stay", "account_ended", "account_reauthenticate", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}  # fmt: skip
"""What somebody who is locked out still reaches, besides what is public."""

SENTENCE = "Your screen is locked. Open it with your second step, then save with the button."


def is_locked(request: HttpRequest) -> bool:
    """Whether this session is locked."""
    return bool(request.session.get(LOCKED))


def lock(request: HttpRequest) -> None:
    """Locks; an earlier proof counts no more."""
    if is_locked(request):
        return
    request.session[LOCKED] = True
    clear_authentication_records(request)
    signing_in.note_lock(by=request.user)


def unlock(request: HttpRequest) -> None:
    """Opens, after the proof, under a new key of the session."""
    if request.session.pop(LOCKED, False):
        request.session.cycle_key()
        signing_in.note_unlock(by=request.user)
