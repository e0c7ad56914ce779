"""Writes down who signed in, who failed to, and who left."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record


@transaction.atomic
def note_sign_in(*, second_factor: bool, by: User) -> None:
    """Somebody is in; without a second factor they can only set one up."""
    record("signed_in", by=by, subject=by, details={"second_factor": second_factor})


@transaction.atomic
def note_sign_out(*, why: str, by: User) -> None:
    """Somebody left, or their session ended: ``asked``, ``idle``, ``long``."""
    record("signed_out", by=by, subject=by, details={"why": why})


@transaction.atomic
def forget_ended_sessions(*, by) -> int:
    """Deletes sessions whose time is over, which open nothing any more; returns how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


@transaction.atomic
def note_lock(*, by: User) -> None:
    """Somebody locked their screen."""
    record("session_locked", by=by, subject=by)


@transaction.atomic
def note_unlock(*, by: User) -> None:
    """And opened it again."""
    record("session_unlocked", by=by, subject=by)


@transaction.atomic
def note_failure(*, email: str, step: str, by) -> None:
    """A wrong password or code. What was typed is not kept: it may be a password in the wrong box."""
    found = User.objects.filter(email=email.strip().lower()).first()
    record(
        "sign_in_failed",
        by=by,
        subject=found or "accounts.user",
        label=found.audit_label if found else "",
        details={"step": step, "known": found is not None},
    )
