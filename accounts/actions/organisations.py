"""Agencies, and the settings of a panel."""

from django.db import transaction

from accounts import policy
from accounts.models import Organisation, Panel, User
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
    changed = [name for name, value in values.items() if getattr(organisation, name) != value]
    save_version(organisation, version=version, **values)
    label, details = organisation.name, {"fields": changed}
    record("organisation_changed", by=by, subject=organisation, panel=panel, label=label, details=details)
    return organisation


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
