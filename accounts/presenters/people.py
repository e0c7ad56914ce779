"""The people list and a person's page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts import policy
from accounts.models import Membership, Panel, User
from accounts.selectors.people import Account
from common.components import Cell, Column, Link, SummaryRow, Table, Tag
from common.dates import today
from common.formats import day
from common.policy import refusal


def state_tag(user: User) -> Tag:
    """How far an account is."""
    if not user.is_active:
        return Tag("Switched off", "red")
    return Tag("Active", "green") if user.has_usable_password() else Tag("Invited", "yellow")


def role_words(membership: Membership) -> str:
    """``Designated doctor (Bedford, Luton)``, ``Panel member, core, lay``."""
    words = [membership.get_role_display()]
    names = sorted(area.name for area in membership.areas.all())
    if names:
        words[0] += f" ({', '.join(names)})"
    if membership.role == "member" and membership.seat:
        words.append({"core": "core", "as_required": "as required"}[membership.seat])
    if membership.is_lay:
        words.append("lay")
    return ", ".join(words)


def people_table(people: list[User]) -> Table:
    """A row each."""
    rows = [
        [
            Cell(user.full_name, url=reverse("accounts:person", args=[user.pk]), note=user.email),
            "; ".join(role_words(m) for m in user.roles_here) or "No role now",
            _agencies(user.roles_here),
            Cell("", tags=[state_tag(user)]),
        ]
        for user in people
    ]
    columns = [Column("Name"), Column("Roles"), Column("Agency"), Column("Account")]
    return Table("People", columns, rows, stack=True, caption_hidden=True)


def _agencies(roles: list[Membership]) -> str:
    return ", ".join(dict.fromkeys(str(m.organisation) for m in roles if m.organisation))


@dataclass(frozen=True)
class Deed:
    """Something that can be done to an account: a link or, where it may not, the reason."""

    label: str
    url: str
    reason: str = ""


@dataclass(frozen=True)
class PersonPage:
    """What the page of a person shows."""

    user: User
    tag: Tag
    facts: list[SummaryRow]
    present: list[SummaryRow]
    past: list[SummaryRow]
    deeds: list[Deed]
    give: Deed


def person_page(*, user: User, panel: Panel, account: Account, by: User) -> PersonPage:
    """Facts, roles with their dates, and what the reader may do."""
    present = [m for m in account.roles if m.ends_on is None or m.ends_on > today()]
    past = [m for m in account.roles if m not in present]
    return PersonPage(
        user=user,
        tag=state_tag(user),
        facts=_facts(user, account),
        present=[_role_row(m, by) for m in present],
        past=[_role_row(m, None) for m in past],
        deeds=list(_deeds(user, panel, by)),
        give=_deed("Give a role", "accounts:give_role", user, refusal(_give_anything, by, panel, user)),
    )


def _give_anything(by: User, panel: Panel, user: User) -> None:
    policy.give_role(by, panel, "member", user)


def _facts(user: User, account: Account) -> list[SummaryRow]:
    rows = [
        SummaryRow("Email address", user.email),
        SummaryRow("Signing in", tag=state_tag(user)),
        SummaryRow("Second step", "Authenticator app" if account.has_second_factor else "Not set up yet"),
    ]
    if account.invitation and not user.has_usable_password():
        over = account.invitation.expires_at <= timezone.now()
        rows.append(
            SummaryRow("Invitation", f"{'Ran out' if over else 'Open until'} {day(account.invitation.expires_at)}")
        )
    if account.works_elsewhere:
        rows.append(SummaryRow("Other panels", "Works for another panel too"))
    return rows


def _role_row(membership: Membership, by: User | None) -> SummaryRow:
    agency = ", ".join(part for part in (membership.job_title, str(membership.organisation or "")) if part)
    until = f" until {day(membership.ends_on)}" if membership.ends_on else ""
    words = f"{agency}\n" if agency else ""
    return SummaryRow(role_words(membership), f"{words}From {day(membership.starts_on)}{until}", _end(membership, by))


def _end(membership: Membership, by: User | None) -> list[Link]:
    if by is None or membership.ends_on is not None or refusal(policy.end_role, by, membership):
        return []
    return [Link("End", reverse("accounts:end_role", args=[membership.pk]), hidden=membership.get_role_display())]


def _deeds(user: User, panel: Panel, by: User):
    if user.is_active and not user.has_usable_password():
        why = refusal(policy.invite_again, by, panel, user)
        yield _deed("Send the invitation again", "accounts:resend_invitation", user, why)
    yield _deed("Change name or email address", "accounts:person_edit", user, refusal(policy.change_account, by, user))
    if user.has_usable_password():
        why = refusal(policy.change_account, by, user)
        yield _deed("Reset the second step", "accounts:reset_second_factor", user, why)
    if user.is_active:
        yield _deed("Switch the account off", "accounts:switch_off", user, refusal(policy.switch_off, by, user))
    else:
        yield _deed("Switch the account on", "accounts:switch_on", user, refusal(policy.change_account, by, user))


def _deed(label: str, name: str, user: User, why) -> Deed:
    return Deed(label, reverse(name, args=[user.pk]), why.sentence if why else "")


def office_links(here: str) -> list[Link]:
    """The pages an administrator goes between."""
    pages = (
        ("People", "accounts:people"), ("Organisations", "accounts:organisations"),
        ("Panel settings", "accounts:panel_settings"), ("Outgoing mail", "accounts:messages"), ("What runs", "running"),
    )  # fmt: skip
    return [Link(label, reverse(name), current=name == here) for label, name in pages]


def organisations_table(organisations) -> Table:
    """A row each, those that are gone marked."""
    rows = [
        [
            Cell(one.name, url=reverse("accounts:organisation_edit", args=[one.pk])),
            one.get_kind_display(),
            one.code,
            Cell("Contacts", url=reverse("accounts:organisation_contacts", args=[one.pk])),
            _existence(one),
        ]
        for one in organisations
    ]
    columns = [Column("Name"), Column("Kind"), Column("Code"), Column("Contacts"), Column("Exists")]
    return Table("Organisations", columns, rows, stack=True, caption_hidden=True)


def _existence(one) -> Cell:
    ended = bool(one.valid_to and one.valid_to < today())
    note = f"Taken over by {one.successor}" if one.successor else ""
    return Cell(_years(one), note=note, tags=[Tag("Ended", "grey")] if ended else [])


def _years(one) -> str:
    if one.valid_from and one.valid_to:
        return f"{day(one.valid_from)} to {day(one.valid_to)}"
    if one.valid_from:
        return f"from {day(one.valid_from)}"
    return f"until {day(one.valid_to)}" if one.valid_to else ""


def role_rows(roles: list[Membership]) -> list[SummaryRow]:
    """A person's own roles, on every panel."""
    return [SummaryRow(m.panel.name, role_words(m)) for m in roles]
