"""The crowd: different people of many panels, signed in, each with the pages of the role and a case."""

from django.test import Client

from accounts.models import Panel, User
from accounts.roles import Role
from cases.models import Case

ROLES = (Role.MANAGER, Role.DOCTOR, Role.CHAIR, Role.AUDITOR, Role.ANALYST)
LOOKS = {
    Role.MANAGER: ("/cases/", "/cases/{case}/", "/cases/{case}/timeline/", "/board/", "/notifications/"),
    Role.DOCTOR: ("/cases/", "/cases/{case}/", "/time-limits/"),
    Role.CHAIR: ("/panel/", "/panel/learning/", "/panel/actions/"),
    Role.AUDITOR: ("/people/audit/", "/people/audit/?about=looks"),
    Role.ANALYST: ("/figures/",),
}


def people(many: int) -> list[dict]:
    """Sessions and pages, the roles in turn, of one panel after the other; each of the panel's own people."""
    panels = list(Panel.objects.filter(cases__reviewed_on__isnull=False).distinct().order_by("code"))
    return [_person(panels[number // len(ROLES) % len(panels)], ROLES[number % len(ROLES)]) for number in range(many)]


def _person(panel: Panel, role: str) -> dict:
    user = User.objects.filter(memberships__panel=panel, memberships__role=role).earliest("created_at")
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    case = Case.objects.filter(panel=panel, reviewed_on__isnull=False).earliest("reviewed_on")
    pages = [("look", page, page.format(case=case.pk), {}) for page in LOOKS[role]]
    for _, _, path, _ in pages:  # what is worked out once and remembered is not what a crowd waits for
        client.get(path)
    if role == Role.MANAGER:
        pages += [_save(panel), _search(case)]
    return {"session": client.cookies["session"].value, "pages": pages}


def _save(panel: Panel) -> tuple:
    case = Case.objects.filter(panel=panel, reviewed_on__isnull=False).latest("reviewed_on")
    day = case.died_on
    dates = {f"decided_{name}": getattr(day, name) for name in ("day", "month", "year")}
    return "send", "save", f"/cases/{case.pk}/time-limits/", dates


def _search(case: Case) -> tuple:
    return "send", "search", "/cases/search/", {"words": case.reference}
