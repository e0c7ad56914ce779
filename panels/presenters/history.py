"""What the panel tab of a case says: the state of the summary, and the meetings the case was on."""

from collections.abc import Iterable

from django.urls import reverse

from common.components import Link, SummaryRow, Tag, TimelineEntry
from common.dates import today
from common.formats import day
from panels.models import AgendaItem, CaseSummary, FamilyFeedback
from panels.presenters.paper import words_checked


def waiting_label(case) -> str:
    """A prepared case in a list to choose from: how long it has waited."""
    days = (today() - case.notified_on).days
    return f"{case.reference}, notified {day(case.notified_on)}, {days} days ago"


def summary_rows(summary: CaseSummary | None, analysis) -> list[SummaryRow]:
    """Whether the summary and the words of the analysis can be read by the panel."""
    return [
        SummaryRow("Anonymised summary", _summary_words(summary), tag=_tag(summary is not None and summary.checked)),
        SummaryRow(
            "Words of the analysis form", _analysis_words(summary, analysis), tag=_tag(words_checked(analysis, summary))
        ),
    ]


def feedback_rows(feedback: FamilyFeedback | None) -> list[SummaryRow]:
    """How far the feedback to the family is."""
    words, tag = _feedback(feedback)
    return [SummaryRow("Feedback for the family", words, tag=tag)]


def _feedback(feedback: FamilyFeedback | None) -> tuple[str, Tag]:
    if feedback is None:
        return "Not written yet", Tag("To do", "yellow")
    if feedback.sent_at is None:
        return "Written, not given to the key worker", Tag("Draft", "yellow")
    given = f"Given to {feedback.sent_to} on {day(feedback.sent_at)}"
    if feedback.told_on is None:
        return given, Tag("Given", "blue")
    return f"{given}. The family heard on {day(feedback.told_on)}", Tag("Told", "green")


def _tag(done: bool) -> Tag:
    return Tag("Checked", "green") if done else Tag("Not checked", "yellow")


def _summary_words(summary: CaseSummary | None) -> str:
    return f"Saved {day(summary.updated_at)} by {summary.written_by}" if summary else "Not written yet"


def _analysis_words(summary: CaseSummary | None, analysis) -> str:
    if analysis is None:
        return "The form is not begun yet"
    if summary and summary.analysis_version and not words_checked(analysis, summary):
        return "Changed since it was checked: the panel does not see its words until it is checked again"
    return "The panel reads them" if words_checked(analysis, summary) else "The panel does not see them"


def history_entries(items: Iterable[AgendaItem]) -> list[TimelineEntry]:
    """Each agenda the case stood on, with what became of it there."""
    return [_entry(item) for item in items]


def _entry(item: AgendaItem) -> TimelineEntry:
    text = item.reason
    if item.members_present is not None:
        text = f"{item.members_present} members present. {item.reason}".strip()
    title = "Taken off the agenda" if item.removed_at else str(item.get_outcome_display())
    link = Link(str(item.meeting), reverse("panels:meeting", args=[item.meeting_id]))
    by = str(item.decided_by) if item.decided_by else ""
    return TimelineEntry(title, item.meeting.starts_at, by=by, text=text, links=[link])
