"""What becomes of a notification: a case, a duplicate, out of scope, or another panel's. Decided by the CDR manager."""

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy
from cases.actions import agreements, cases, places
from cases.identity import actions as identity
from cases.models import Case, Notification, TriageDecision
from cases.scope import years_old
from common.dates import age_in_days, birthday, london
from common.errors import NotNow
from common.models import save_version

State = Notification.State


@transaction.atomic
def accept(*, notification_id, version: int, by, born_on=None, **facts) -> Case:
    """Opens a case with ``facts`` (corrected where needed) and joins the child's identity to it."""
    notification = _waiting(notification_id, by)
    facts = {"died_on": notification.died_on, **facts}
    _refuse_impossible(born_on, facts["died_on"], london(notification.received_at).date())
    case = cases.open_case(
        panel=notification.panel,
        by=by,
        notified_on=london(notification.received_at).date(),
        **ages(born_on, facts["died_on"]),
        **facts,
    )
    _decide(notification, version, by, state=State.ACCEPTED, case=case)
    identity.join_case(notification=notification, case=case, by=by, born_on=born_on)
    if case.imd_decile is None:
        places.place(case_id=case.pk, by=by, keep_area=True)
        case.refresh_from_db()
    record("notification_accepted", by=by, subject=notification, case=case)
    return case


@transaction.atomic
def mark_duplicate(*, notification_id, version: int, case_id, by, reason: str) -> Notification:
    """The same death as a case that is already there. Nothing is merged; the notification points at the case."""
    notification = _waiting(notification_id, by)
    case = Case.objects.visible_to(by).filter(panel=notification.panel, pk=case_id).first()
    if case is None:
        raise NotNow("no_such_case", "Choose the case that this notification repeats.")
    _needs_reason(reason)
    _decide(notification, version, by, state=State.DUPLICATE, duplicate_of=case, decision_reason=reason)
    record("notification_duplicate", by=by, subject=notification, case=case)
    return notification


@transaction.atomic
def mark_out_of_scope(*, notification_id, version: int, by, reason: str) -> Notification:
    """Not a death that this process reviews."""
    notification = _waiting(notification_id, by)
    _needs_reason(reason)
    _decide(notification, version, by, state=State.OUT_OF_SCOPE, decision_reason=reason)
    record("notification_out_of_scope", by=by, subject=notification)
    return notification


@transaction.atomic
def transfer(*, notification_id, version: int, by, to: str, reason: str) -> Notification:
    """Another panel reviews it; ``to`` says which."""
    notification = _waiting(notification_id, by)
    _needs_reason(reason)
    if not to.strip():
        raise NotNow("to_whom", "Say which panel takes it over.")
    _decide(notification, version, by, state=State.TRANSFERRED, transferred_to=to, decision_reason=reason)
    record("notification_transferred", by=by, subject=notification)
    return notification


@transaction.atomic
def put_back(*, notification_id, version: int, by, reason: str) -> Notification:
    """Takes a decision back, so that the notification waits again. A case that was opened stays open."""
    notification = _locked(notification_id, by)
    if notification.state not in (State.DUPLICATE, State.OUT_OF_SCOPE, State.TRANSFERRED):
        raise NotNow("not_decided", "Only a notification that was decided without a case can be put back.")
    _needs_reason(reason)
    earlier = notification.state
    save_version(
        notification,
        version=version,
        state=State.RECEIVED,
        duplicate_of=None,
        transferred_to="",
        decision_reason="",
        decided_at=None,
        decided_by=None,
    )
    _keep(notification, earlier, by, reason=reason)
    agreements.close_left(by=by, reason=reason, notification=notification)
    record("notification_put_back", by=by, subject=notification, details={"from": earlier})
    return notification


def ages(born_on, died_on) -> dict:
    """Age at death in days and completed years, as the case counts it; nothing without a date of birth."""
    if born_on is None:
        return {"age_days": None, "age_years": None}
    return {"age_days": age_in_days(born_on, died_on), "age_years": years_old(born_on, died_on)}


def _refuse_impossible(born_on, died_on, notified_on) -> None:
    if died_on > notified_on:
        raise NotNow("dates", "The date of death must not be after the day on which it was notified.")
    if born_on and born_on > died_on:
        raise NotNow("dates", "The date of death must not be before the date of birth.")
    if born_on and birthday(born_on, 18) <= died_on:
        raise NotNow("adult", "A case can only be opened for a death before the 18th birthday.")


def _locked(notification_id, by) -> Notification:
    found = Notification.objects.select_for_update(of=("self",)).select_related("panel").get(pk=notification_id)
    policy.triage(found.panel_id, by)
    return found


def _waiting(notification_id, by) -> Notification:
    notification = _locked(notification_id, by)
    if notification.state != State.RECEIVED:
        raise NotNow("decided", "This notification has already been decided.")
    return notification


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")


def _decide(notification: Notification, version: int, by, **values) -> None:
    save_version(notification, version=version, decided_at=timezone.now(), decided_by_id=by.pk, **values)
    _keep(
        notification,
        State.RECEIVED,
        by,
        reason=notification.decision_reason,
        transferred_to=notification.transferred_to,
        case=notification.case or notification.duplicate_of,
    )


def _keep(notification: Notification, earlier: str, by, **values) -> None:
    TriageDecision.objects.create(
        notification=notification,
        from_state=earlier,
        to_state=notification.state,
        by_id=by.pk,
        by_label=str(by),
        **values,
    )
