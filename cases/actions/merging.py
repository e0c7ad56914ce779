"""Brings two records of one death together, field by field as a person chose, and takes it back within a window."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import duplicates, merging, policy
from cases.actions import access, merged_identity, triage
from cases.actions.cases import change_facts
from cases.actions.steps import back_or_on
from cases.actions.transition import transition
from cases.identity import merging as identity
from cases.models import Case, Merge, Notification
from cases.workflow import Step
from common.errors import NotNow, Stale

State = Notification.State


@transaction.atomic
def merge(
    *, case_id, new_id, by, digest: str, choices: dict, people: bool, not_twins: bool, reason: str,
    notification_id=None, other_id=None,
) -> Merge:  # fmt: skip
    """Takes chosen values over into the case, and marks the notification or the other case as its duplicate.

    ``digest`` is of the comparison that the person saw; if either side has changed since, nothing happens. Where the
    two could be twins, somebody has to say that they are not. The same ``new_id`` twice is one merge.
    """
    kept = _locked(case_id, other_id)
    policy.manage(kept, by)
    found = Merge.objects.filter(pk=new_id, kept=kept).first()
    if found:
        return found
    source = _source(kept, notification_id, other_id, by)
    comparison = identity.compared(kept, source, by=by)
    _refuse(kept, source, comparison, digest, not_twins, reason)
    made = _made(kept, source, new_id, by, reason, not_twins)
    fields = merging.taken(comparison, choices)
    brought = merged_identity.bring_people(kept, source) if people else []
    _write(kept, fields, by)
    merged_identity.keep(made, {"fields": merging.pack(fields), "people": brought})
    made.fields, made.people = [field.key for field in fields], len(brought)
    made.save(update_fields=["fields", "people"])
    _set_aside(source, kept, by, reason)
    if isinstance(source, Case):
        access.exclude_alike(cases=[kept, source], by=by)
    details = {"fields": made.fields, "people": made.people, "not_twins": not_twins, "from": source.reference}
    record("case_merged", by=by, subject=made, case=kept, label=kept.reference, details=details)
    return made


def _locked(case_id, other_id) -> Case:
    """The case, locked together with the other one, always in one order: two people may merge each into the other."""
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=[case_id, other_id]).order_by("pk")
    return {row.pk: row for row in rows}[case_id]


def _source(kept: Case, notification_id, other_id, by) -> Case | Notification:
    if notification_id is not None:
        found = Notification.objects.select_for_update(of=("self",)).filter(pk=notification_id, panel=kept.panel_id)
    else:
        found = Case.objects.visible_to(by).filter(panel=kept.panel_id, pk=other_id).exclude(pk=kept.pk)
    row = found.first()
    if row is None:
        raise NotNow("no_such_record", "Choose another record of this panel.")
    if isinstance(row, Notification) and row.state != State.RECEIVED:
        raise NotNow("decided", "This notification has already been decided.")
    return row


def _refuse(kept: Case, source, comparison: merging.Comparison, digest: str, not_twins: bool, reason: str) -> None:
    if comparison.digest != digest:
        raise Stale()
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")
    why = duplicates.compare(duplicates.known_of(kept), duplicates.known_of(source))
    if why and why.could_be_twins and not not_twins:
        raise NotNow("twins", "These could be twins. Say that you have checked that they are one child.")


def _made(kept: Case, source, new_id, by, reason: str, not_twins: bool) -> Merge:
    which = {"notification": source} if isinstance(source, Notification) else {"other": source}
    return Merge.objects.create(
        id=new_id, kept=kept, reason=reason, not_twins=not_twins, by_id=by.pk, by_label=str(by), **which
    )


def _write(kept: Case, fields: list, by) -> None:
    merged_identity.write(kept, {field.name: field.other for field in fields if field.group == "identity"})
    facts = {field.name: field.other for field in fields if field.group == "facts"}
    _facts(kept, facts, by)


def _facts(kept: Case, facts: dict, by) -> None:
    """The facts, with the ages that follow from them and from a date of birth that was taken over."""
    born_on = identity.present(kept, "born_on") or None
    if born_on:
        facts = {**facts, **triage.ages(born_on, facts.get("died_on", kept.died_on))}
    changed = {name: value for name, value in facts.items() if getattr(kept, name) != value}
    if changed:
        change_facts(case_id=kept.pk, version=kept.version, by=by, **changed)
        kept.refresh_from_db()


def _set_aside(source, kept: Case, by, reason: str) -> None:
    if isinstance(source, Notification):
        triage.mark_duplicate(notification_id=source.pk, version=source.version, case_id=kept.pk, by=by, reason=reason)
    else:
        back_or_on(case_id=source.pk, step=Step.MARK_DUPLICATE, by=by, reason=reason)


@transaction.atomic
def undo(*, merge_id, by, reason: str) -> Merge:
    """Gives back what was there before, and lets the duplicate stand by itself again.

    A field that somebody changed after the merge stays as it is now; the trail names it.
    """
    found = (
        Merge.objects.select_for_update(of=("self",)).select_related("kept", "notification", "other").get(pk=merge_id)
    )
    kept = Case.objects.select_for_update(of=("self",)).get(pk=found.kept_id)
    policy.manage(kept, by)
    copy = _refuse_undo(found, reason)
    left = _give_back(kept, copy["fields"], by)
    stayed = merged_identity.take_away(copy["people"], kept)
    found.undone_at, found.undone_by_label, found.undo_reason = timezone.now(), str(by), reason
    found.version += 1
    found.save(update_fields=["undone_at", "undone_by_label", "undo_reason", "version", "updated_at"])
    _set_free(found, by, reason)
    details = {"left_as_they_are": left, "people_left": stayed}
    record("merge_undone", by=by, subject=found, case=kept, label=kept.reference, details=details)
    return found


def may_undo_until(merge: Merge):
    """The last moment at which a merge can be undone."""
    return merge.created_at + timedelta(days=merging.UNDO_DAYS)


def _refuse_undo(found: Merge, reason: str) -> dict:
    if found.undone_at:
        raise NotNow("undone", "This was undone already.")
    if timezone.now() > may_undo_until(found):
        raise NotNow(
            "too_late", f"A merge can be undone for {merging.UNDO_DAYS} days. Correct the case by hand instead."
        )
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")
    copy = identity.kept_copy(found)
    if copy is None:
        raise NotNow("no_copy", "What was there before can no longer be read. Correct the case by hand instead.")
    return copy


def _give_back(kept: Case, fields: dict, by) -> list[str]:
    left, facts, people = [], {}, {}
    for key, (before, after) in fields.items():
        group, _, name = key.partition(".")
        row_value = identity.present(kept, name) if group == "identity" else getattr(kept, name)
        if merging.plain(row_value) != after:
            left.append(key)
            continue
        model = identity.Child if group == "identity" else Case
        (people if group == "identity" else facts)[name] = model._meta.get_field(name).to_python(before)
    if "local_authority" in facts:
        facts["local_authority_id"] = facts.pop("local_authority")
    merged_identity.write(kept, people)
    _facts(kept, facts, by)
    return left


def _set_free(found: Merge, by, reason: str) -> None:
    if found.notification:
        one = found.notification
        triage.put_back(notification_id=one.pk, version=one.version, by=by, reason=reason)
    else:
        transition(case_id=found.other_id, step=Step.REOPEN, by=by, reason=reason)
