"""Everything a file is made of, read once and frozen as plain data: figures, charts, texts, meetings, people."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from django.utils import timezone

from common.dates import FinancialYear, london, today
from common.formats import day, moment
from panels.selectors import followup, quorums_of
from panels.selectors.report import Member, attendance_by_seat, meetings_held, membership_list
from reporting.annual_report import earlier, series
from reporting.annual_report.contents import narratives
from reporting.annual_report.live import registers
from reporting.annual_report.models import AnnualReport, Export, Section
from reporting.annual_report.word_template import selectors as templates
from reporting.disclosure.profiles import PROFILES
from reporting.figures import FigureSet, annual_figures
from reporting.selectors import comparators, context_of


def take(report: AnnualReport, edition: str, *, draw: bool) -> dict:
    """The snapshot of one edition. Its figures are already protected; names stand in the confidential one only."""
    figures = annual_figures(report.panel, FinancialYear.parse(report.year), edition, draw=draw)
    return of_figures(report, figures)


def of_figures(report: AnnualReport, figures: FigureSet, charts: str = "pictures") -> dict:
    """The snapshot of figures that were read already; ``charts`` says what Word files make of them."""
    year, edition = figures.year, figures.edition
    profile = PROFILES[report.panel.disclosure_profile]
    return {
        "panel": {"name": report.panel.name, "contact": report.panel.contact_email},
        "year": _year(year) | {"first": day(year.first), "last": day(year.last)},
        "edition": edition,
        "profile": {"title": profile.title, "words": profile.words},
        "made_on": london(timezone.now()).date().isoformat(),
        "as_at": moment(figures.data_as_at),
        "figures": figures.as_json(),
        "tables": (tables := [_table(table) for table in figures.tables]),
        "charts": {key: _chart(chart) for key, chart in figures.charts.items()},
        "texts": (texts := _texts(report)),
        "series": _series(report, edition, tables, texts.values()),
        "earlier": _earlier(report, edition, texts.values()),
        "members": _members(report.panel, named=edition == Export.Edition.CONFIDENTIAL),
        "meetings": _meetings(report.panel, year),
        "attendance": [asdict(seat) for seat in attendance_by_seat(report.panel, year)],
        "recommendations": _recommendations(report.panel, year),
        "context": _context(report.panel),
        "comparators": _comparators(year),
        "sources": registers.sources_of(report.panel_id),
        "abbreviations": registers.abbreviations_of(report.panel_id),
        "word": {"template": templates.mark_of(report.panel_id), "charts": charts},
    }


def figures_only(report: AnnualReport, edition: str, text: str = "") -> dict:
    """The part of a snapshot that one text needs: figures without charts, of other years too, and what it can cite."""
    year = FinancialYear.parse(report.year)
    figures = annual_figures(report.panel, year, edition)
    return {
        "year": _year(year),
        "edition": edition,
        "tables": (tables := [_table(table) for table in figures.tables]),
        "series": _series(report, edition, tables, [text]),
        "earlier": _earlier(report, edition, [text]),
        "comparators": _comparators(year),
        "sources": registers.sources_of(report.panel_id),
        "abbreviations": registers.abbreviations_of(report.panel_id),
    }


def digest(snapshot: dict) -> str:
    """The mark by which a snapshot is known again."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True).encode()).hexdigest()


def _series(report: AnnualReport, edition: str, tables: list[dict], texts: Iterable[str]) -> dict:
    return series.of_texts(report, edition, {table["key"]: table for table in tables}, texts)


def _earlier(report: AnnualReport, edition: str, texts: Iterable[str]) -> dict:
    return earlier.of_texts(report, edition, texts, _counted)


def _counted(panel, year: FinancialYear) -> dict[str, dict]:
    """Every table of a year as it stands today, for the confidential edition."""
    return {table.key: _table(table) for table in annual_figures(panel, year, Export.Edition.CONFIDENTIAL).tables}


def _year(year: FinancialYear) -> dict:
    return {"code": year.code, "label": year.label, "over": year.last < today()}


def _texts(report: AnnualReport) -> dict[str, str]:
    """What is written; the standard texts where the report has not been begun."""
    standard = {one.key: one.start for one in narratives()}
    return standard | dict(Section.objects.filter(report=report.pk).values_list("key", "text"))


def _chart(chart) -> dict:
    """Its picture, and the numbers that stand in the picture."""
    plot = {"kind": chart.kind, "names": list(chart.names), "values": list(chart.values)}
    return {"svg": chart.wide, "alt": chart.alt, "source": chart.source, "plot": plot}


def _table(table) -> dict:
    definition = asdict(table.definition) if table.definition else None
    return table.as_json() | {
        "grid": table.grid,
        "parts": table.parts,
        "shares": table.shares,
        "rounded": table.rounded,
        "of_people": table.of_people,
        "definition": definition,
    }


def _members(panel, *, named: bool) -> list[dict]:
    """The seats of the panel today, and who sits without one; names only where ``named``."""
    return [
        {
            "place": one.seat,
            "role": _held_by(one),
            "agency": one.agency,
            "seat": "Core" if one.core else "As required",
            "term": _term(one),
            **({"name": one.name} if named else {}),
        }
        for one in membership_list(panel)
    ]


def _held_by(one: Member) -> str:
    if one.vacant:
        return "Vacant"
    return "Lay member" if one.lay else one.job_title or one.role


def _term(one: Member) -> str:
    if one.from_on is None:
        return ""
    return f"From {day(one.from_on)}" + (f" to {day(one.to_on - timedelta(days=1))}" if one.to_on else "")


def _meetings(panel, year: FinancialYear) -> list[dict]:
    held = meetings_held(panel, year)
    quorums = quorums_of(held)
    return [_meeting(meeting, quorums[meeting.pk]) for meeting in held]


def _meeting(meeting, quorum) -> dict:
    return {
        "on": day(meeting.starts_at),
        "theme": meeting.theme,
        "present": quorum.present,
        "quorate": "Yes" if quorum.met else "No",
    }


def _recommendations(panel, year: FinancialYear) -> list[dict]:
    """Those made in the year, and older ones that were still open when it began, with what became of each."""
    return [
        {
            "text": one.text,
            "owner": one.owner,
            "due": one.due,
            "state": one.state,
            "answer": one.answer,
            "became": one.became,
            "earlier": one.earlier,
            "silent": one.silent,
        }
        for one in followup.report_lines(panel, year)
    ]


def _comparators(year: FinancialYear) -> list[dict]:
    """What others published of the figures of the report, each with its period, source and day of reading."""
    return [
        {
            "key": one.key,
            "area": one.area,
            "period": one.year.replace("-", "/"),
            "value": float(one.value),
            "unit": one.unit,
            "label": one.label,
            "source": one.source,
            "read_on": one.extracted_on.isoformat(),
        }
        for one in comparators(year)
    ]


def _context(panel) -> list[dict]:
    """What others published about the panel's areas."""
    return [
        {
            "key": one.key,
            "name": one.name,
            "unit": one.unit,
            "warning": one.warning,
            "sources": [f"{source}, read on {day(on)}" for source, on in one.sources],
            "values": [_value(value) for value in one.values],
        }
        for one in context_of(panel)
    ]


def _value(value) -> dict:
    interval = "" if None in (value.low, value.high) else f"{_plain(value.low)} to {_plain(value.high)}"
    return {
        "area": f"{value.area}, {value.category}" if value.category else value.area,
        "period": value.period,
        "value": _plain(value.value if value.value is not None else value.count),
        "interval": interval,
    }


def _plain(number) -> str:
    return "–" if number is None else f"{number.normalize():,f}"
