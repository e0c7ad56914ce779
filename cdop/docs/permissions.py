"""``docs/permissions.md``: the roles, what each is for, and what the menu offers to whom."""

from accounts.context import NAVIGATION
from accounts.roles import IDENTIFIABLE, LOOKS_AFTER_PEOPLE, MANAGER_MAY_GIVE, PURPOSES, SEATED, Role

HEAD = """# Roles and what they are for

Written from the code by `python manage.py write_docs`; do not edit by hand.

A role is held through a membership of one panel, from a first day until the day before its end, and counts only within
that panel. A person may hold several. Every page first looks only among what the person may see (anything else is “not
found”), then asks whether the person may do it (“refused”, with the reason), then whether it is the moment for it.
Every address and everybody's answer to it stand in `access-matrix.csv`.
"""


def text() -> str:
    """The whole document."""
    return "\n".join([HEAD, *_purposes(), "", *_groups(), "", *_menu(), ""])


def _purposes() -> list[str]:
    rows = [f"| {role.label} | `{role.value}` | {PURPOSES[role]} |" for role in Role]
    return ["| Role | Code | What it is for |", "| --- | --- | --- |", *rows]


def _groups() -> list[str]:
    return [
        "## What several roles have in common",
        "",
        f"- May see who the child is: {_names(IDENTIFIABLE)}; a designated doctor only for deaths in the named areas.",
        f"- Sit on the panel and can be invited to meetings: {_names(SEATED)}.",
        f"- See the people of their panel: {_names(LOOKS_AFTER_PEOPLE)}.",
        f"- A CDR manager gives and ends only these roles: {_names(MANAGER_MAY_GIVE)}. An administrator gives any.",
        "- Nobody gives or ends a role of their own, and a panel keeps an administrator.",
    ]


def _menu() -> list[str]:
    rows = [f"| {label} | {_names(roles)} |" for label, _, roles in NAVIGATION]
    return ["## What the menu offers", "", "| Entry | Offered to |", "| --- | --- |", *rows]


def _names(roles) -> str:
    return ", ".join(Role(role).label for role in roles)
