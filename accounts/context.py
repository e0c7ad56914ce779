"""What the page frame needs: the panel, who is signed in, and the way around."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from accounts import locking
from accounts.middleware import SessionLimits
from accounts.panels import current_panel, panels_of
from accounts.roles import Role

# label, URL name, roles that see it. The target checks again; this only saves a useless click.
NAVIGATION = (
    ("Work list", "cases:worklist", (Role.MANAGER, Role.DOCTOR)),
    ("Requests", "cases:board", (Role.MANAGER, Role.DOCTOR)),
    ("Notifications", "cases:triage", (Role.MANAGER,)),
    ("National return", "cases:national_returns", (Role.MANAGER,)),
    ("Requests", "cases:requests", (Role.RESPONDENT,)),
    ("My families", "cases:families", (Role.KEY_WORKER,)),
    ("Panel meetings", "panels:meetings", (Role.MANAGER, Role.CHAIR, Role.MEMBER, Role.DOCTOR)),
    ("Recommendations", "panels:actions", (Role.MANAGER, Role.CHAIR, Role.MEMBER, Role.DOCTOR)),
    ("Figures", "reporting:dashboard", (Role.MANAGER, Role.CHAIR, Role.DOCTOR, Role.ANALYST)),
    ("Annual report", "reporting:reports", (Role.MANAGER, Role.CHAIR, Role.ANALYST)),
    ("People", "accounts:people", (Role.ADMINISTRATOR, Role.MANAGER)),
    ("Audit trail", "accounts:audit", (Role.AUDITOR,)),
)


@dataclass(frozen=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


def site(request) -> dict:
    """``panel``, ``can_switch_panel``, ``navigation`` and ``demonstration`` for every page."""
    always = {"demonstration": settings.DEMONSTRATION}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {**always, "navigation": [], "panel": None, "can_switch_panel": False}
    if locking.is_locked(request):
        return {**always, "locked": True, "navigation": [], "panel": None, "can_switch_panel": False}
    panel = current_panel(request)
    return {
        **always,
        "session_left": SessionLimits.left(request.session)["left"],
        "panel": panel,
        "account_url": reverse("accounts:profile"),
        "can_switch_panel": len(panels_of(user)) > 1,
        "navigation": _links(request, panel),
    }


def _links(request, panel) -> list[Link]:
    shown = [(label, name) for label, name, roles in NAVIGATION if panel and request.user.has_role(panel.pk, *roles)]
    found = [(label, url) for label, name in shown if (url := _url(name))]
    own = reverse("accounts:profile")  # lies among the people, and is no page about them
    places = [] if request.path == own else [url for _, url in found if request.path.startswith(url)]
    here = max(places, key=len, default="")
    return [Link(label, url, url == here) for label, url in found]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
