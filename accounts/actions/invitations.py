"""Sending the first link to new people, and what they do with it."""

from django.db import transaction
from django.utils import timezone

from accounts import emails, invitations, policy
from accounts.actions import passwords
from accounts.models import Membership, SignInInvitation, User
from audit.recording import record
from common.errors import NotNow


@transaction.atomic
def send(*, membership: Membership, by) -> SignInInvitation:
    """A fresh link to the person who holds ``membership``; earlier links stop working."""
    end(user=membership.user, by=by)
    token = invitations.new_token()
    link = SignInInvitation.objects.create(
        user=membership.user, token_hash=invitations.hashed(token), expires_at=invitations.expiry()
    )
    emails.invitation(membership=membership, link=link, token=token, by=by)
    return link


@transaction.atomic
def end(*, user: User, by) -> None:
    """No link opens the account any more; the caller's event covers it."""
    open_ = SignInInvitation.objects.filter(user=user, used_at=None, replaced_at=None)
    open_.update(replaced_at=timezone.now())


@transaction.atomic
def send_again(*, user_id, panel, by: User) -> None:
    """A fresh link for somebody who has not chosen a password yet."""
    user = User.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=user_id)
    membership = user.memberships.current().filter(panel=panel).select_related("panel", "user").first()
    policy.invite_again(by, panel, user)
    if user.has_usable_password():
        raise NotNow("has_password", f"{user} has a password already. They can ask for a new one on the sign-in page.")
    if membership is None:
        raise NotNow("no_role", f"{user} holds no role on {panel} now. Give a role first.")
    send(membership=membership, by=by)
    record("user_invited", by=by, subject=user, panel=panel, label=user.audit_label, details={"again": True})


@transaction.atomic
def accept(*, token: str, password: str, by: User) -> User:
    """Uses the link up and sets the first password."""
    link = SignInInvitation.objects.select_for_update(no_key=True).get(token_hash=invitations.hashed(token))
    user = link.user
    if not link.is_open or not user.is_active:
        raise NotNow("link_over", "This link was used already or has run out. Ask for a new one.")
    link.used_at = timezone.now()
    link.save(update_fields=["used_at", "updated_at"])
    passwords.set_password(user=user, password=password, by=by)
    record("invitation_accepted", by=by, subject=user, label=user.audit_label)
    return user
