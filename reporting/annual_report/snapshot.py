"""Everything a file is made of, read once and frozen as plain data: figures, charts, texts, meetings, people."""

import hashlib
import json
from dataclasses import asdict

from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from cases.models import Recommendation
from common.dates import FinancialYear, london
from common.formats import day, moment
from panels.models import Invitation, Meeting
from reporting.annual_report.contents import narratives
from reporting.annual_report.models import AnnualReport, Export, Section
from reporting.figures import annual_figures


def take(report: AnnualReport, edition: str, *, draw: bool) -> dict:
    """The snapshot of one edition. Its figures are already protected; names stand in the confidential one only."""
    year = FinancialYear.parse(report.year)
    figures = annual_figures(report.panel, year, edition, draw=draw)
    return {
        "panel": {"name": report.panel.name, "contact": report.panel.contact_email},
        "year": {"code": year.code, "label": year.label, "first": day(year.first), "last": day(year.last)},
        "edition": edition,
        "threshold": report.panel.suppression_threshold,
        "made_on": london(timezone.now()).date().isoformat(),
        "as_at": moment(figures.data_as_at),
        "figures": figures.as_json(),
        "tables": [_table(table) for table in figures.tables],
        "charts": {key: {"svg": c.wide, "alt": c.alt, "source": c.source} for key, c in figures.charts.items()},
        "texts": _texts(report),
        "members": _members(report.panel, named=edition == Export.Edition.CONFIDENTIAL),
        "meetings": _meetings(report.panel, year),
        "attendance": _attendance(report.panel, year),
        "recommendations": _recommendations(report.panel, year),
    }


def digest(snapshot: dict) -> str:
    """The mark by which a snapshot is known again."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True).encode()).hexdigest()


def _texts(report: AnnualReport) -> dict[str, str]:
    """What is written; the standard texts where the report has not been begun."""
    standard = {one.key: one.start for one in narratives()}
    return standard | dict(Section.objects.filter(report=report.pk).values_list("key", "text"))


def _table(table) -> dict:
    definition = asdict(table.definition) if table.definition else None
    return table.as_json() | {"parts": table.parts, "shares": table.shares, "definition": definition}


def _members(panel, *, named: bool) -> list[dict]:
    """Who sits on the panel today; names only where ``named``."""
    seated = Membership.objects.current().filter(panel=panel).exclude(seat="", is_lay=False)
    found = seated.select_related("user", "organisation").order_by("-seat", "organisation__name", "role")
    return [
        {
            "role": _role(seat),
            "agency": seat.organisation.name if seat.organisation else "",
            "seat": seat.get_seat_display() if seat.seat else "",
            **({"name": seat.user.full_name} if named else {}),
        }
        for seat in found
    ]


def _role(seat: Membership) -> str:
    return "Lay member" if seat.is_lay else seat.get_role_display()


def _held(panel, year: FinancialYear):
    """The meetings that count as held, by the same rule as the figure."""
    return Meeting.objects.filter(
        panel=panel,
        state__in=(Meeting.State.OPEN, Meeting.State.FINALISED),
        starts_at__date__range=(year.first, year.last),
    ).order_by("starts_at")


def _meetings(panel, year: FinancialYear) -> list[dict]:
    return [
        {
            "on": day(meeting.starts_at),
            "theme": meeting.theme,
            "quorate": {True: "Yes", False: "No", None: "Not recorded"}[meeting.quorate_at_start],
        }
        for meeting in _held(panel, year)
    ]


def _attendance(panel, year: FinancialYear) -> list[dict]:
    """Seats by agency and role: how many meetings somebody was invited to, and came to or sent a deputy."""
    came = Q(attendance=Invitation.Attendance.PRESENT) | ~Q(deputy_name="")
    invited = Invitation.objects.filter(meeting__in=_held(panel, year)).select_related("membership__organisation")
    found: dict[tuple[str, str], list[set]] = {}
    present = set(invited.filter(came).values_list("pk", flat=True))
    for one in invited:
        agency = one.membership.organisation.name if one.membership.organisation else ""
        meetings = found.setdefault((agency, _role(one.membership)), [set(), set()])
        meetings[0].add(one.meeting_id)
        if one.pk in present:
            meetings[1].add(one.meeting_id)
    return [
        {"agency": agency, "role": role, "invited": len(asked), "came": len(there)}
        for (agency, role), (asked, there) in sorted(found.items())
    ]


def _recommendations(panel, year: FinancialYear) -> list[dict]:
    """Those made in the year, and older ones that were still open when it began."""
    made = Q(made_on__range=(year.first, year.last))
    open_then = Q(made_on__lt=year.first) & (Q(closed_on__isnull=True) | Q(closed_on__gte=year.first))
    found = Recommendation.objects.filter(made | open_then, panel=panel).order_by("made_on", "due_on", "pk")
    return [
        {
            "text": one.text,
            "owner": one.owner,
            "due": day(one.due_on),
            "state": one.get_state_display(),
            "answer": one.answer,
            "earlier": one.made_on < year.first,
        }
        for one in found
    ]
