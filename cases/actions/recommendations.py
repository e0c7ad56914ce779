"""Recommendations of a case: proposed with the analysis, then followed until they are answered."""

import uuid
from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, Recommendation
from common.dates import today
from common.errors import NotNow
from common.models import save_version

CLOSED = (Recommendation.State.DONE, Recommendation.State.DECLINED)


@transaction.atomic
def add(*, case_id, new_id, by, text: str, owner: str, due_on: date, level: str = "local") -> Recommendation:
    """Adds a recommendation; ``new_id`` makes a double submit one row."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.draft_analysis(case, by)
    there = Recommendation.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    return _create(case, new_id, by, text=text, owner=owner, due_on=due_on, level=level)


def _create(case: Case, key, by, **fields) -> Recommendation:
    made = Recommendation.objects.create(
        id=key or uuid.uuid4(), panel_id=case.panel_id, case=case, made_on=today(), **fields
    )
    record("recommendation_added", by=by, subject=made, case=case, label=case.reference)
    return made


@transaction.atomic
def change(*, recommendation_id, version: int, by, **values) -> Recommendation:
    """Saves state, answer, owner, date or words; a closed state needs an answer and gets today's date."""
    row = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation_id)
    policy.draft_analysis(row.case, by)
    state, answer = values.get("state", row.state), values.get("answer", row.answer)
    if state in CLOSED and not answer.strip():
        raise NotNow("answer", "Say what was done, or why not, before the recommendation is closed.")
    closed_on = (row.closed_on or today()) if state in CLOSED else None
    before = row.state
    save_version(row, version=version, **values, closed_on=closed_on)
    details = {"from": before, "to": row.state}
    record("recommendation_changed", by=by, subject=row, case=row.case, label=row.case.reference, details=details)
    return row


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
        fields = {name: row[name] for name in ("text", "level", "owner", "due_on")}
        if row["id"] in proposed:
            _update(proposed[row["id"]], fields, case, by)
        else:
            _create(case, _free_key(row["id"]), by, **fields)


def _free_key(key: str) -> uuid.UUID | None:
    """The key chosen beforehand, unless some row has it already."""
    if not key or Recommendation.objects.filter(pk=key).exists():
        return None
    return uuid.UUID(key)


def _update(row: Recommendation, fields: dict, case: Case, by) -> None:
    if any(getattr(row, name) != value for name, value in fields.items()):
        save_version(row, version=row.version, **fields)
        record("recommendation_changed", by=by, subject=row, case=case, label=case.reference)
