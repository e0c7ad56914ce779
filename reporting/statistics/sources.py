"""What the tables of a panel's year are counted from: each read once, and only where a table needs it."""

from functools import cached_property

from accounts.models import Area, Panel
from common.dates import FinancialYear
from panels.models import Meeting
from panels.selectors import quality
from panels.selectors.report import meetings_held
from reporting.statistics import counted, factors, rare
from reporting.statistics.cohorts import Cohort
from reporting.statistics.counted import HELD, TOLD, Counted
from reporting.statistics.denominators import Denominators, denominators
from reporting.statistics.pools import Pool
from reporting.tables import NOTIFIED, REVIEWED


class Sources:
    """Of one panel and year; cases are counted ``by`` these columns."""

    def __init__(self, panel: Panel, year: FinancialYear, by: frozenset[str]) -> None:
        self.panel, self.year, self.by = panel, year, by

    @cached_property
    def counted(self) -> Counted:
        """Every count of cases: one statement."""
        return counted.count(self.panel, self.year, self.by)

    @cached_property
    def deaths(self) -> Cohort:
        """Deaths notified in the year."""
        return Cohort.notified(self.year, self.counted)

    @cached_property
    def reviews(self) -> Cohort:
        """Deaths whose review was completed in the year."""
        return Cohort.reviewed(self.year, self.counted)

    @cached_property
    def several_notified(self) -> Pool:
        """Deaths notified in five years."""
        return Pool(NOTIFIED, self.year, self.counted.of_years(TOLD))

    @cached_property
    def several_reviewed(self) -> Pool:
        """Deaths reviewed in five years."""
        return Pool(REVIEWED, self.year, self.counted.of_years(HELD))

    @cached_property
    def own(self) -> dict[str, str]:
        """The panel's areas."""
        return {area.pk: area.name for area in self.panel.areas.all()}

    @cached_property
    def areas(self) -> dict[str, str]:
        """The panel's areas first, then any other in which one of the children lived."""
        present = {code for cohort in (self.deaths, self.reviews) for code in cohort.by("area") if code}
        others = Area.objects.filter(pk__in=present - set(self.own)) if present - set(self.own) else ()
        return self.own | {area.pk: area.name for area in others}

    @cached_property
    def denominators(self) -> Denominators:
        """Births and populations of the panel's areas."""
        return denominators(self.own)

    @cached_property
    def found(self) -> factors.Found:
        """Reviews in which modifiable factors were found: one statement."""
        return factors.found_by(self.panel, self.year)

    @cached_property
    def factors(self) -> list[tuple[str, str, int, int]]:
        """Each factor, with the reviews of the year that found it."""
        return factors.modifiable_factors(self.found, self.panel)

    @cached_property
    def rare_factors(self) -> rare.FactorsFound:
        """Factors of the rare categories in five years."""
        return rare.factors_found(self.found)

    @cached_property
    def held(self) -> list[Meeting]:
        """The meetings of the year."""
        return meetings_held(self.panel, self.year)

    @cached_property
    def of_meetings(self) -> quality.Year:
        """The same meetings in three views."""
        return quality.of_year(self.panel, self.held)
