"""The register of recommendations across years: the board, one action with its history, lines for the report."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Panel
from cases import followup, quality
from cases.models import OwnerLink, Recommendation
from common.dates import FinancialYear, today
from common.formats import day

SOON = 30
"""Days in which something counts as due soon."""


def board(panel: Panel, user, *, show: str = "open", text: str = "", level: str = "") -> QuerySet[Recommendation]:
    """The panel's recommendations, the first due first; those closed last come first."""
    found = Recommendation.objects.visible_to(user).filter(panel=panel)
    if text:
        found = found.filter(Q(text__icontains=text) | Q(owner__icontains=text) | Q(answer__icontains=text))
    if level:
        found = found.filter(level=level)
    return _shown(found, show)


def _shown(found: QuerySet[Recommendation], show: str) -> QuerySet[Recommendation]:
    if show == "closed":
        return found.filter(closed_on__isnull=False).order_by("-closed_on", "pk")
    if show == "overdue":
        found = found.filter(due_on__lt=today())
    if show == "soon":
        found = found.filter(due_on__range=(today(), today() + timedelta(days=SOON)))
    return found.open().order_by("due_on", "pk")


def counts(panel: Panel, user) -> dict[str, int]:
    """How many are overdue, due soon, open."""
    due = list(Recommendation.objects.visible_to(user).filter(panel=panel).open().values_list("due_on", flat=True))
    now = today()
    return {
        "overdue": sum(on < now for on in due),
        "soon": sum(now <= on <= now + timedelta(days=SOON) for on in due),
        "open": len(due),
    }


def history(row: Recommendation) -> list:
    """Everything said about it, the latest first."""
    return list(row.progress.select_related("by").order_by("-at", "-pk"))


def link_of(row: Recommendation) -> OwnerLink | None:
    """The last link sent to the owner."""
    return OwnerLink.objects.filter(recommendation=row).order_by("-created_at").first()


def hints_of(row: Recommendation) -> list[quality.Hint]:
    """How its words could be better."""
    return quality.hints(
        text=row.text, owner=row.owner, due_on=row.due_on, measure=row.measure, strength=row.strength,
        made_on=row.made_on,
    )  # fmt: skip


# --- the annual report


@dataclass(frozen=True)
class Line:
    """One recommendation in the report of a year, and what became of it."""

    key: str
    text: str
    owner: str
    level: str
    due: str
    state: str
    answer: str
    earlier: bool
    carried_over: bool
    became: str
    quality: int

    @property
    def silent(self) -> bool:
        """Whether it has been open since an earlier year, and nobody said what became of it."""
        return self.earlier and self.carried_over and not self.answer.strip()


def reported(panel: Panel, year: FinancialYear) -> QuerySet[Recommendation]:
    """Those made in the year, and every older one that was open when it began.

    What is proposed for a case that the panel has not reviewed is a draft, and its words are nobody else's yet.
    """
    made = Q(made_on__range=(year.first, year.last))
    open_then = Q(made_on__lt=year.first) & (Q(closed_on__isnull=True) | Q(closed_on__gte=year.first))
    return Recommendation.objects.agreed().filter(made | open_then, panel=panel)


def report_lines(panel: Panel, year: FinancialYear) -> list[Line]:
    """A line for each recommendation that the year has to answer for; none is missing."""
    found = reported(panel, year).select_related("superseded_by").order_by("made_on", "due_on", "pk")
    return [_line(row, year) for row in found]


def _line(row: Recommendation, year: FinancialYear) -> Line:
    return Line(
        key=str(row.pk),
        text=row.text,
        owner=row.owner,
        level=row.get_level_display(),
        due=day(row.due_on),
        state=row.get_state_display(),
        answer=row.answer,
        earlier=row.made_on < year.first,
        carried_over=row.closed_on is None or row.closed_on > year.last,
        became=became(row, min(today(), year.last)),
        quality=quality.met(hints_of(row)),
    )


def became(row: Recommendation, on: date) -> str:
    """What became of it, in a sentence that can stand in a report."""
    state = followup.State
    if row.state == state.SUPERSEDED:
        return f"Superseded on {day(row.closed_on)} by another recommendation"  # whose case may be closed to the reader
    if row.state == state.ABSORBED:
        return f"Goes on elsewhere since {day(row.closed_on)}: {row.absorbed_into}"
    if row.state in followup.CLOSED:
        return f"{row.get_state_display()} on {day(row.closed_on)}: {row.answer}"
    late = f", overdue since {day(row.due_on)}" if row.due_on < on else ""
    words = f": {row.answer}" if row.answer else ""
    return f"{row.get_state_display()}{late}{words}"
