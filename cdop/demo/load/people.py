"""An invented panel and its people, who can sign in like those of the demonstration."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from accounts.actions import founding
from accounts.models import Area, Organisation, Panel, User
from accounts.roles import Role
from audit.recording import SYSTEM
from cdop.demo.people import SECRET

SINCE = date(2000, 4, 1)
ROLES = (
    ("manager", Role.MANAGER), ("doctor", Role.DOCTOR), ("chair", Role.CHAIR), ("member1", Role.MEMBER),
    ("member2", Role.MEMBER), ("member3", Role.MEMBER), ("respondent", Role.RESPONDENT),
    ("keyworker", Role.KEY_WORKER), ("analyst", Role.ANALYST), ("auditor", Role.AUDITOR),
)  # fmt: skip
AGENCIES = ("hospital", "gp", "local_authority", "police", "community_health", "ambulance")


@dataclass
class Staffed:
    """A panel with what its cases need of people and agencies."""

    panel: Panel
    areas: list[str]
    users: dict[str, User]
    seats: dict[str, object]
    agencies: list[Organisation]

    def actor(self, name: str) -> tuple[str, str]:
        """Key and label, as the trail has them."""
        return str(self.users[name].pk), self.users[name].audit_label


def staff(number: int, password: str) -> Staffed:
    """Panel ``number``, which the agencies and people of its own belong to. ``password`` is hashed already."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("Accounts with a known password belong in a demonstration only")
    code = f"load{number:03d}"
    areas = _areas(number)
    panel = founding.found_panel(
        code=code, name=f"Invented panel {number}", contact_email=f"{code}@example.org", areas=areas, by=SYSTEM
    )
    agencies = [
        founding.keep_organisation(name=f"Invented {kind.replace('_', ' ')} {number}", kind=kind, by=SYSTEM)
        for kind in AGENCIES
    ]
    seats = {name: _appoint(panel, code, name, role, agencies) for name, role in ROLES}
    users = {name: seat.user for name, seat in seats.items()}
    User.objects.filter(pk__in=[u.pk for u in users.values()]).update(password=password)
    for user in users.values():
        TOTP.activate(user, SECRET)
    return Staffed(panel, areas, users, seats, agencies)


def _areas(number: int) -> list[str]:
    codes = sorted(Area.objects.filter(retired=False).values_list("code", flat=True))
    return [codes[(number * 3 + step) % len(codes)] for step in range(min(3, len(codes)))]


def _appoint(panel: Panel, code: str, name: str, role: str, agencies: list[Organisation]):
    return founding.appoint(
        panel=panel,
        email=f"{name}.{code}@example.org",
        full_name=f"{name.title()} Invented {panel.code[4:]}",
        role=role,
        areas=panel.areas.all() if role == Role.DOCTOR else (),
        organisation=agencies[0] if role in (Role.RESPONDENT, Role.MEMBER) else None,
        seat="core" if role == Role.MEMBER else "",
        starts_on=SINCE,
        by=SYSTEM,
    )
