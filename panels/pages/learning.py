"""The learning library, and the briefing about one theme."""

import logging

from accounts.models import Panel
from common.components import Cell, Column, Table, Tag
from common.dates import today
from common.documents import rendering
from common.documents.checks import DocumentError
from common.documents.rendering import RenderingFailed
from common.errors import NotNow
from common.paging import page_at
from panels import briefing as leaflets
from panels.briefing import MOST_FACTORS, MOST_LESSONS, MOST_RECOMMENDATIONS, Briefing
from panels.forms.followup import LearningFilter
from panels.selectors import followup
from panels.selectors import learning as selectors

log = logging.getLogger(__name__)

A_PAGE = 25
GOOD = Tag("Good practice", "green")


def library(panel: Panel, user, query) -> dict:
    """The learning asked for, a page at a time."""
    form = LearningFilter(query)
    given = form.cleaned_data if form.is_valid() else {}
    theme = selectors.BY_CODE.get(given.get("theme", ""))
    found = selectors.lessons(panel, user, theme=theme.code if theme else "", text=given.get("q", ""))
    page = page_at(found, A_PAGE, query.get("page"))
    return {"table": _table(page), "page": page, "filter_form": form, "theme": theme}


def _table(lessons) -> Table:
    rows = [
        [Cell(one.text, tags=[GOOD] if one.good_practice else []), one.category, f"Reviewed {one.year}"]
        for one in lessons
    ]
    columns = [Column("Learning"), Column("Category of death"), Column("Year")]
    return Table("Learning", columns, rows, stack=True, caption_hidden=True)


def briefing(panel: Panel, user, theme: selectors.Theme) -> Briefing:
    """What one page about a theme says."""
    lessons = selectors.lessons(panel, user, theme=theme.code)
    today_ = today()
    return Briefing(
        theme=theme.label,
        panel=panel.name,
        contact=panel.contact_email,
        made_on=today_,
        lessons=[one.text for one in lessons if not one.good_practice][:MOST_LESSONS],
        good_practice=[one.text for one in lessons if one.good_practice][:MOST_LESSONS],
        factors=[f"{label} ({number} cases)" for label, number in selectors.factors(panel, user, theme.code)][
            :MOST_FACTORS
        ],
        recommendations=[
            (row.text, followup.became(row, today_)) for row in selectors.recommendations(panel, user, theme.code)
        ][:MOST_RECOMMENDATIONS],
    )


def briefing_file(panel: Panel, user, theme: selectors.Theme, kind: str) -> bytes:
    """The same as a file."""
    try:
        return rendering.make(leaflets.document(briefing(panel, user, theme)), kind)
    except (RenderingFailed, DocumentError) as fault:
        log.error("a briefing could not be made: %s", type(fault).__name__)
        raise NotNow(
            "document", "The file could not be made just now. Try again in a minute, or print the page."
        ) from fault
