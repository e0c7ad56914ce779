"""A case whose time is over, in the demonstration: put into the queue, and its erasure proposed by one person."""

from datetime import date, datetime, time, timedelta

from accounts.actions import organisations
from accounts.models import Panel
from audit.recording import PUBLIC, SYSTEM
from cases.actions import notify, retention, steps, triage
from cases.models import Case, Disposal
from cases.workflow import Step
from cdop.demo import words
from cdop.demo.clock import LONDON
from cdop.demo.history import key
from cdop.demo.people import People
from common.dates import today

YEARS, NUMBER = 15, 1999
FACTS = {
    "sex": "female", "ethnicity": "A", "gestation_weeks": 22, "birth_weight_grams": None,
    "place_of_death": "hospital", "expectedness": "expected",
}  # fmt: skip


def build(panel: Panel) -> None:
    """A period, as an administrator sets it, and one old case that was out of scope. It counts in no figure."""
    people = People(panel)
    panel.refresh_from_db()
    organisations.change_panel(
        panel_id=panel.pk,
        version=panel.version,
        by=people["admin"],
        retention_years=YEARS,
        retention_from="death",
        retention_basis="Invented records schedule, 2020",
    )
    case = _old(panel, people["manager"], date(today().year - YEARS - 2, 5, 12))
    retention.sweep(by=SYSTEM)
    row = Disposal.objects.get(case=case)
    why = "It was out of scope, and nobody has asked for it since."
    retention.propose(disposal_id=row.pk, version=row.version, reason=why, by=people["manager"])


def _old(panel: Panel, manager, died_on: date) -> Case:
    told = {name: value for name, value in FACTS.items() if value is not None}
    notification = notify.send(
        key=key("old notification", NUMBER),
        panel=panel,
        by=PUBLIC,
        received_at=datetime.combine(died_on + timedelta(days=1), time(10), tzinfo=LONDON),
        facts={
            **told,
            "died_on": died_on,
            "local_authority_id": "E06000032",
            "circumstances": words.CIRCUMSTANCES,
            "notifier_name": "Sample Notifier",
            "notifier_email": "notifier@example.org",
        },
        child={**words.names(NUMBER), "postcode": "QZ1 9AA", "born_on": died_on},
    )
    case = triage.accept(
        notification_id=notification.pk,
        version=notification.version,
        by=manager,
        born_on=died_on,
        died_on=died_on,
        local_authority=notification.local_authority,
        **FACTS,
    )
    steps.take(case_id=case.pk, step=Step.MARK_OUT_OF_SCOPE, by=manager, reason="No sign of life was seen.")
    return case
