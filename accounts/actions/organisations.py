"""Agencies, and the settings of a panel."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from accounts import policy
from accounts.models import Organisation, OrganisationContact, Panel, User
from audit.recording import record
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def add(*, key, panel: Panel, by: User, **values) -> Organisation:
    """An agency. The same form sent twice is one agency."""
    policy.administer(by, panel)
    made_before = Organisation.objects.filter(pk=key).first()
    if made_before:
        return made_before
    _refuse_twin(values["name"])
    organisation = Organisation.objects.create(pk=key, **values)
    record("organisation_added", by=by, subject=organisation, panel=panel, label=organisation.name)
    return organisation


@transaction.atomic
def change(*, organisation_id, version: int, panel: Panel, by: User, **values) -> Organisation:
    """New facts about an agency; one that is gone gets its last day and a successor, it is not removed."""
    policy.administer(by, panel)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    _refuse_twin(values["name"], but=organisation.pk)
    _refuse_successor(organisation, values.get("successor"), values.get("valid_to"))
    changed = [name for name, value in values.items() if getattr(organisation, name) != value]
    save_version(organisation, version=version, **values)
    label, details = organisation.name, {"fields": changed}
    record("organisation_changed", by=by, subject=organisation, panel=panel, label=label, details=details)
    return organisation


@transaction.atomic
def save_contacts(*, organisation_id, version: int, panel: Panel, by: User, contacts: dict[str, dict]) -> Organisation:
    """The contacts of an agency, ``{kind: name, email, phone}``; one without a name is taken away."""
    policy.keep_contacts(by, panel)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    save_version(organisation, version=version)
    for kind, values in contacts.items():
        _save_contact(organisation, kind, values, panel, by)
    return organisation


def _save_contact(organisation: Organisation, kind: str, values: dict, panel: Panel, by: User) -> None:
    details, there = {"kind": kind}, organisation.contacts.filter(kind=kind).first()
    if not values["name"] and there:
        there.delete()
        record("organisation_contact_removed", by=by, subject=organisation, panel=panel, details=details)
    elif values["name"] and (there is None or any(getattr(there, name) != values[name] for name in values)):
        OrganisationContact.objects.update_or_create(organisation=organisation, kind=kind, defaults=values)
        record("organisation_contact_saved", by=by, subject=organisation, panel=panel, details=details)


@transaction.atomic
def merge(*, predecessors: Iterable[UUID], successor_id: UUID, on: date, panel: Panel, by: User) -> Organisation:
    """One takes others over from a day on: each of them ends the day before and points at it. Nothing else changes, so
    that requests, people and cases of the time before keep the name of that time."""
    policy.administer(by, panel)
    keys = [*predecessors, successor_id]
    rows = {
        row.pk: row for row in Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    }
    successor = rows[successor_id]
    for row in (rows[key] for key in keys[:-1]):
        _refuse_end(row, on)
        last = on - timedelta(days=1)
        _refuse_successor(row, successor, last)
        save_version(row, version=row.version, successor=successor, valid_to=last)
        details = {"fields": ["successor", "valid_to"], "successor": successor.name, "until": str(last)}
        record("organisation_changed", by=by, subject=row, panel=panel, label=row.name, details=details)
    return successor


def _refuse_end(row: Organisation, on: date) -> None:
    if row.valid_to and row.valid_to < on:
        raise NotNow("ended", f"{row.name} ended before that day.")
    if row.valid_from and row.valid_from >= on:
        raise NotNow("not_begun", f"{row.name} did not exist before that day.")


def _refuse_successor(organisation: Organisation, successor: Organisation | None, valid_to: date | None) -> None:
    """Nobody is taken over by themselves, in however many steps; and who is taken over has a last day."""
    if successor is None:
        return
    if valid_to is None:
        raise NotNow("no_last_day", "Give the last day of an organisation that was taken over.")
    while successor is not None:
        if successor.pk == organisation.pk:
            raise NotNow("circle", "An organisation cannot be taken over by itself, nor by one that it took over.")
        successor = successor.successor


def _refuse_twin(name: str, but=None) -> None:
    if Organisation.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise NotNow("name_taken", "There is an organisation of this name already.")


@transaction.atomic
def change_panel(*, panel_id, version: int, by: User, **values) -> Panel:
    """The panel's settings; what they were and are is kept in the trail."""
    panel = Panel.objects.select_for_update(no_key=True).get(pk=panel_id)
    policy.administer(by, panel)
    details = {name: [getattr(panel, name), value] for name, value in values.items() if getattr(panel, name) != value}
    save_version(panel, version=version, **values)
    record("panel_changed", by=by, subject=panel, label=panel.name, details=details)
    return panel
