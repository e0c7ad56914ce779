"""Rows that tests start from. States of a case are reached by actions, never here."""

import itertools

from accounts.models import Area, Membership, Organisation, Panel, User
from accounts.roles import Role

_number = itertools.count(1)
AREA_NAMES = {
    "E06000032": "Luton",
    "E06000055": "Bedford",
    "E06000056": "Central Bedfordshire",
    "E06000042": "Milton Keynes",
}


def area(code: str) -> Area:
    """One local authority."""
    return Area.objects.get_or_create(code=code, defaults={"name": AREA_NAMES[code]})[0]


def panel(
    code: str = "sample",
    name: str = "Sampleshire CDOP",
    areas: tuple[str, ...] = ("E06000032", "E06000055", "E06000056"),
) -> Panel:
    """A panel with its areas."""
    made = Panel.objects.create(
        code=code, name=name, contact_email=f"{code}@example.org", quorum_minimum=2, quorum_kinds=[]
    )
    made.areas.set([area(c) for c in areas])
    return made


def organisation(name: str = "", kind: str = "hospital") -> Organisation:
    """An agency."""
    return Organisation.objects.create(name=name or f"Sample Agency {next(_number)}", kind=kind)


def user(email: str = "", full_name: str = "", second_factor: bool = True) -> User:
    """A person without any role."""
    n = next(_number)
    made = User.objects.create_user(email or f"person{n}@example.org", full_name or f"Test Person {n}")
    if second_factor:
        enrol(made)
    return made


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def enrol(person: User, secret: str = SECRET) -> None:
    """Sets up a second factor, as the sign-in library stores it."""
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, secret)


def membership(panel: Panel, user: User, role: str, areas=(), **fields) -> Membership:
    """A role on a panel."""
    made = Membership.objects.create(panel=panel, user=user, role=role, **fields)
    made.areas.set(areas)
    return made


def person(panel: Panel, role: str = Role.MEMBER, areas=(), email: str = "", **fields) -> User:
    """A person who holds ``role``."""
    made = user(email=email)
    membership(panel, made, role, areas=areas, **fields)
    return made
