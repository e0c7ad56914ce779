"""What other bodies are told after a meeting: begun when it is finalised, worded and settled by the CDR manager."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy as case_policy
from common.dates import today
from common.errors import NotNow
from common.models import save_version
from panels import policy
from panels.models import Discussion, Meeting, Telling
from panels.selectors import tellings as selected

State, Kind = Telling.State, Telling.Kind

WITHIN = timedelta(days=14)
"""Days of the calendar after the meeting in which another body is told."""


@transaction.atomic
def begin(*, meeting: Meeting, by) -> list[Telling]:
    """A row for each correction and each referral that was recorded, in the transaction that finalises the meeting.

    Whatever became of the case: what was said has to be passed on even where the review was deferred. Beginning twice
    keeps the first rows.
    """
    policy.lead(meeting.panel_id, by)
    said = Discussion.objects.filter(item__in=meeting.agenda.standing()).select_related("item__case")
    return [_begun(one, kind, body, words, meeting, by) for one in said for kind, body, words in _wanted(one)]


def _wanted(said: Discussion):
    if said.correction.strip():
        yield Kind.CORRECTION, Telling.EXAMINER, said.correction
    if said.referral == Discussion.Referral.YES:
        yield Kind.REFERRAL, said.referral_body, said.referral_detail


def _begun(said: Discussion, kind: str, body: str, words: str, meeting: Meeting, by) -> Telling:
    values = {"body": body, "text": words.strip(), "due_on": today() + WITHIN}
    row, made = Telling.objects.get_or_create(item=said.item, kind=kind, defaults=values)
    if made:
        details = {"kind": str(kind), "body": body}
        record("telling_begun", by=by, subject=row, case=said.item.case, panel=meeting.panel, details=details)
    return row


@transaction.atomic
def reword(*, telling_id: UUID, version: int, words: str, by, reason: str = "") -> Telling:
    """Other words for the letter, or the same: what is found in them needs a ``reason`` to stay."""
    row = _locked(telling_id, by)
    text = words.strip()
    if not text:
        raise NotNow("words", "Leave something to read.")
    found = selected.found(row, text, by=by)
    if found and not reason.strip():
        raise NotNow("found", "Rewrite what was found, or say why it can stay.")
    save_version(row, version=version, text=text, words_kept_because=reason.strip() if found else "")
    _record("telling_worded", row, by, kept=sorted({str(hit.kind) for hit in found}))
    return row


@transaction.atomic
def settle(*, telling_id: UUID, version: int, state: str, by, on: date | None = None, words: str = "") -> Telling:
    """What became of it: told or answered ``on`` a day, or not told and why; ``waiting`` takes it back.

    Saying the same again changes nothing.
    """
    row = _locked(telling_id, by)
    wanted = _values(row, State(state), on, words.strip(), by)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    save_version(row, version=version, **wanted)
    _record("telling_settled", row, by, state=str(row.state))
    return row


EMPTY = {"sent_on": None, "sent_by_id": None, "answered_on": None, "answer": "", "reason": ""}


def _values(row: Telling, state: State, on: date | None, words: str, by) -> dict:
    if state == State.WAITING:
        return {**EMPTY, "state": state}
    if state == State.NOT_SENT:
        _require(words, "words", "Say why it is not told.")
        return {**EMPTY, "state": state, "reason": words}
    _require(on, "on", "Enter the day.")
    told = {"sent_on": row.sent_on or on, "sent_by_id": row.sent_by_id or by.pk}
    if state == State.SENT:
        told["sent_on"] = on
        _between(on, row.item.meeting.held_on, "The day lies between the meeting and today.")
        return {**EMPTY, "state": state, **told}
    _require(words, "words", "Write what the body answered.")
    _between(on, told["sent_on"], "The answer came after the body was told, and not after today.")
    return {**EMPTY, "state": state, **told, "answered_on": on, "answer": words}


def _require(value, code: str, sentence: str) -> None:
    if not value:
        raise NotNow(code, sentence)


def _between(on: date, first: date, sentence: str) -> None:
    if not first <= on <= today():
        raise NotNow("on", sentence)


@transaction.atomic
def letter(*, telling_id: UUID, by) -> Telling:
    """Records that the letter was taken, which may be when its words were settled."""
    row = _locked(telling_id, by)
    refuse_unread(row, by)
    _record("telling_letter_made", row, by)
    return row


def refuse_unread(row: Telling, by) -> None:
    """No letter leaves with words in it that may say who the child was, unless somebody said why they can stay."""
    if not row.text.strip():
        raise NotNow("words", "First write what the body is told.")
    if not row.words_kept_because and selected.found(row, row.text, by=by):
        raise NotNow("found", "First settle the words of the letter: something in them may say who the child was.")


def _locked(telling_id: UUID, by) -> Telling:
    rows = Telling.objects.select_for_update(of=("self",)).select_related("item__case__panel", "item__meeting")
    row = rows.get(pk=telling_id)
    case_policy.manage(row.item.case, by)
    return row


def _record(verb: str, row: Telling, by, **details) -> None:
    case = row.item.case
    record(verb, by=by, subject=row, case=case, panel=case.panel, details=details)
