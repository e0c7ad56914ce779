"""The invented panel, its agencies and its people, all enrolled and able to sign in."""

import csv
from datetime import date
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.actions import founding
from accounts.models import Area, Membership, Organisation, Panel
from accounts.roles import Role
from audit.recording import SYSTEM, record

DATA = Path(__file__).parent / "data"
PASSWORD = "sample-demonstration-only"  # noqa: S105  printed by seed_demo; these accounts exist in demonstrations only
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
AREAS = ("E06000032", "E06000055", "E06000056")
SINCE = date(2020, 4, 1)
REGULARS = ("chair", "doctor.luton", "doctor.beds", "nurse", "socialcare.luton", "socialcare.bedford", "lay")


def build() -> Panel:
    """The panel with everybody in it."""
    panel = founding.found_panel(
        code="BL",
        name="Bedfordshire and Luton CDOP",
        contact_email="manager@example.org",
        contact_phone="01632 960000",
        areas=AREAS,
        by=SYSTEM,
        quorum_minimum=5,
        quorum_kinds=["health", "local_authority"],
        papers_download=True,
    )
    for row in _rows("organisations.csv"):
        founding.keep_organisation(by=SYSTEM, **row)
    password = make_password(PASSWORD)  # hashed once: the hash is slow on purpose, and these accounts share it
    for row in _rows("people.csv"):
        _enrol(_appoint(panel, row), password)
    return panel


def _rows(name: str) -> list[dict]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _appoint(panel: Panel, row: dict) -> Membership:
    return founding.appoint(
        panel=panel,
        email=row["email"],
        full_name=row["full_name"],
        role=Role(row["role"]),
        areas=Area.objects.filter(pk__in=row["areas"].split()),
        organisation=Organisation.objects.filter(name=row["organisation"]).first(),
        job_title=row["job_title"],
        seat=row["seat"],
        is_lay=bool(row["lay"]),
        starts_on=SINCE,
        by=SYSTEM,
    )


def _enrol(membership: Membership, password: str) -> None:
    """A known password and second factor, which only a demonstration may have."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("Demonstration accounts belong in a demonstration only")
    user = membership.user
    user.password = password
    user.save()
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    record("second_factor_set", by=SYSTEM, subject=user, panel=membership.panel)


class People:
    """Everybody by the part of the address before the @."""

    def __init__(self, panel: Panel) -> None:
        seats = panel.memberships.current().select_related("user", "organisation")
        self.seats = {m.user.email.split("@")[0]: m for m in seats}

    def __getitem__(self, name: str):
        return self.seats[name].user

    def core(self) -> list[Membership]:
        """The seats that are always invited."""
        return [m for m in self.seats.values() if m.seat == Membership.Seat.CORE]

    def regulars(self) -> list[Membership]:
        """Those who came in earlier years: a smaller panel, which also keeps the demonstration quick to make."""
        return [self.seats[name] for name in REGULARS]

    def doctor_for(self, area_code: str):
        """The designated doctor of an area."""
        return self["doctor.luton"] if area_code == "E06000032" else self["doctor.beds"]
