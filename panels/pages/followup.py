"""The board of recommendations, and one of them with its history."""

from django.urls import reverse

from cases import followup, quality
from cases import policy as case_policy
from cases.models import OwnerLink, Recommendation
from cases.presenters import owner_chasing
from cases.presenters.recommendations import late, state_tag, unchecked
from common.components import Cell, Column, Link, SummaryRow, Table, TimelineEntry
from common.dates import today
from common.formats import day, short_day
from common.paging import Walk
from common.policy import allowed
from panels import policy
from panels.forms.followup import BoardFilter
from panels.selectors import followup as selectors
from panels.selectors import tellings

A_PAGE = 25


def board(panel, user, query) -> dict:
    """The recommendations asked for, a page at a time, with the counts that lead to each list."""
    form = BoardFilter(query)
    given = form.cleaned_data if form.is_valid() else {}
    asked = {"show": given.get("show") or "open", "text": given.get("q", ""), "level": given.get("level", "")}
    page = Walk(selectors.board(panel, user, **asked), A_PAGE, query)
    leads = allowed(case_policy.follow_up, panel.pk, user)
    return {
        "table": table(page, leads=leads),
        "page": page,
        "filter_form": form,
        "counts": selectors.counts(panel, user),
        "leads": leads,
        "told": tellings.counts(panel, user) if allowed(policy.tell, panel.pk, user) else None,
    }


def table(rows, *, leads: bool) -> Table:
    """One line each: what, who, by when, where it stands. Words that nobody has checked are for those who lead."""
    made = [
        [
            Cell(row.text if leads else row.worded, url=reverse("panels:action", args=[row.pk])),
            row.owner,
            row.get_level_display(),
            Cell(short_day(row.due_on), tags=late(row), note=owner_chasing.board_words(row)),
            Cell(short_day(row.closed_on), tags=[state_tag(row), *unchecked(row)]),
        ]
        for row in rows
    ]
    columns = [Column(words) for words in ("What should change", "Owner", "Level", "By", "Where it stands")]
    return Table("Recommendations", columns, made, stack=True, caption_hidden=True)


def action(row: Recommendation, user) -> dict:
    """One recommendation, what was said about it, and what can be done."""
    hints, link, chased = selectors.hints_of(row), selectors.link_of(row), selectors.chased(row)
    leads = allowed(may_follow, row, user)
    is_open = row.state in followup.OPEN
    goes_on = is_open and chased.resting is None
    return {
        "action": row,
        "tag": state_tag(row),
        "details": _details(row, leads),
        "hints": hints,
        "meter": quality.sentence(hints),
        "history": _history(row, chased, leads),
        "resting": chased.resting,
        "next_reminder": owner_chasing.next_words(row, chased.reminders, today()) if goes_on else "",
        "may_pause": is_open and allowed(case_policy.pause_owner, row, user),
        "words": row.text if leads else row.worded,
        "may_check": row.unchecked and allowed(case_policy.check_owner_words, row, user),
        "unchecked": unchecked(row),
        "leads": leads,
        "link_words": _link_words(row, link),
        "may_send": leads and is_open and bool(row.owner_email) and not row.words_unchecked,
        "may_revoke": leads and link is not None and link.is_open,
    }


def may_follow(row: Recommendation, user) -> None:
    """The rule of the action, asked for the page."""
    if row.case is None:
        case_policy.follow_up(row.panel_id, user)
    else:
        case_policy.follow_up_case(row.case, user)


def _details(row: Recommendation, leads: bool) -> list[SummaryRow]:
    rows = [
        SummaryRow("Owner", row.owner),
        SummaryRow("By when", day(row.due_on), tag=next(iter(late(row)), None)),
        SummaryRow("Level", row.get_level_display()),
        SummaryRow("Strength", row.get_strength_display()),
        SummaryRow("How one will know", _measure(row, leads)),
        SummaryRow("Made on", day(row.made_on)),
    ]
    if row.superseded_by:
        url = reverse("panels:action", args=[row.superseded_by_id])
        rows.append(SummaryRow("Superseded by", "Another recommendation", url=url))  # it may be of a closed case
    if row.absorbed_into:
        rows.append(SummaryRow("Goes on in", row.absorbed_into))
    return rows


def _measure(row: Recommendation, leads: bool) -> str:
    return row.measure if row.measure and (leads or not row.words_unchecked) else "Not stated"


def _history(row: Recommendation, chased: selectors.Chased, leads: bool) -> list[TimelineEntry]:
    """Everything said and sent, the latest first."""
    entries = [_said(one, row, leads) for one in selectors.history(row)]
    entries += owner_chasing.history(chased.reminders, chased.pauses)
    return sorted(entries, key=lambda entry: str(entry.when), reverse=True)


def _said(one, row: Recommendation, leads: bool) -> TimelineEntry:
    by = "the owner, by link" if one.by_owner else str(one.by or "")
    open_to_all = not one.by_owner or one.words == row.told
    text = one.words if leads or open_to_all else "The owner's own words are for the chair and the CDR manager."
    return TimelineEntry(one.get_state_display(), one.at, by=by, text=text if one.words else "")


def _link_words(row: Recommendation, link: OwnerLink | None) -> str:
    if link is None:
        return "No link was sent to the owner yet." if row.owner_email else "No email address of the owner is known."
    if link.used_at:
        return f"The owner answered by link on {day(link.used_at)}."
    if link.is_open:
        return f"A link was sent on {day(link.updated_at)} and works until {day(link.expires_at)}."
    return f"The link sent on {day(link.created_at)} no longer works."


def trail() -> list[Link]:
    """The way back to the board."""
    return [Link("Recommendations", reverse("panels:actions"))]
