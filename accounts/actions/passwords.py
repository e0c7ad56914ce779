"""Setting passwords. Whoever sets one ends that person's other sessions."""

from django.db import transaction

from accounts.models import User
from audit.recording import record


@transaction.atomic
def set_password(*, user: User, password: str, by) -> None:
    """A new password. ``user`` is brought up to date, since the present session is about to be renewed from it."""
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    row.set_password(password)
    row.session_round += 1
    row.save(update_fields=["password", "session_round", "updated_at"])
    user.password, user.session_round = row.password, row.session_round
    record("password_changed", by=by, subject=row, label=row.audit_label)
