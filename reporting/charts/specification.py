"""What a chart shows, apart from how: kind, categories, values, the words around it."""

from dataclasses import dataclass

from reporting.charts.words import alternative
from reporting.tables import ProtectedTable

BAR = "bar"
COLUMN = "column"
HIDDEN = "[c]"
DECILES = "notified.deprivation"

ORDERED = {
    "notified.age", "notified.gestation", "notified.birth_weight", "notified.open_by_year_of_death",
    "notified.by_year", "reviewed.age", "reviewed.age_group", "reviewed.by_year",
    DECILES, "reviewed.time_to_review", "notified.unexpected_infant_deaths", "reviewed.sudden_deaths",
    "reviewed.sudden_deaths_age", "reviewed.suicide", "reviewed.suicide_age",
}  # fmt: skip
"""Tables whose rows have an order of their own stand as columns; all others as bars."""


@dataclass(frozen=True)
class Chart:
    """One series of counts. ``shown`` is what is printed at each mark, the sign of a hidden number included."""

    key: str
    kind: str
    title: str
    alt: str
    source: str
    names: tuple[str, ...]
    short_names: tuple[str, ...]
    values: tuple[int | None, ...]
    shown: tuple[str, ...]


def chart_of(table: ProtectedTable, source: str) -> Chart | None:
    """The chart of a table; none of two ways or of rows with a base each, nor where there is nothing to draw."""
    if not isinstance(table, ProtectedTable):
        raise TypeError("A chart is drawn from a protected table only")
    if table.grid or table.per or table.each or len(table.rows) < 2 or not any(row.count for row in table.rows):
        return None
    return Chart(
        key=table.key,
        kind=COLUMN if table.key in ORDERED else BAR,
        title=table.title,
        alt=alternative(table),
        source=source,
        names=tuple(row.label for row in table.rows),
        short_names=tuple(row.code if table.key == DECILES else row.label for row in table.rows),
        values=tuple(row.count for row in table.rows),
        shown=tuple(HIDDEN if row.suppressed else f"{row.count:,}" for row in table.rows),
    )
