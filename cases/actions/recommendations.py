"""Recommendations: proposed with the analysis or made across cases, then followed until they are answered."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.models import Panel
from audit.recording import record
from cases import followup, policy
from cases.models import Case, Recommendation, RecommendationProgress
from cases.selectors import owner_words
from common.dates import today
from common.models import save_version

WORDS = ("text", "measure")
"""What others read of a recommendation: changed words are checked again before they do."""


@transaction.atomic
def add(*, case_id, new_id, by, text: str, owner: str, due_on: date, **more) -> Recommendation:
    """Adds a recommendation; ``new_id`` makes a double submit one row."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.draft_analysis(case, by)
    there = Recommendation.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    late = case.reviewed_on is not None  # nobody reads the analysis of a reviewed case through again
    return _create(case, new_id, by, text=text, owner=owner, due_on=due_on, words_unchecked=late, **more)


@transaction.atomic
def add_across_cases(*, panel: Panel, new_id, by, text: str, owner: str, due_on: date, **more) -> Recommendation:
    """A recommendation from what several cases have shown; it belongs to none of them.

    No record is known that its words could be held against. Where they hold what looks like a name, a date or a number
    they wait for the CDR manager like changed ones.
    """
    policy.follow_up(panel.pk, by)
    there = Recommendation.objects.filter(pk=new_id, panel=panel).first()
    if there:
        return there
    made = Recommendation(id=new_id, panel=panel, text=text, owner=owner, due_on=due_on, made_on=today(), **more)
    made.words_unchecked = any(owner_words.found(made, text, by=by, part=owner_words.TEXT).values())
    made.save(force_insert=True)
    record("recommendation_added", by=by, subject=made, panel=panel)
    return made


def _create(case: Case, key, by, **fields) -> Recommendation:
    made = Recommendation.objects.create(
        id=key or uuid.uuid4(), panel_id=case.panel_id, case=case, made_on=today(), **fields
    )
    record("recommendation_added", by=by, subject=made, case=case, label=case.reference)
    return made


@transaction.atomic
def change(*, recommendation_id, version: int, by, **values) -> Recommendation:
    """Saves words, owner, date, state or answer. A closed state needs what ``followup`` asks for, and gets a date."""
    row = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation_id)
    _may_change(row, by)
    if any(name in values and values[name] != getattr(row, name) for name in WORDS):
        values["words_unchecked"] = True
    return write(row, version=version, by=by, **values)


def _may_change(row: Recommendation, by) -> None:
    """A draft is the analysis's; what the panel has agreed is followed up by chair and manager too."""
    if row.case is None:
        policy.follow_up(row.panel_id, by)
    elif row.case.reviewed_on is None:
        policy.draft_analysis(row.case, by)
    else:
        policy.follow_up_case(row.case, by)


def write(row: Recommendation, *, version: int, by, by_owner: bool = False, **values) -> Recommendation:
    """Writes a locked row, with its progress where the state or the answer is new. Inside another action."""
    before, answer = row.state, row.answer
    state = values.get("state", before)
    followup.require(before, state, {**_saved(row), **values}, owner=by_owner)
    if state != followup.State.SUPERSEDED:
        values["superseded_by"] = None
    if state != followup.State.ABSORBED:
        values["absorbed_into"] = ""
    values["closed_on"] = (row.closed_on or today()) if state in followup.CLOSED else None
    values["answer_unchecked"] = _unchecked(row, values.get("answer", answer), by_owner)
    save_version(row, version=version, **values)
    if (before, answer) != (row.state, row.answer):
        RecommendationProgress.objects.create(
            recommendation=row, state=row.state, words=row.answer, by_owner=by_owner, by_id=by.pk
        )
    details = {"from": before, "to": row.state, "fields": sorted(values)}
    label = row.case.reference if row.case else ""
    record("recommendation_changed", by=by, subject=row, case=row.case, panel=row.panel, label=label, details=details)
    return row


def _unchecked(row: Recommendation, answer: str, by_owner: bool) -> bool:
    """An owner's new words wait for the check, and go on waiting whatever the panel adds to them."""
    return bool(answer) and (row.answer_unchecked or (by_owner and answer != row.answer))


def _saved(row: Recommendation) -> dict:
    return {name: getattr(row, name) for name in ("answer", "superseded_by", "absorbed_into")}


def keep_proposed(*, case: Case, rows: list[dict], by) -> None:
    """Makes the case's proposed recommendations equal ``rows``; part of saving the analysis, in its transaction.

    Those under way or answered stay as they are: they are followed in the register.
    """
    proposed = {str(r.pk): r for r in case.recommendations.filter(state=Recommendation.State.PROPOSED)}
    kept = {row["id"] for row in rows}
    for key in proposed.keys() - kept:
        record("recommendation_removed", by=by, subject=proposed[key], case=case, label=case.reference)
        proposed[key].delete()
    for row in rows:
        fields = {name: value for name, value in row.items() if name != "id"}
        if row["id"] in proposed:
            _update(proposed[row["id"]], fields, case, by)
        else:
            _create(case, _free_key(row["id"]), by, **fields)


def hold_back(*, case: Case, keys: Iterable[str], by) -> None:
    """Something in the words of these may say who the child was: others read them once that is settled."""
    for row in case.recommendations.select_for_update().filter(pk__in=list(keys), words_unchecked=False):
        save_version(row, version=row.version, words_unchecked=True)
        record("recommendation_held_back", by=by, subject=row, case=case, label=case.reference)


def read_through(*, case: Case, by) -> None:
    """The CDR manager has read the words of the analysis through, its recommendations among them."""
    policy.manage(case, by)
    for row in case.recommendations.select_for_update().filter(words_unchecked=True):
        save_version(row, version=row.version, words_unchecked=False)


def _free_key(key: str) -> uuid.UUID | None:
    """The key chosen beforehand, unless some row has it already."""
    if not key or Recommendation.objects.filter(pk=key).exists():
        return None
    return uuid.UUID(key)


def _update(row: Recommendation, fields: dict, case: Case, by) -> None:
    if any(getattr(row, name) != value for name, value in fields.items()):
        save_version(row, version=row.version, **fields)
        record("recommendation_changed", by=by, subject=row, case=case, label=case.reference)
