"""The facts of a case as a panel may read them: coarse, and only those listed here. Pure.

A date of birth or of death, a place or a number never passes. Age is in the unit that tells enough, the death is a
month, ethnicity is the report's group.
"""

from cases.vocabularies import ETHNIC_GROUPS


def age_in_words(days: int | None, years: int | None) -> str:
    """Days in the first week, weeks in the first month, months in the first year, then years."""
    if days is not None and days < 1:
        return "Less than 1 day"
    if days is not None and days < 7:
        return _counted(days, "day")
    if days is not None and days < 28:
        return _counted(days // 7, "week")
    if days is not None and days < 365:
        return _counted(max(days * 12 // 365, 1), "month")
    if years is None and days is not None:
        years = days * 4 // 1461
    return "Not known" if years is None else _counted(years, "year") if years else "Under 1 year"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def ethnic_group(code: str) -> str:
    """The report's group of an ethnic category."""
    return next((group for group, codes in ETHNIC_GROUPS.items() if code in codes), "Not known")


def gestation(weeks: int | None) -> str:
    """Completed weeks at birth."""
    return f"{weeks} weeks" if weeks else "Not known"


def facts(case) -> list[tuple[str, str]]:
    """The allow-list. Adding a line is a decision about what a panel may know."""
    rows = [
        ("Age", age_in_words(case.age_days, case.age_years)),
        ("Sex", case.get_sex_display()),
        ("Ethnic group", ethnic_group(case.ethnicity)),
        ("Month of death", f"{case.died_on:%B %Y}"),
        ("Place of death", case.get_place_of_death_display()),
        ("Expected or not", case.get_expectedness_display()),
    ]
    if case.gestation_weeks and (case.age_years or 0) < 1:
        rows.append(("Gestation at birth", gestation(case.gestation_weeks)))
    return rows
