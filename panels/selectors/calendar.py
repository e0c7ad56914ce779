"""Reads for planning: what waits, what is held back, how fast the panel works, the series of a meeting."""

from datetime import timedelta
from statistics import median

from django.db.models import OuterRef, Prefetch, QuerySet

from accounts.models import Panel
from cases import clocks
from cases.models import AnalysisCategory, Case
from cases.workflow import Status
from common.aggregates import RowCount
from common.dates import london, today
from panels import planning, themes
from panels.models import AgendaItem, CaseHold, Meeting
from panels.selectors import candidates

RECENT = 6
"""Meetings from which the panel's rate is read."""

USUAL_DAYS_APART = 30.0


def waiting(meeting: Meeting, user) -> list[planning.Waiting]:
    """Every prepared case of the panel as the plan of this meeting sees it; three queries however many they are."""
    cases = candidates(meeting, user).prefetch_related(
        Prefetch("analysis__categories", queryset=AnalysisCategory.objects.all())
    )
    held = holds_of(meeting)
    return [_waiting(case, held.get(case.pk), meeting) for case in cases.select_related("analysis")]


def _waiting(case: Case, hold: CaseHold | None, meeting: Meeting) -> planning.Waiting:
    form = getattr(case, "analysis", None)
    categories = [row.category for row in form.categories.all()] if form else []
    for_this = hold is not None and themes.same(hold.theme, meeting.theme)
    return planning.Waiting(
        key=case.pk,
        reference=case.reference,
        ready=case.ready,
        waited=(meeting.held_on - case.notified_on).days,
        due_on=_target(case),
        fits_theme=for_this or themes.fits(meeting.theme, age_days=case.age_days, categories=categories),
        held=f"{hold.theme}. {hold.reason}" if hold and not for_this else "",
    )


def _target(case: Case):
    """The first date at which the panel should have met about a case."""
    found = clocks.clocks(clocks.of_case(case), today())
    return min((one.due_on for one in found if one.code in ("panel", "ambition") and one.due_on), default=None)


def holds_of(meeting: Meeting) -> dict:
    """``{case key: hold}`` of the panel's cases that are held back on the day of a meeting."""
    found = CaseHold.objects.standing(meeting.held_on).filter(case__panel_id=meeting.panel_id)
    return {hold.case_id: hold for hold in found}


def holds(panel: Panel, user) -> QuerySet[CaseHold]:
    """The holds that stand, with their cases, the first to end first."""
    cases = Case.objects.visible_to(user).of_panel(panel.pk)
    return CaseHold.objects.filter(ended_on__isnull=True, case__in=cases).select_related("case", "held_by")


def hold_of(case: Case) -> CaseHold | None:
    """The hold of a case, if one stands."""
    return CaseHold.objects.filter(case=case, ended_on__isnull=True).first()


def later_in_series(meeting: Meeting) -> list[Meeting]:
    """The meetings planned together with this one that come after it."""
    return list(Meeting.objects.later_in_series(meeting).order_by("starts_at"))


def forecast(panel: Panel) -> planning.Forecast:
    """How many meetings the backlog needs at the present rate."""
    reviewed = AgendaItem.objects.standing().reviewed().filter(meeting=OuterRef("pk"))
    held = Meeting.objects.held().filter(panel=panel).annotate(count=RowCount(reviewed))
    recent = list(held.order_by("-starts_at")[:RECENT])
    cases = Case.objects.of_panel(panel.pk)
    ahead = Meeting.objects.filter(panel=panel, state=Meeting.State.SCHEDULED).values_list("starts_at", flat=True)
    return planning.forecast(
        backlog=cases.filter(status__in=[Status.PANEL_PREPARATION, Status.LISTED]).count(),
        decided=[meeting.count for meeting in recent],
        arriving=cases.counted().filter(notified_on__gt=today() - timedelta(days=365)).count(),
        days_apart=_days_apart([meeting.held_on for meeting in recent]),
        planned=[london(moment).date() for moment in ahead],
    )


def _days_apart(days: list) -> float:
    gaps = [(later - earlier).days for later, earlier in zip(days, days[1:], strict=False)]
    return float(median(gaps)) if gaps else USUAL_DAYS_APART
