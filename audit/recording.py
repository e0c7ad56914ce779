"""Writes events. Called inside the transaction of the change, so that neither stands without the other."""

from collections.abc import Iterable
from typing import Any

from audit.models import Event
from audit.verbs import SENTENCES
from common.logs import request_id

SITE = "site"


def record(
    verb: str,
    *,
    by: Any,
    subject: Any,
    panel: Any = None,
    case: Any = None,
    label: str = "",
    purpose: str = "",
    details: dict | None = None,
) -> Event:
    """Appends one event. ``by`` is a person or a named actor; ``details`` never holds a family's identity.

    ``panel`` chooses the chain (a case or subject that knows its panel is enough); sensitive text is marked
    as changed, never copied.
    """
    event = _event(verb, by=by, subject=subject, panel=panel, case=case, label=label, purpose=purpose, details=details)
    event.save(force_insert=True)
    return event


def record_all(verb: str, *, by: Any, about: Iterable[tuple[Any, Any]], details: dict | None = None) -> None:
    """Appends one event for each ``(subject, case)`` in one statement, for an action on many rows at once."""
    Event.objects.bulk_create(
        _event(verb, by=by, subject=subject, panel=case.panel, case=case, details=details) for subject, case in about
    )


def record_of_panels(verb: str, *, by: Any, about: Iterable[tuple[Any, dict]], purpose: str) -> None:
    """Appends one event for each ``(panel, details)`` to that panel's chain, all in one statement."""
    Event.objects.bulk_create(
        _event(verb, by=by, subject=panel, panel=panel, label=panel.name, purpose=purpose, details=details)
        for panel, details in about
    )


def _event(verb, *, by, subject, panel=None, case=None, label="", purpose="", details=None) -> Event:
    if verb not in SENTENCES:
        raise ValueError(f"The audit verb {verb!r} has no sentence")
    panel_id = _panel_of(panel, case, subject)
    return Event(
        chain=str(panel_id or SITE),
        actor_id=str(getattr(by, "pk", "") or ""),
        actor_label=getattr(by, "audit_label", "") or str(by),
        verb=verb,
        subject_type=subject._meta.label_lower if hasattr(subject, "_meta") else str(subject),
        subject_id=str(getattr(subject, "pk", "") or ""),
        subject_label=label or str(getattr(subject, "reference", "") or ""),
        case_id=str(case.pk) if case is not None else "",
        case_reference=str(getattr(case, "reference", "") or ""),
        purpose=purpose,
        details=details or {},
        request_id=request_id.get(),
    )


def _panel_of(panel: Any, case: Any, subject: Any) -> Any:
    if panel is not None:
        return panel.pk
    for thing in (case, subject):
        if getattr(thing, "panel_id", None):
            return thing.panel_id
    return None


class Actor:
    """A named actor that is no person: the system itself, or the public who notify."""

    pk = None
    is_active = True
    is_authenticated = False

    def __init__(self, label: str) -> None:
        self.audit_label = label

    def __str__(self) -> str:
        return self.audit_label


SYSTEM = Actor("The system")
PUBLIC = Actor("A notifier without an account")
VISITOR = Actor("Somebody who was not signed in")
