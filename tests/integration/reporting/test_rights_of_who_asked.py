"""A file is made with the rights of whoever asked for it, as they are at each step: a role that ended stops it."""

import uuid

import pytest

from accounts.actions import memberships, people
from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear, today
from reporting import tasks
from reporting.annual_report import actions, exporting
from reporting.annual_report.models import Export

pytestmark = pytest.mark.django_db


def _end_role(user, panel, by):
    held = user.memberships.get()
    memberships.end(membership_id=held.pk, version=held.version, on=today(), by=by)


def _switch_off(user, panel, by):
    user.refresh_from_db()
    people.switch_off(user_id=user.pk, version=user.version, panel=panel, reason="Left", by=by)


def _nothing(user, panel, by):
    pass


ENDINGS = {"role ended": _end_role, "switched off": _switch_off, "nothing": _nothing}


@pytest.mark.parametrize("when", ["waiting", "the figures are read", "the file is made"])
@pytest.mark.parametrize("what", ENDINGS)
def test_a_file_stops_where_the_right_to_it_ends(panel, chair, person, monkeypatch, what, when):
    admin = person(Role.ADMINISTRATOR)

    def at(moment: str, result):
        def answer(*args, **kwargs):
            if moment == when:
                ENDINGS[what](chair, panel, admin)
            return result

        return answer

    monkeypatch.setattr(exporting.snapshot, "take", at("the figures are read", {"invented": 1}))
    monkeypatch.setattr(exporting, "build", lambda frozen: None)
    monkeypatch.setattr(exporting, "make", at("the file is made", b"invented"))
    report = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    (export,) = actions.ask_exports(
        report_id=report.pk, edition="confidential", formats=["csv"], new_id=uuid.uuid4(), by=chair
    )
    at("waiting", None)()
    assert tasks.run_due_exports() == 1
    export = Export.objects.get(pk=export.pk)
    stopped = what != "nothing"
    assert export.state == ("failed" if stopped else "ready")
    assert bool(export.file) is not stopped
    assert bool(export.error) is stopped
    assert Event.objects.filter(verb="report_exported").exists() is not stopped
    assert tasks.run_due_exports() == 0
