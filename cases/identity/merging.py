"""Reads both sides of a merge and what stood there before. Nothing is written here."""

from datetime import date, time

from audit.recording import record
from cases import policy
from cases.identity.models import Child, MergeCopy
from cases.merging import FACTS, IDENTITY, Comparison, Field
from cases.models import Case, Merge, Notification
from common.formats import clock, day
from common.sealing import unseal


def compared(kept: Case, source: Case | Notification, *, by) -> Comparison:
    """Both sides, for the CDR manager; the look is recorded."""
    policy.manage(kept, by)
    (policy.manage if isinstance(source, Case) else _triage)(source, by)
    record("merge_compared", by=by, subject=source, case=kept, label=source.reference)
    mine, theirs = child_of(kept), child_of(source)
    identity = [field_of("identity", name, Child, mine, theirs) for name in IDENTITY]
    facts = [field_of("facts", name, Case, kept, source) for name in FACTS]
    return Comparison(
        tuple(identity + facts),
        tuple(_label(person) for person in only_there(mine, theirs, "relatives")),
        tuple(_label(person) for person in only_there(mine, theirs, "professionals")),
    )


def _triage(notification: Notification, by) -> None:
    policy.triage(notification.panel_id, by)


def child_of(row: Case | Notification) -> Child | None:
    """The child of a case or a notification, with family and professionals."""
    key = {"case": row} if isinstance(row, Case) else {"notification": row}
    return Child.objects.filter(**key).prefetch_related("relatives", "professionals").first()


def field_of(group: str, name: str, model, mine, theirs) -> Field:
    """One field on both sides, in words too."""
    found = model._meta.get_field(name)
    label = str(found.verbose_name)
    kept, other = getattr(mine, name, ""), getattr(theirs, name, "")
    return Field(
        group, name, label[:1].upper() + label[1:], kept, other, _shown(mine, name, kept), _shown(theirs, name, other)
    )


def _shown(row, name: str, value) -> str:
    if value in (None, ""):
        return ""
    words = getattr(row, f"get_{name}_display", None)
    if words:
        return str(words())
    if isinstance(value, time):
        return clock(value)
    return day(value) if isinstance(value, date) else str(value)


def only_there(mine: Child | None, theirs: Child | None, people: str) -> list:
    """Whom only the other side names; the same person under the same name is not brought twice."""
    have = {_label(person).lower() for person in getattr(mine, people).all()} if mine else set()
    return [person for person in getattr(theirs, people).all() if _label(person).lower() not in have] if theirs else []


def _label(person) -> str:
    role = getattr(person, "relationship", "") or getattr(person, "role", "")
    return ", ".join(part for part in (person.name or "Name not known", role) if part)


def present(kept: Case, name: str):
    """What the child of the case has now."""
    return getattr(Child.objects.filter(case=kept).first(), name, "")


def kept_copy(merge: Merge) -> dict | None:
    """What was there before; nothing where the key it was sealed with is gone."""
    found = MergeCopy.objects.filter(merge=merge).first()
    return unseal(found.sealed) if found else None
