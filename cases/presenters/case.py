"""The head of a case page: who it is about and where it stands."""

from cases.clocks import Clock, State
from cases.workflow import Status
from common.components import Cell, Column, IdentityBar, Link, SummaryRow, Table, Tag
from common.formats import age_between, day, nhs, short_day

STATUS_COLOURS = {
    Status.GATHERING: "yellow",
    Status.CDRM_SCHEDULED: "blue",
    Status.CDRM_HELD: "blue",
    Status.PANEL_PREPARATION: "purple",
    Status.LISTED: "purple",
    Status.AWAITING_ITEM: "orange",
    Status.REVIEWED: "green",
    Status.SUBMITTED: "teal",
}
CLOCK_COLOURS = {
    State.MET: "green",
    State.LATE: "orange",
    State.DUE: "blue",
    State.OVERDUE: "red",
    State.WAITING: "grey",
    State.HELD: "purple",
    State.NOT_KNOWN: "grey",
}


def status_tag(status: str) -> Tag:
    """Where a case stands."""
    return Tag(Status(status).label, STATUS_COLOURS.get(status, "grey"))


def clock_tag(clock: Clock) -> Tag:
    """How a clock stands."""
    return Tag(clock.words, CLOCK_COLOURS[clock.state])


def clock_table(clocks: list[Clock]) -> Table:
    """The time limits, each with when it is due, when it was done and how it stands."""
    rows = [
        [
            Cell(clock.label, note=clock.target),
            short_day(clock.due_on) or "–",
            short_day(clock.done_on) or "–",
            Cell("", tags=[clock_tag(clock)]),
        ]
        for clock in clocks
    ]
    return Table("Time limits", [Column(c) for c in ("What", "Due", "Done", "State")], rows, stack=True)


def current_key_worker(key_workers: list):
    """Whoever holds the task now, if anybody."""
    return next((worker for worker in key_workers if worker.ends_on is None), None)


def identity_bar(case, child, key_worker) -> IdentityBar:
    """Name, numbers and dates, so that nobody works on the wrong case."""
    facts = [
        ("Reference", case.reference),
        ("Born", short_day(child.born_on) if child and child.born_on else "Not known"),
        ("Died", f"{short_day(case.died_on)}, aged {age(case, child)}"),
        ("NHS number", nhs(child.nhs_number) if child and child.nhs_number else "Not known"),
        ("Area", case.local_authority or "Not known"),
        ("Key worker", key_worker.name if key_worker else "None named"),
        ("Case worker", case.case_worker or "Nobody"),
    ]
    return IdentityBar(child.name if child else "Name not recorded", facts, [status_tag(case.status)])


def age(case, child) -> str:
    """The age at death in the unit that tells most."""
    if child and child.born_on:
        return age_between(child.born_on, case.died_on) or "not known"
    if case.age_days is not None and case.age_days < 28:
        return f"{case.age_days} day{'' if case.age_days == 1 else 's'}"
    if case.age_years:
        return f"{case.age_years} year{'' if case.age_years == 1 else 's'}"
    return f"{case.age_days} days" if case.age_days is not None else "not known"


def _known(value, unit: str = "") -> str:
    return "Not known" if value is None or value == "" else f"{value}{unit}"


def _decile(case) -> str:
    """The decile with where it comes from, since editions and small areas change."""
    if case.imd_decile is None:
        return "Not known"
    edition = f"index of {case.imd_edition}" if case.imd_edition else ""
    areas = f"small areas of {case.lsoa_year}" if case.lsoa_year else ""
    source = case.get_place_source_display().lower()
    when = f"{source} on {short_day(case.placed_on)}" if source and case.placed_on else source
    about = ", ".join(part for part in (edition, areas, when) if part)
    return f"{case.imd_decile} ({about})" if about else str(case.imd_decile)


def facts(case, change_url: str) -> list[SummaryRow]:
    """What review and figures count by."""
    rows = [
        ("Date of death", day(case.died_on)),
        ("Notified on", day(case.notified_on)),
        ("Age in days", _known(case.age_days)),
        ("Sex", case.get_sex_display()),
        ("Ethnicity", case.get_ethnicity_display()),
        ("Area of residence", _known(case.local_authority)),
        ("Deprivation decile", _decile(case)),
        ("Gestation", _known(case.gestation_weeks, " weeks")),
        ("Birth weight", _known(case.birth_weight_grams, " grams")),
        ("Place of death", case.get_place_of_death_display()),
        ("Expected or unexpected", case.get_expectedness_display()),
    ]
    made = [SummaryRow(label, value) for label, value in rows]
    if case.reviewed_on:
        made += [
            SummaryRow("Reviewed on", day(case.reviewed_on)),
            SummaryRow("Primary category", f"{case.primary_category}. {case.get_primary_category_display()}"),
            SummaryRow("Modifiability", case.get_modifiability_display()),
        ]
    if change_url:
        made[0] = SummaryRow(made[0].label, made[0].value, [Link("Change", change_url, "the facts of the case")])
    return made
