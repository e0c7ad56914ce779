"""Who may look after people, organisations and settings. Each rule raises ``Refused`` with its reason."""

from accounts.models import Membership, Panel, User
from accounts.roles import LOOKS_AFTER_PEOPLE, MANAGER_MAY_GIVE, SEEKS_PEOPLE, Role
from common.errors import Refused


def see_people(by: User, panel: Panel) -> None:
    """The people of a panel: its administrators and its CDR managers."""
    if not by.has_role(panel.pk, *LOOKS_AFTER_PEOPLE):
        raise Refused("people", "Only an administrator or a CDR manager sees the people of a panel.")


def administer(by: User, panel: Panel) -> None:
    """Organisations, settings and mail: administrators."""
    if not by.has_role(panel.pk, Role.ADMINISTRATOR):
        raise Refused("administrator", "Only an administrator of the panel may do this.")


def keep_contacts(by: User, panel: Panel) -> None:
    """Who else is reached at an agency: administrators, and the CDR managers who write to them."""
    if not by.has_role(panel.pk, *LOOKS_AFTER_PEOPLE):
        raise Refused("contacts", "Only an administrator or a CDR manager keeps the contacts of organisations.")


def give_role(by: User, panel: Panel, role: str, to: User | None = None) -> None:
    """Administrators give any role, CDR managers some; nobody gives one to themselves."""
    see_people(by, panel)
    if to is not None and to.pk == by.pk:
        raise Refused("own_role", "You cannot change your own roles. Ask another administrator.")
    if not _may_handle(by, panel, role):
        names = ", ".join(Role(one).label.lower() for one in MANAGER_MAY_GIVE)
        raise Refused("role", f"A CDR manager gives and ends only these roles: {names}. Ask an administrator.")


def end_role(by: User, membership: Membership) -> None:
    """As for giving; and a panel keeps an administrator."""
    give_role(by, membership.panel, membership.role, membership.user)
    _keep_an_administrator(membership)


def change_account(by: User, user: User) -> None:
    """An account as such: an administrator of every panel that its owner works for."""
    if user.pk == by.pk:
        raise Refused("own_account", "You cannot do this to your own account. Ask another administrator.")
    panels = {m.panel_id for m in user.current_memberships} or _past_panels(user)
    if not panels & set(by.panels_as(Role.ADMINISTRATOR)):
        raise Refused("administrator", "Only an administrator of the panel may do this.")
    if panels - set(by.panels_as(Role.ADMINISTRATOR)):
        raise Refused("other_panel", "This person works for another panel too. Its administrator has to agree: end the "
                      "roles on your own panel instead.")  # fmt: skip


def switch_off(by: User, user: User) -> None:
    """As for any change of an account; and a panel keeps an administrator."""
    change_account(by, user)
    for membership in user.current_memberships:
        _keep_an_administrator(membership)


def invite_again(by: User, panel: Panel, user: User) -> None:
    """Whoever may give each of the roles that the person holds there."""
    see_people(by, panel)
    for membership in user.current_memberships:
        if membership.panel_id == panel.pk and not _may_handle(by, panel, membership.role):
            raise Refused("role", "Only an administrator invites somebody with these roles.")


def read_audit(by: User, panel: Panel) -> None:
    """The audit trail: auditors."""
    if not by.has_role(panel.pk, Role.AUDITOR):
        raise Refused("auditor", "Only an auditor of the panel reads its audit trail.")


def seek_person(by: User, panel: Panel) -> None:
    """Finding where a living person is named: auditors (the information governance lead is one) and CDR managers."""
    if not by.has_role(panel.pk, *SEEKS_PEOPLE):
        raise Refused("seek_person", "Only an auditor or a CDR manager finds where a living person is named.")


def _may_handle(by: User, panel: Panel, role: str) -> bool:
    """Of somebody who sees the people of the panel: an administrator or a CDR manager."""
    return role in MANAGER_MAY_GIVE or by.has_role(panel.pk, Role.ADMINISTRATOR)


def _keep_an_administrator(membership: Membership) -> None:
    if membership.role != Role.ADMINISTRATOR:
        return
    others = membership.panel.memberships.current().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    if not others.exclude(user=membership.user_id).exists():
        raise Refused(
            "last_administrator", "This is the panel's last administrator. Give somebody else the role first."
        )


def _past_panels(user: User) -> set:
    return set(user.memberships.values_list("panel_id", flat=True))
