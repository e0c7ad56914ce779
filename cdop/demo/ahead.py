"""The meetings to come after the next one, and a case that waits for one of them."""

from datetime import date, time

from cases.models import Case
from cases.workflow import Status
from cdop.demo.history import key
from panels import dates
from panels.actions import holds, meetings, series


def build(builder, first: date) -> None:
    """The next meetings of the year, and a case that waits for the neonatal one."""
    days = dates.series(first, dates.Rhythm.MONTHLY, 3)
    manager = builder.people["manager"]
    planned = series.schedule(
        panel=builder.panel, series_id=key("meeting", "ahead"), days=days, starts=time(9, 30), ends=time(12, 30),
        place="Sample Council Offices, Room 1", by=manager,
    )  # fmt: skip
    last = planned[-1]
    meetings.change(meeting_id=last.pk, version=last.version, title="Neonatal panel", theme="Neonatal", by=manager)
    case = Case.objects.of_panel(builder.panel).filter(status=Status.PANEL_PREPARATION, age_days__lt=28).first()
    holds.hold(
        case_id=case.pk, new_id=key("hold", 1), theme="Neonatal", until=last.held_on, by=manager,
        reason="Several neonatal deaths are to be looked at together.",
    )  # fmt: skip
