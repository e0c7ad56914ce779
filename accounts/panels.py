"""Which panels a person belongs to, and which one the present session works in."""

from accounts.models import Panel, User

SESSION_KEY = "panel"


def panels_of(user: User) -> list[Panel]:
    """The panels on which this person holds any role today, each once, by name."""
    found = {m.panel_id: m.panel for m in user.current_memberships}
    return sorted(found.values(), key=lambda panel: panel.name)


def current_panel(request) -> Panel | None:
    """The panel chosen in this session if still held, else the first; nothing without any role."""
    panels = panels_of(request.user)
    chosen = request.session.get(SESSION_KEY)
    return next((panel for panel in panels if str(panel.pk) == chosen), panels[0] if panels else None)


def choose(request, panel_id: str) -> None:
    """Works in this panel for the rest of the session; one that is not held has no effect."""
    request.session[SESSION_KEY] = panel_id
