"""The pages of figures: headline numbers, and each table with its chart, its comparators and its definition."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from common.components import Figure, Link, Number
from common.components import Table as PageTable
from common.dates import FinancialYear, today
from common.formats import day
from reporting.comparing import CHANGE_RULE, RULE, Against, Own, beside, in_words
from reporting.disclosure.profiles import PROFILES
from reporting.figures import CONFIDENTIAL, PUBLIC, FigureSet, opens
from reporting.presenters import tables
from reporting.tables import ProtectedTable

THEMES = {
    "overview": ("Overview", (
            "notified.by_year", "reviewed.by_year", "reviewed.time_to_review", "notified.waiting_time",
            "notified.open_by_year_of_death", "reviewed.days_by_owner",
        )),
    "notified": (
        "Deaths notified",
        (
            "notified.age", "notified.gestation", "notified.birth_weight", "notified.sex",
            "notified.ethnic_group", "notified.ethnicity",
            "notified.residence", "notified.deprivation", "notified.deprivation_half", "notified.place",
            "notified.expectedness",
        ),
    ),
    "reviewed": (
        "Deaths reviewed",
        (
            "reviewed.category", "reviewed.modifiability", "reviewed.modifiable_by_category",
            "reviewed.category_by_modifiability", "reviewed.category_by_age", "reviewed.factors",
            "reviewed.factors_by_domain", "reviewed.factors_by_category",
            "reviewed.factors_under_28_days", "reviewed.age", "reviewed.age_group", "reviewed.sex",
            "reviewed.residence",
        ),
    ),
    "work": (
        "Work of the panel",
        ("meetings.attendance", "requests.timeliness", "notified.key_worker", "recommendations.state"),
    ),
    "quality": (
        "Quality of meetings",
        ("quality.meetings", "quality.cases", "quality.deferrals", "quality.readers", "quality.reviews"),
    ),
    "rates": (
        "Rates",
        (
            "notified.infant_rate", "notified.pooled_infant_rate", "notified.infant_rate_by_ethnic_group",
            "notified.infant_rate_by_deprivation", "notified.child_rate", "notified.pooled_child_rate",
            "notified.child_rate_by_ethnic_group", "notified.child_rate_by_deprivation",
        ),
    ),
    "rare": (
        "Sudden deaths and suicide",
        (
            "notified.unexpected_infant_deaths", "reviewed.sudden_deaths", "reviewed.sudden_deaths_age",
            "reviewed.sudden_deaths_factors", "reviewed.suicide", "reviewed.suicide_age", "reviewed.suicide_sex",
            "reviewed.suicide_factors",
        ),
    ),
}  # fmt: skip
ADDRESS = {CONFIDENTIAL: "reporting:dashboard", PUBLIC: "reporting:public_figures"}


@dataclass(frozen=True)
class Shown:
    """One table on the page; ``wide`` where it needs all of the width."""

    key: str
    title: str
    figure: Figure | None
    table: PageTable
    comparators: list[str]
    how: str
    wide: bool


def needed(theme: str) -> set[str]:
    """The figures that the page of a theme shows."""
    return {*THEMES[theme][1], *_WHOLE, *(_HEADLINES if theme == "overview" else ())}


def page(figures: FigureSet, theme: str, comparators: list, *, may_open: bool = False) -> dict:
    """Everything that the template draws."""
    _, keys = THEMES[theme]
    return {
        "heading": f"Figures for {figures.year.label}",
        "period": f"{day(figures.year.first)} to {day(figures.year.last)}{_unless_over(figures.year)}",
        "figures": figures,
        "profile_words": PROFILES[figures.panel.disclosure_profile].words,
        "public": figures.edition == PUBLIC,
        "empty": not any(figures[key].row("all").count or figures[key].base is None for key in _WHOLE),
        "tabs": _tabs(figures, theme),
        "other_edition": address(figures, theme, CONFIDENTIAL if figures.edition == PUBLIC else PUBLIC),
        "numbers": headlines(figures) if theme == "overview" else [],
        "shown": [_shown(figures, key, comparators, may_open) for key in keys if key in figures and figures[key].rows],
        "may_open": may_open,
        "rules": (RULE, CHANGE_RULE),
        "theme_label": THEMES[theme][0],
    }


def _unless_over(year: FinancialYear) -> str:
    return "" if year.last < today() else ", which is not over: numbers will still rise"


def _tabs(figures: FigureSet, theme: str) -> list[Link]:
    """The pages that have something to show in this edition, and the one that is open."""
    here = reverse(ADDRESS[figures.edition])
    return [
        Link(label, f"{here}?{_choice(figures, name)}", current=name == theme)
        for name, (label, keys) in THEMES.items()
        if name == theme or figures.edition == CONFIDENTIAL or any(key in figures for key in keys)
    ]


_WHOLE = ("notified.total", "reviewed.total", "meetings.held")
_HEADLINES = ("reviewed.modifiability", "reviewed.time_to_review")


def address(figures: FigureSet, theme: str, edition: str = "") -> str:
    """The page of this year for a theme, in the same edition unless another is named."""
    return f"{reverse(ADDRESS[edition or figures.edition])}?{_choice(figures, theme)}"


def _choice(figures: FigureSet, theme: str) -> str:
    return urlencode({"year": figures.year.code, "theme": theme})


def headlines(figures: FigureSet) -> list[Number]:
    """The numbers on top, each with its cohort or base."""
    period = f"in {figures.year.label}"
    return [
        Number("Deaths notified", tables.number(figures["notified.total"].row("all").count), period),
        Number("Deaths reviewed", tables.number(figures["reviewed.total"].row("all").count), period),
        _modifiable(figures["reviewed.modifiability"]),
        _time(figures["reviewed.time_to_review"]),
        Number("Panel meetings held", tables.number(figures["meetings.held"].row("all").count), period),
    ]


def _modifiable(table: ProtectedTable) -> Number:
    row = table.row("modifiable")
    words = f"{tables.number(row.count)} of {tables.number(table.base)} deaths reviewed"
    if row.low is not None:
        words += f"; 95% interval {tables.interval(row)}"
    return Number("With modifiable factors", tables.share(row), words)


def _time(table: ProtectedTable) -> Number:
    middle, low, high = (table.extra[f"{name}_days"] for name in ("median", "lower_quartile", "upper_quartile"))
    if middle is None:
        return Number("Median time to review", tables.NONE, f"{tables.number(table.base)} deaths reviewed")
    words = f"{tables.number(table.base)} deaths reviewed; the middle half took {low:.0f} to {high:.0f} days"
    return Number("Median time to review", f"{middle:.0f} days", words)


def _shown(figures: FigureSet, key: str, comparators: list, may_open: bool) -> Shown:
    table = figures[key]
    address = _cases_of(figures, key) if may_open and opens(key) else None
    return Shown(
        key=key.replace(".", "-").replace("_", "-"),
        title=table.title,
        figure=_figure(figures, table),
        table=tables.page_table(table, address),
        comparators=[_comparator(c, table, figures.year.label) for c in comparators if beside(c.key)[0] == key],
        how=reverse("reporting:definition", args=[key]),
        wide=bool(table.grid or table.per or table.each),
    )


def _cases_of(figures: FigureSet, key: str) -> Callable[[str], str]:
    """Where the cases of a row are."""
    return lambda code: reverse("reporting:figure_cases", args=[figures.year.code, key, code])


def _figure(figures: FigureSet, table: ProtectedTable) -> Figure | None:
    chart = figures.charts.get(table.key)
    if chart is None:
        return None
    # the pictures come from our own child process, made of counts and code-list labels that it escapes
    wide, narrow = SafeString(chart.wide), SafeString(chart.narrow)  # nosec B703
    return Figure(chart.title, wide, chart.alt, chart.source, narrow_svg=narrow, level=3)


def _comparator(found, table: ProtectedTable, period: str) -> str:
    """England's figure with its year and source, and the word that the rule gives for ours beside it."""
    against = Against(found.area, found.year.replace("-", "/"), float(found.value), found.source, found.extracted_on)
    code = beside(found.key)[1]
    row = next((row for row in table.rows if row.code == code and row.low is not None), None)
    own = Own(tables.share(row), tables.interval(row), row.low, row.high) if row else None
    return in_words(against, found.label, found.unit, own, period)
