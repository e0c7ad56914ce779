"""The register of recommendations across years: the board, one action with its history, lines for the report."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import Panel
from cases import followup, quality
from cases.models import OwnerLink, OwnerPause, OwnerReminder, Recommendation
from common.dates import FinancialYear, today
from common.formats import day

SOON = 30
"""Days in which something counts as due soon."""


def board(panel: Panel, user, *, show: str = "open", text: str = "", level: str = "") -> QuerySet[Recommendation]:
    """The panel's recommendations, the first due first; those closed last come first."""
    found = Recommendation.objects.visible_to(user).filter(panel=panel).prefetch_related(*_chasing())
    if text:
        found = found.filter(_says(text))
    if level:
        found = found.filter(level=level)
    return _shown(found, show)


def _says(text: str) -> Q:
    """Words that nobody has checked are not searched: the answer alone would give them away."""
    answer = Q(answer__icontains=text, answer_unchecked=False)
    words = Q(text__icontains=text, words_unchecked=False)
    return words | Q(owner__icontains=text) | answer


def _shown(found: QuerySet[Recommendation], show: str) -> QuerySet[Recommendation]:
    if show == "closed":
        return found.filter(closed_on__isnull=False).order_by("-closed_on", "pk")
    if show == "unchecked":
        return found.unchecked().order_by("due_on", "pk")
    if show == "overdue":
        found = found.filter(due_on__lt=today())
    if show == "soon":
        found = found.filter(due_on__range=(today(), today() + timedelta(days=SOON)))
    return found.open().order_by("due_on", "pk")


def counts(panel: Panel, user) -> dict[str, int]:
    """How many are overdue, due soon, open, and have words that wait to be checked."""
    found = Recommendation.objects.visible_to(user).filter(panel=panel)
    due = list(found.open().values_list("due_on", flat=True))
    now = today()
    return {
        "overdue": sum(on < now for on in due),
        "soon": sum(now <= on <= now + timedelta(days=SOON) for on in due),
        "open": len(due),
        "unchecked": found.unchecked().count(),
    }


def _chasing() -> list[Prefetch]:
    """Reminders, the latest first, and the pause that is open."""
    reminders = OwnerReminder.objects.order_by("-sent_on", "-pk")
    open_pauses = OwnerPause.objects.filter(ended_on=None)
    return [
        Prefetch("reminders", queryset=reminders, to_attr="reminded"),
        Prefetch("pauses", queryset=open_pauses, to_attr="resting"),
    ]


@dataclass(frozen=True)
class Chased:
    """The reminders of one recommendation and what rests."""

    reminders: list[OwnerReminder]
    pauses: list[OwnerPause]

    @property
    def resting(self) -> OwnerPause | None:
        """The pause that is open."""
        return next((one for one in self.pauses if one.ended_on is None), None)


def chased(row: Recommendation) -> Chased:
    """Who was reminded of one recommendation, and when that rested."""
    return Chased(list(row.reminders.all()), list(row.pauses.select_related("started_by")))


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
    unchecked: bool

    @property
    def silent(self) -> bool:
        """Whether it has been open since an earlier year, and nobody said what became of it."""
        return self.earlier and self.carried_over and not self.answer.strip() and not self.unchecked


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
        text=row.worded,
        owner=row.owner,
        level=row.get_level_display(),
        due=day(row.due_on),
        state=row.get_state_display(),
        answer=row.told,
        earlier=row.made_on < year.first,
        carried_over=row.closed_on is None or row.closed_on > year.last,
        became=became(row, min(today(), year.last)),
        quality=quality.met(hints_of(row)),
        unchecked=row.answer_unchecked,
    )


NOT_CHECKED = "the owner's words are not yet checked"
"""Stands where they will stand."""


def became(row: Recommendation, on: date) -> str:
    """What became of it, in a sentence that can stand in a report."""
    state = followup.State
    words = NOT_CHECKED if row.answer_unchecked else row.answer
    if row.state == state.SUPERSEDED:
        return f"Superseded on {day(row.closed_on)} by another recommendation"  # whose case may be closed to the reader
    if row.state == state.ABSORBED:
        return f"Goes on elsewhere since {day(row.closed_on)}: {row.absorbed_into}"
    if row.state in followup.CLOSED:
        return f"{row.get_state_display()} on {day(row.closed_on)}: {words}"
    late = f", overdue since {day(row.due_on)}" if row.due_on < on else ""
    return f"{row.get_state_display()}{late}" + (f": {words}" if words else "")
