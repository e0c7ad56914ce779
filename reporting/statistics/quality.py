"""How well the panel's meetings were run in a year: quorum, papers, decisions, deferrals, what was recorded."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Panel
from cases.models import Analysis, Case, Factor, LearningPoint, Recommendation
from cases.vocabularies import DelayCode
from common.dates import FinancialYear
from panels.selectors import quality
from panels.selectors.quality import Held, Outcome, Year
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.tables import REVIEWED, Row, Table

WEEK, FORTNIGHT = 7, 14
COUNTS = ("Number", "Out of")
Measure = tuple[str, str, Callable[[Any], bool]]

MEETINGS: tuple[Measure, ...] = (
    ("quorate", "Quorate", lambda one: one.quorate),
    ("papers_in_time", "Papers released 7 days before or earlier", lambda one: _at_least(one.released_before, WEEK)),
    ("minutes_in_time", "Minutes sent within 14 days", lambda one: _at_most(one.sent_after, FORTNIGHT)),
    ("minutes_approved", "Minutes approved at the next meeting", lambda one: one.approved_next),
)
ITEMS: tuple[Measure, ...] = (
    ("decided", "Review agreed at the meeting", lambda one: one.outcome == Outcome.DECIDED),
    ("awaiting", "Reviewed, awaiting one item", lambda one: one.outcome == Outcome.AWAITING),
    ("deferred", "Deferred", lambda one: one.outcome == Outcome.DEFERRED),
    ("conflict", "A member declared a conflict of interest", lambda one: one.conflicts > 0),
)
READERS: tuple[Measure, ...] = (
    ("all", "Had opened every paper", lambda one: one.opened == one.papers),
    ("some", "Had opened some papers", lambda one: 0 < one.opened < one.papers),
    ("none", "Had opened no paper", lambda one: one.opened == 0),
)
WITH_QUORUM: Measure = (
    "with_quorum", "Decided with a quorum for the case", lambda one: not one.without_quorum
)  # fmt: skip


def _at_least(days: int | None, wanted: int) -> bool:
    return days is not None and days >= wanted


def _at_most(days: int | None, wanted: int) -> bool:
    return days is not None and days <= wanted


def _rows(measures: Iterable[Measure], found: list) -> tuple[Row, ...]:
    return tuple(Row(code, label, sum(map(holds, found)), population=len(found)) for code, label, holds in measures)


def _table(key: str, title: str, rows: tuple[Row, ...], note: str = "") -> Table:
    """Rows with a base of their own. The disclosure proof knows nothing of them: never in a public edition."""
    kept = tuple(row for row in rows if row.population)
    base = max((row.population or 0 for row in kept), default=0)
    fixed: dict[str, Any] = {"shares": False, "parts": False, "of_people": False, "confidential": True}
    return Table(key, title, REVIEWED, base, 0, kept, each=COUNTS, note=note, **fixed)


@figure("quality.meetings")
def of_meetings(found: Year, year: FinancialYear) -> Table:
    """How meetings were prepared, held and minuted.

    Cohort: meetings of the financial year whose record is finalised.
    Period: the financial year, 1 April to 31 March, by the day in London on which the meeting began.
    Numerator: meetings with enough members, or deputies, and every group, by the rule they began with; whose
      papers were first released, and not withdrawn, 7 days before or earlier; whose minutes were last sent within
      14 days; whose minutes the next meeting held approved.
    Denominator: all meetings of the cohort; a row is left out where there was none.
    Exclusions: meetings cancelled, planned or not finalised.
    Not known: papers and minutes of which this system has no record count as not released, sent or approved.
    Bands: quorate; papers in time; minutes in time; minutes approved. Median days before and after the meeting are
      in the note.
    Source: meeting records, papers and minutes of the panel. Left out of every public edition.
    """
    rows = _rows(MEETINGS, found.meetings)
    return _table("quality.meetings", f"Panel meetings held in {year.label}", rows, _days(found.meetings))


def _days(held: list[Held]) -> str:
    before = [one.released_before for one in held if one.released_before is not None]
    after = [one.sent_after for one in held if one.sent_after is not None]
    said = [f"papers were released {median(before):g} days before the meeting"] if before else []
    said += [f"minutes were sent {median(after):g} days after the meeting"] if after else []
    return f"Median: {'; '.join(said)}." if said else ""


@figure("quality.cases")
def of_cases(found: Year, year: FinancialYear) -> Table:
    """What became of the cases on the agenda.

    Cohort: cases on the agenda of a meeting of the financial year whose record is finalised, at each such meeting
      once.
    Period: the financial year, 1 April to 31 March, by the day in London on which the meeting began.
    Numerator: cases whose review was agreed, agreed but for one item, or deferred; of which a member had a
      conflict of interest; decided without a reason of the chair to do so without a quorum.
    Denominator: all cases of the cohort; for the quorum those that were decided.
    Exclusions: cases taken off the agenda; meetings cancelled, planned or not finalised.
    Not known: does not arise; every case has an outcome before a meeting is finalised.
    Bands: agreed; awaiting one item; deferred; conflict declared; decided with a quorum. Cases per meeting are in
      the note.
    Source: agendas, decisions and declarations of the panel's meetings. Left out of every public edition.
    """
    decided = [one for one in found.items if one.outcome in quality.REVIEWED]
    rows = (*_rows(ITEMS, found.items), *_rows([WITH_QUORUM], decided))
    return _table("quality.cases", f"Cases at panel meetings in {year.label}", rows, _per_meeting(found))


def _per_meeting(found: Year) -> str:
    held = len(found.meetings)
    return f"{len(found.items) / held:.1f} cases at a meeting on average." if held else ""


@figure("quality.deferrals", rows=dict(DelayCode.choices))
def deferrals(found: Year, year: FinancialYear) -> Table:
    """Why cases were deferred.

    Cohort: cases deferred at a meeting of the financial year whose record is finalised, at each such meeting once.
    Period: the financial year, 1 April to 31 March, by the day in London on which the meeting began.
    Numerator: deferrals of a case with this reason for delay, running on the day of the meeting or begun up to 14
      days after.
    Denominator: all deferrals of the cohort; several reasons may run at once.
    Exclusions: cases taken off the agenda before the meeting.
    Not known: deferrals without such a reason stand in the last row; the words of the minutes are not counted.
    Source: decisions of the meetings and reasons for delay recorded with the case. Left out of every public edition.
    """
    deferred = [one for one in found.items if one.outcome == Outcome.DEFERRED]
    labels = {code: label for code, label in DelayCode.choices if any(code in one.delays for one in deferred)}
    rows = [
        Row(c, label, sum(c in one.delays for one in deferred), population=len(deferred)) for c, label in labels.items()
    ]
    without = sum(not one.delays for one in deferred)
    rows.append(Row("unrecorded", "No reason recorded with the case", without, population=len(deferred)))
    return _table("quality.deferrals", f"Deferrals in {year.label}, by reason for delay", tuple(rows))


@figure("quality.readers")
def of_readers(found: Year, year: FinancialYear) -> Table:
    """Whether members had opened the papers before the meeting.

    Cohort: everybody who was present at a meeting of the financial year whose papers were released here, at each
      once.
    Period: the financial year, 1 April to 31 March, by the day in London on which the meeting began.
    Numerator: members who had opened every paper open to them, some, or none before the time at which the meeting
      was to begin.
    Denominator: everybody of the cohort; papers of a case that is closed to a member are not asked of them.
    Exclusions: meetings without papers, or whose papers were withdrawn; deputies who were only named.
    Not known: does not arise; reading a printed copy or a download is not seen and counts as not opened.
    Bands: every paper; some; none.
    Source: the reading room's record of who opened which paper. Left out of every public edition.
    """
    title = f"Members present at meetings in {year.label}, by papers opened before"
    return _table("quality.readers", title, _rows(READERS, found.readers))


FOUND: dict[str, tuple[str, Q | Exists]] = {
    "cause": ("A cause of death", ~Q(cause_1="") | ~Q(cause_understood="")),
    "category": ("A category of death", Q(primary_override__isnull=False) | Q(categories__isnull=False)),
    "modifiability": ("Whether anything could be modified", ~Q(modifiability="")),
    "factors": ("A contributory factor", Exists(Factor.objects.filter(analysis=OuterRef("pk")))),
    "learning": ("Learning or good practice", Exists(LearningPoint.objects.filter(analysis=OuterRef("pk")))),
    "recommendation": (
        "A recommendation or action", Exists(Recommendation.objects.filter(case=OuterRef("case")))
    ),
}  # fmt: skip
COMPLETE = ("cause", "category", "modifiability")


@figure("quality.reviews")
def of_reviews(panel: Panel, cohort: Cohort) -> Table:
    """What reviews recorded.

    Cohort: deaths whose review was completed in the financial year.
    Period: the financial year, 1 April to 31 March, by the date of the meeting that finished the review.
    Numerator: reviews whose analysis form has a cause, a category, a modifiability; all three; a factor; learning
      or good practice; for which a recommendation was made.
    Denominator: all reviews completed.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: a review brought over from an earlier system records what that system kept; what is missing counts
      as not recorded.
    Bands: cause; category; modifiability; all three; factor; learning; recommendation.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    forms = Analysis.objects.filter(case__in=Case.objects.of_panel(panel).reviewed_in(cohort.year))
    whole = Q()
    for code in COMPLETE:
        whole &= Q(FOUND[code][1])
    wanted = {**{code: Q(holds) for code, (_, holds) in FOUND.items()}, "complete": whole}
    labels = {code: label for code, (label, _) in FOUND.items()} | {"complete": "Cause, category and modifiability"}
    counts = forms.aggregate(
        **{f"n_{code}": Count("pk", distinct=True, filter=holds) for code, holds in wanted.items()}
    )
    order = (*COMPLETE, "complete", "factors", "learning", "recommendation")
    rows = tuple(Row(code, labels[code], counts[f"n_{code}"], population=cohort.size) for code in order)
    return _table("quality.reviews", f"{cohort.period}, by what was recorded", rows)
