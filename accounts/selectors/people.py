"""People of a panel and what is known about one account."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Area, Membership, Panel, SignInInvitation, User
from accounts.roles import MANAGER_MAY_GIVE, Role


def people(*, by: User, panel: Panel, q: str = "", role: str = "", state: str = "") -> QuerySet:
    """The panel's people by name, with their present roles there."""
    held = Membership.objects.current().filter(panel=panel).select_related("organisation").prefetch_related("areas")
    found = User.objects.visible_to(by).of_panel(panel).order_by("full_name", "email")
    found = found.prefetch_related(Prefetch("memberships", queryset=held.order_by("role"), to_attr="roles_here"))
    if q:
        found = found.filter(Q(full_name__icontains=q) | Q(email__icontains=q))
    if role:
        found = found.filter(Exists(held.filter(user=OuterRef("pk"), role=role)))
    return found.filter(_state(state))


def _state(state: str) -> Q:
    unusable = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return {
        "on": Q(is_active=True) & ~unusable,
        "invited": Q(is_active=True) & unusable,
        "off": Q(is_active=False),
    }.get(state, Q())


def person(*, by: User, panel: Panel, key) -> User:
    """One of the panel's people; ``DoesNotExist`` for anybody else's."""
    return User.objects.visible_to(by).of_panel(panel).get(pk=key)


def membership(*, by: User, panel: Panel, key) -> Membership:
    """One role on the panel, past ones too."""
    found = Membership.objects.visible_to(by).filter(panel=panel)
    return found.select_related("user", "panel").get(pk=key)


@dataclass(frozen=True)
class Account:
    """What an administrator needs to know about an account; no secrets."""

    roles: list[Membership]
    has_second_factor: bool
    invitation: SignInInvitation | None
    works_elsewhere: bool


def account(*, by: User, panel: Panel, user: User) -> Account:
    """Roles on the panel, newest first, and how far the person is with signing in."""
    roles = Membership.objects.visible_to(by).filter(user=user, panel=panel).select_related("organisation", "panel")
    return Account(
        roles=list(roles.prefetch_related("areas").order_by("-starts_on", "role")),
        has_second_factor=Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        invitation=user.sign_in_invitations.filter(used_at=None, replaced_at=None).first(),
        works_elsewhere=any(m.panel_id != panel.pk for m in user.current_memberships),
    )


def roles_to_give(*, by: User, panel: Panel) -> list[str]:
    """Those that this person may give on the panel."""
    return list(Role) if by.has_role(panel.pk, Role.ADMINISTRATOR) else list(MANAGER_MAY_GIVE)


def areas(panel: Panel) -> QuerySet[Area]:
    """The panel's areas."""
    return panel.areas.filter(retired=False)
