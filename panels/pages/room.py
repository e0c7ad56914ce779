"""What the reading room shows: contents, one paper, all papers, the file, and who has read what."""

import hashlib
from dataclasses import replace

from django.utils import timezone

from common.documents.checks import DocumentError
from common.documents.rendering import RenderingFailed, make
from common.errors import NotNow
from common.formats import moment
from common.policy import allowed
from panels import documents, policy, selectors
from panels.forms.papers import NoteForm
from panels.models import AgendaItem, Meeting, PackPaper
from panels.pages import papers
from panels.presenters import meeting as meeting_shown
from panels.presenters import room as shown
from panels.selectors import answers, private
from panels.selectors import room as selected


def room(found: Meeting, user) -> dict:
    """The contents of the room."""
    _still_open(found, user)
    pack = selected.latest(found)
    closed = _closed(found, user)
    return {
        **_around(found, pack, user),
        "rows": shown.rows(selected.pages(found, pack, user), closed),
        "count": sum(page.paper is not None for page in selected.pages(found, pack, user)),
        "stale": _stale(found, user) if pack and allowed(policy.run, found.panel_id, user) else [],
    }


def _stale(found: Meeting, user) -> list[AgendaItem]:
    """The items whose chosen answers were changed since; for the manager, who can release anew."""
    items = selectors.readable_items(found, user)
    cases = answers.changed_cases(item.case_id for item in items)
    return [item for item in items if item.case_id in cases]


def _around(found: Meeting, pack, user) -> dict:
    manages = allowed(policy.run, found.panel_id, user)
    return {
        "meeting": found,
        "pack": pack,
        "withdrawn": pack is not None and pack.withdrawn_at is not None,
        "when": meeting_shown.times(found),
        "manages": manages,
        "leads": allowed(policy.lead, found.panel_id, user),
        "may_download": allowed(policy.download, found.panel, user),
        "opened_at": timezone.now(),
        "until": found.access_ends_at,
    }


def _still_open(found: Meeting, user) -> None:
    """Raises ``NotNow`` where the reader's time with these papers is over."""
    over = found.state in (Meeting.State.FINALISED, Meeting.State.CANCELLED)
    if (over or found.access_ends_at <= timezone.now()) and not allowed(policy.run, found.panel_id, user):
        raise NotNow("closed", "The papers of this meeting are closed.")


WITHDRAWN, CLOSED = "withdrawn", "closed"


def standing(found: Meeting, items: list[AgendaItem], user) -> str:
    """A mark of the papers of these items that an open page may go on showing: another, or a word, and they are gone.

    It changes when papers are withdrawn, released with other words, or when one of them is no longer the reader's.
    """
    if not allowed(_still_open, found, user):
        return CLOSED
    pack = selected.latest(found)
    if pack is None:
        return ""
    if pack.withdrawn_at is not None:
        return WITHDRAWN
    return hashlib.sha256("".join(selected.marks(pack, items)).encode()).hexdigest()[:16]


def _closed(found: Meeting, user) -> list[AgendaItem]:
    items = selectors.agenda(found)
    closed = selectors.closed_to(items)
    return [item for item in items if user.pk in closed[item.case_id]]


def paper(item: AgendaItem, user) -> dict:
    """One paper with the reader's own note beside it; ``opened`` is what is recorded as read."""
    found = item.meeting
    pack = selected.latest(found)
    page = next((one for one in selected.pages(found, pack, user) if one.item.pk == item.pk), None)
    stored = page.paper if page else None
    own = allowed(policy.private, found, user)
    live = papers.paper(item, user)
    made = shown.shown(item, stored.content if stored else None)
    if stored and found.state == Meeting.State.OPEN:  # what the panel says counts as checked, and is read at once
        made = replace(made, analysis=live["paper"].analysis)
    return {
        **live,
        **_around(found, pack, user),
        "paper": made,
        "opened": [stored] if stored else [],
        "released": stored is not None,
        "standing": standing(found, [item], user),
        "private": own,
        "note_form": note_form(item, user) if own else None,
        "rates": own and stored is not None and bool(stored.content["factors"]) and not private.discussed(item),
        "rated": len(private.ratings_of(item, user)) if own else 0,
        "sees_spread": allowed(policy.see_spread, found.panel_id, user),
    }


def note_form(item: AgendaItem, user) -> NoteForm:
    """The reader's own note as a form."""
    note = private.note_of(item, user)
    return NoteForm(initial={"version": note.version if note else 0, "text": note.text if note else ""})


def everything(found: Meeting, user) -> dict:
    """Every released paper that the reader may read, on one page."""
    _still_open(found, user)
    pack = selected.latest(found)
    pages = [page for page in selected.pages(found, pack, user) if page.paper]
    return {
        **_around(found, pack, user),
        "papers": [shown.shown(page.item, page.paper.content) for page in pages],
        "opened": [page.paper for page in pages],
        "standing": standing(found, selectors.readable_items(found, user), user),
    }


def document(found: Meeting, user) -> tuple[list[PackPaper], object]:
    """The papers for one reader's file, and the document that they make."""
    context = everything(found, user)
    if not context["papers"]:
        raise NotNow("nothing", "There are no papers for you to download.")
    reader = f"{user}, {moment(context['opened_at'])}"
    made = documents.pack(found, context["papers"], reader=reader, version=context["pack"].number)
    return context["opened"], made


def as_pdf(made) -> bytes:
    """The file, set in a process of its own."""
    try:
        return make(made, "pdf")
    except (DocumentError, RenderingFailed) as fault:
        raise NotNow("file", "The file could not be made just now. Read the papers on screen, or try again.") from fault


def readers(found: Meeting, user) -> dict:
    """Who has read which of the papers that this reader may see."""
    pack = selected.latest(found)
    pages = selected.pages(found, pack, user)
    closed = selectors.closed_to([page.item for page in pages])
    reads = selected.readers(found, pages)
    table = shown.readers_table(selected.invited(found), pages, reads, closed)
    return {**_around(found, pack, user), "table": table, "any": any(page.paper for page in pages)}
