"""Where the days of a case went: one bar along its time, and a table that adds up."""

from cases.segments import Segment, days_by_owner
from cases.vocabularies.owner import Owner
from common.components import Share, SharedBar
from common.formats import day

SERIES = {owner: number for number, owner in enumerate(Owner, start=1)}


def days(number: int) -> str:
    """A number of days in words."""
    return f"{number} day{'' if number == 1 else 's'}"


def bar(case, segments: list[Segment]) -> SharedBar:
    """The days from the death to the review, or to today."""
    totals, last = days_by_owner(segments), segments[-1].end if segments else case.died_on
    until = "the review" if case.reviewed_on else day(last)
    return SharedBar(
        caption=f"Where the days went, from the death to {until}",
        label_heading="With whom",
        value_heading="Days",
        pieces=[(SERIES[segment.owner], segment.days) for segment in segments],
        shares=[_share(owner, number, segments) for owner, number in totals.items()],
        total=days(sum(totals.values())),
    )


def _share(owner: Owner, number: int, segments: list[Segment]) -> Share:
    reasons = dict.fromkeys(segment.why for segment in segments if segment.owner == owner and segment.why)
    return Share(SERIES[owner], owner.label, number, days(number), ", ".join(reasons))
