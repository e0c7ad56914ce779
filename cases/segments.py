"""Shares the days of a review out among those who were waited for. Pure: spans in, segments out.

Every span and segment is half open: it holds its first day and not its last, so a segment that ends where the next
begins leaves no gap and no overlap, and the lengths add up to the days from start to end exactly.

Who owns a day on which several are waited for is settled by three rules, the first that tells:

1. Before the panel was told, the day belongs to nobody who could have worked on it.
2. A reason that somebody recorded comes before what is worked out from requests, processes and statuses.
3. Among equals the order of ``Owner`` decides: the coroner, another investigation, an agency, the family, a panel,
   the office. What is outside comes first, for nothing inside could have ended the wait that day.

A day that nothing explains belongs to ``base``: the office, unless nothing was recorded at the time.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cases.vocabularies.owner import Owner

RANK = {owner: place for place, owner in enumerate(Owner)}


class Span(NamedTuple):
    """Somebody was waited for from ``start`` until ``end``, or still is."""

    owner: Owner
    start: date
    end: date | None = None
    why: str = ""
    recorded: bool = False


class Segment(NamedTuple):
    """Days that lie with one owner, for one reason."""

    owner: Owner
    start: date
    end: date
    why: str = ""

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days


def segments(start: date, end: date, spans: Iterable[Span], base: Owner = Owner.OFFICE) -> list[Segment]:
    """The days from ``start`` to ``end``, each with exactly one owner; neighbours alike are one segment."""
    clipped = sorted((cut for span in spans if (cut := _clip(span, start, end))), key=_rank)  # the first owns a day
    edges = sorted({start, end, *(s.start for s in clipped), *(s.end for s in clipped)})
    found: list[Segment] = []
    for first, last in zip(edges, edges[1:], strict=False):
        best = next((span for span in clipped if span.start <= first and last <= span.end), None)
        owner, why = (best.owner, best.why) if best else (base, "")
        if found and (found[-1].owner, found[-1].why) == (owner, why):
            found[-1] = Segment(owner, found[-1].start, last, why)
        else:
            found.append(Segment(owner, first, last, why))
    return found


def _clip(span: Span, start: date, end: date) -> Span | None:
    first, last = max(span.start, start), min(span.end or end, end)
    return Span(span.owner, first, last, span.why, span.recorded) if first < last else None


def _rank(span: Span) -> tuple:
    return span.owner != Owner.NOTIFIER, not span.recorded, RANK[span.owner], span.start, span.why


def days_by_owner(found: Iterable[Segment]) -> dict[Owner, int]:
    """Days with each owner who has any, in the order of ``Owner``."""
    total = dict.fromkeys(Owner, 0)
    for segment in found:
        total[segment.owner] += segment.days
    return {owner: days for owner, days in total.items() if days}
