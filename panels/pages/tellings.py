"""What other bodies are told: the list, one of them, its words, its letter."""

from django.urls import reverse

from cases.identifiability.facts import KIND_LABELS
from common.documents import rendering
from common.documents.checks import DocumentError
from common.errors import NotNow
from common.paging import Walk
from panels.actions.tellings import WITHIN
from panels.checking import Finding, Passage, findings
from panels.forms.tellings import LetterWordsForm, SettleForm, TellingFilter
from panels.models import Telling
from panels.presenters import tellings as shown
from panels.selectors import tellings as selectors

A_PAGE = 25


def listing(panel, user, query) -> dict:
    """Those asked for, a page at a time."""
    form = TellingFilter(query)
    show = form.cleaned_data.get("show", "") if form.is_valid() else ""
    page = Walk(selectors.listed(panel, user, show=show or "open"), A_PAGE, query)
    return {
        "table": shown.table(page),
        "page": page,
        "filter_form": form,
        "counts": selectors.counts(panel, user),
        "days": WITHIN.days,
    }


def detail(row: Telling, user) -> dict:
    """One, with what can be done."""
    places = [] if row.words_kept_because else selectors.found(row, row.text, by=user)
    return {
        "telling": row,
        "tag": shown.state_tag(row),
        "details": shown.details(row),
        "places": len(places),
        "ready": bool(row.text) and not places,
    }


def findings_in(row: Telling, words: str, user) -> list[Finding]:
    """What in the words may say who the child was, each place in its sentence."""
    return findings(Passage("telling", "The letter", words), selectors.found(row, words, by=user))


def words_form(row: Telling, found: list[Finding], data=None, **instead) -> LetterWordsForm:
    """The form over the saved words, or over others ``instead``: those with the suggestions in them."""
    initial = {"version": row.version, "words": row.text, "reason": row.words_kept_because, **instead}
    form = LetterWordsForm(data, initial=initial, found=len(found))
    form.cancel_url = shown.url(row)
    return form


def words_page(row: Telling, found: list[Finding], form: LetterWordsForm) -> dict:
    """The words, and what was found in them."""
    places = [{"finding": one, "kind": KIND_LABELS[one.hit.kind]} for one in found]
    return {"telling": row, "form": form, "places": places, "heading": "The words of the letter"}


def settle_form(row: Telling, data=None) -> SettleForm:
    """What became of it, as it stands."""
    names = ("version", "state", "sent_on", "answered_on", "answer", "reason")
    form = SettleForm(data, initial={name: getattr(row, name) for name in names})
    form.cancel_url = shown.url(row)
    return form


def letter(row: Telling) -> bytes:
    """The letter as a Word file, made in a child process."""
    try:
        return rendering.make(shown.letter(row), "docx")
    except DocumentError as fault:
        raise NotNow("document", str(fault)) from fault


def done(row: Telling) -> str:
    """Where the way leads after saving."""
    return reverse("panels:telling", args=[row.pk])
