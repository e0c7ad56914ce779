"""A key worker's own families."""

from cases.models import KeyWorker


def own(user, panel):
    """Those this person supports on the panel, the latest first."""
    rows = KeyWorker.objects.held_by(user).filter(case__panel=panel)
    return rows.select_related("case__panel").order_by("-starts_on", "pk")
