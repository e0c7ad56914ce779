"""The years behind: every case of ``data/history.csv`` from its notification to its review, day by day."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from accounts.models import Organisation, Panel
from audit.recording import PUBLIC
from cases.actions import analysis, delays, key_workers, notify, steps, triage
from cases.imports.rows import parse
from cases.models import Case
from cases.workflow import Step
from cdop.demo import clock, told, words
from cdop.demo.meetings import hold_meeting, list_case, plan_meeting
from cdop.demo.people import People

FILE = Path(__file__).parent / "data" / "history.csv"
NAMESPACE = UUID("6f3c1f6e-7f0b-4c53-9a53-0d5f6e6f2024")


def key(*parts: object) -> UUID:
    """A key that is the same at every run."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


LIVE = 1000
"""Numbers above it belong to the cases under way."""


@dataclass
class Builder:
    """What the events of the history need."""

    panel: Panel
    people: People
    cases: dict[str, Case] = field(default_factory=dict)
    days: dict[date, list[Callable]] = field(default_factory=lambda: defaultdict(list))


def rows(panel: Panel) -> list[dict]:
    """The plan, read by the importer's own reader."""
    from cases.models import FactorCode

    factors = set(FactorCode.objects.values_list("code", flat=True))
    areas = {area.pk for area in panel.areas.all()}
    parsed = parse(FILE.read_bytes(), areas=areas, factors=factors, today=date(2026, 4, 1))
    if parsed.faults:
        raise ValueError(f"history.csv: {parsed.faults[0]}")
    return [values for _, values in parsed.rows]


def build(panel: Panel) -> int:
    """Plays the history in the order in which it happened; returns the number of cases."""
    builder = Builder(panel, People(panel))
    plan = rows(panel)
    _plan_cases(builder, plan)
    _plan_meetings(builder, plan)
    for day in sorted(builder.days):
        with clock.on(day):
            for event in builder.days[day]:
                event()
    return len(plan)


def _plan_cases(builder: Builder, plan: list[dict]) -> None:
    for number, row in enumerate(plan, start=1):
        builder.days[row["notified_on"]].append(partial(_open, builder, number, row))
        if row["reviewed_on"] is None:
            builder.days[row["notified_on"] + timedelta(days=40)].append(partial(_wait, builder, row, None))
            continue
        builder.days[row["reviewed_on"] - timedelta(days=14)].append(partial(_prepare, builder, number, row))
        if (row["reviewed_on"] - row["died_on"]).days > 365:
            builder.days[row["reviewed_on"] - timedelta(days=60)].append(
                partial(_wait, builder, row, row["reviewed_on"] - timedelta(days=60))
            )


def _plan_meetings(builder: Builder, rows: list[dict]) -> None:
    by_day = defaultdict(list)
    for row in rows:
        if row["reviewed_on"]:
            by_day[row["reviewed_on"]].append(row)
    for day, reviewed in by_day.items():
        plan = partial(plan_meeting, builder, day, key("meeting", day), builder.people.regulars())
        builder.days[day - timedelta(days=35)].append(plan)
        builder.days[day - timedelta(days=10)].append(partial(_list_all, builder, day, reviewed))
        hold = partial(hold_meeting, builder, key("meeting", day), said=told.SAID if day == max(by_day) else None)
        builder.days[day].append(hold)


def _list_all(builder: Builder, day: date, reviewed: list[dict]) -> None:
    for row in reviewed:
        list_case(builder, key("meeting", day), builder.cases[row["reference"]])


def _open(builder: Builder, number: int, row: dict) -> None:
    born_on = None if row["age_days"] is None else row["died_on"] - timedelta(days=row["age_days"])
    notification = notify.send(
        key=key("notification", number),
        panel=builder.panel,
        by=PUBLIC,
        facts=_facts(row),
        child={**words.names(number), "born_on": born_on},
        professionals=[_professional()],
    )
    case = builder.cases[row["reference"]] = triage.accept(
        notification_id=notification.pk,
        version=notification.version,
        by=builder.people["manager"],
        born_on=born_on,
        local_authority=notification.local_authority,
        **{name: row[name] for name in FACTS},
    )
    told = {"on": row["notified_on"], "by": builder.people["manager"]}
    steps.tell_national_database(case_id=case.pk, version=case.version, **told)
    if number % 10 < 7:
        name_key_worker(builder, number, case, row["notified_on"])


FACTS = ("sex", "ethnicity", "imd_decile", "gestation_weeks", "place_of_death", "expectedness")


def _facts(row: dict) -> dict:
    facts = {name: row[name] for name in FACTS if name != "imd_decile"}
    return {
        **facts,
        "died_on": row["died_on"],
        "local_authority_id": row["local_authority"],
        "circumstances": words.CIRCUMSTANCES,
        "notifier_name": "Sample Notifier",
        "notifier_role": "Consultant (invented)",
        "notifier_agency": "Sample General Hospital",
        "notifier_email": "notifier@example.org",
    }


def _professional() -> dict:
    return {
        "role": "General practitioner",
        "name": "Dr Uma Unreal",
        "organisation": "Sample Surgery",
        "email": "gp@example.org",
    }


def name_key_worker(builder: Builder, number: int, case: Case, since: date) -> None:
    """The bereavement nurse becomes the family's contact."""
    key_workers.name(
        case_id=case.pk,
        new_id=key("key worker", number),
        by=builder.people["manager"],
        name="Toni Madeup",
        organisation=Organisation.objects.get(name="Sample General Hospital"),
        contact="01632 960001",
        starts_on=since,
        user=builder.people["keyworker"] if number > LIVE else None,
    )


def _wait(builder: Builder, row: dict, until: date | None) -> None:
    delays.add(
        case_id=builder.cases[row["reference"]].pk,
        new_id=key("delay", row["reference"]),
        by=builder.people["manager"],
        code="awaiting_inquest" if row["expectedness"] == "unexpected" else "further_information_requested",
        owner="Sample Coroner's Office" if row["expectedness"] == "unexpected" else "Sample General Hospital",
        started_on=row["notified_on"] + timedelta(days=30),
        ended_on=until,
    )


def _prepare(builder: Builder, number: int, row: dict) -> None:
    case = builder.cases[row["reference"]]
    manager = builder.people["manager"]
    met_on = max(row["notified_on"], row["reviewed_on"] - timedelta(days=45))
    steps.take(case_id=case.pk, step=Step.HOLD_CDRM, by=manager, on=met_on)
    doctor = builder.people.doctor_for(row["local_authority"])
    analysis.save_draft(case_id=case.pk, version=0, data=analysis_of(row), by=doctor)
    steps.take(case_id=case.pk, step=Step.PREPARE, by=manager)


def analysis_of(row: dict) -> dict:
    """The analysis form of a planned case."""
    category = row["primary_category"]
    return {
        "neonatal": row["age_days"] is not None and row["age_days"] < 28,
        "cause_understood": words.CAUSE[category],
        "categories": [category],
        "modifiability": row["modifiability"],
        "factors": [{"code": code, "relevance": 2, "modifiable": True} for code in row["factors"]],
        "learning_points": [{"text": words.LEARNING[c]} for c in row["factors"] if c in words.LEARNING],
    }


def moment(day: date, hour: int) -> datetime:
    """An hour of a day in London."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.LONDON)
