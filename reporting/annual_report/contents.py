"""The standard report in order, as data: chapters, their figures, and the sections that people write."""

from dataclasses import dataclass

from reporting.annual_report import wording


@dataclass(frozen=True)
class Narrative:
    """A section that people write. ``heading`` is printed above it, except where the chapter says it all."""

    key: str
    title: str
    guidance: str
    heading: str = ""
    start: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class Figures:
    """Tables of statistics with their charts: those named, or all that begin so and have no other place."""

    keys: tuple[str, ...] = ()
    beginning: str = ""


@dataclass(frozen=True)
class Generated:
    """A part that is made of records, by the function of this name in ``generated``."""

    name: str


Part = Narrative | Figures | Generated


@dataclass(frozen=True)
class Chapter:
    """A chapter begins a page. It is left out where none of its parts has anything to say."""

    id: str
    title: str
    parts: tuple[Part, ...]


CHAPTERS = (
    Chapter("summary", "Executive summary", (
        Generated("headlines"),
        Narrative("key-themes", "Key themes and learning", "Three to six themes, one a line beginning with a dash. "
                  "Readers who read nothing else read this.", "Key themes and learning", boxed=True),
    )),
    Chapter("introduction", "Introduction by the chair", (
        Narrative("introduction", "Introduction by the chair", "A few paragraphs in your own words, with your name "
                  "and role at the end, an empty line before each."),
    )),
    Chapter("functions", "What the panel does", (
        Narrative("functions", "What the panel does", "The panel's statutory functions. Begins with a standard text.",
                  start=wording.FUNCTIONS),
    )),
    Chapter("membership", "Membership of the panel", (
        Generated("membership"),
        Narrative("membership-changes", "Changes in membership", "Who joined and left, by role.",
                  "Changes in the year"),
    )),
    Chapter("context", "The children of the area", (
        Generated("context"),
        Narrative("context-comment", "Comment on the area", "What births, population and health in the area mean for "
                  "the deaths that follow. Compare only values of the same period and kind of area.",
                  "What this means for the area"),
    )),
    Chapter("notified", "Deaths notified in {year}", (
        Generated("notified_cohort"),
        Narrative("notified-comment", "Comment on deaths notified",
                  "What the numbers mean, and what they cannot show."),
        Figures(("notified.by_year", "notified.residence", "notified.age", "notified.gestation", "notified.sex")),
        Figures(("notified.expectedness", "notified.ethnicity", "notified.ethnic_group", "notified.deprivation")),
        Figures(beginning="notified."),
    )),
    Chapter("reviewed", "Deaths reviewed in {year}", (
        Generated("reviewed_cohort"),
        Narrative("reviewed-comment", "Comment on deaths reviewed",
                  "What the numbers mean, and what they cannot show."),
        Figures(("reviewed.by_year", "reviewed.residence", "reviewed.age", "reviewed.age_group", "reviewed.sex")),
        Figures(("reviewed.category",)),
        Figures(beginning="reviewed."),
    )),
    Chapter("modifiable", "Modifiable factors", (
        Generated("modifiable_meaning"),
        Figures(("reviewed.modifiability", "reviewed.modifiable_by_category", "reviewed.factors",
                 "reviewed.factors_under_28_days")),
        Narrative("modifiable-learning", "Learning from modifiable factors",
                  "What the panel learned of each factor, and what is being done. Do not describe a single child.",
                  "Learning from modifiable factors"),
    )),
    Chapter("sudden", "Sudden unexpected deaths", (
        Figures(("notified.unexpected_infant_deaths", "reviewed.sudden_deaths", "reviewed.sudden_deaths_age",
                 "reviewed.sudden_deaths_factors")),
        Narrative("sudden-learning", "Learning from sudden unexpected deaths", "Safer sleeping, smoking, and what is "
                  "being done. Several years together; do not describe a single child.",
                  "Learning from sudden unexpected deaths"),
    )),
    Chapter("suicide", "Suicide and self-harm", (
        Figures(("reviewed.suicide", "reviewed.suicide_age", "reviewed.suicide_sex", "reviewed.suicide_factors")),
        Narrative("suicide-learning", "Learning from deaths by suicide", "Support in schools and services, and what is "
                  "being done. Never the method, the place or a single child.",
                  "Learning from deaths by suicide"),
    )),
    Chapter("rates", "Rates", (
        Figures(("notified.infant_rate", "notified.pooled_infant_rate", "notified.infant_rate_by_ethnic_group",
                 "notified.infant_rate_by_deprivation", "notified.child_rate", "notified.pooled_child_rate",
                 "notified.child_rate_by_ethnic_group", "notified.child_rate_by_deprivation")),
    )),
    Chapter("time", "Time to review", (
        Figures(("reviewed.time_to_review", "notified.waiting_time", "notified.open_by_year_of_death",
                 "reviewed.days_by_owner", "requests.timeliness")),
        Narrative("delays", "Reasons for delay", "What held reviews up, and what was done about it.",
                  "Reasons for delay"),
    )),
    Chapter("meetings", "Meetings and attendance", (
        Generated("meetings"),
        Figures(("quality.meetings", "quality.cases", "quality.deferrals", "quality.readers", "quality.reviews")),
    )),
    Chapter("learning", "Learning and actions", (
        Narrative("learning", "Learning and good practice", "Wider learning, training, and what was done well.",
                  "Learning and good practice"),
        Figures(("recommendations.state",)),
        Generated("recommendations"),
    )),
    Chapter("continued", "Continued work", (
        Narrative("continued", "Continued work", "Work that goes on though no modifiable factor was recorded this "
                  "year, and the panel's priorities for next year."),
    )),
    Chapter("methods", "Definitions and methods", (Generated("methods"),)),
    Chapter("references", "References", (Generated("references"),)),
    Chapter("abbreviations", "Abbreviations", (Generated("abbreviations"),)),
)  # fmt: skip


def narratives() -> list[Narrative]:
    """The sections that people write, in order."""
    return [part for chapter in CHAPTERS for part in chapter.parts if isinstance(part, Narrative)]


def narrative(key: str) -> Narrative | None:
    """The section with this key."""
    return next((part for part in narratives() if part.key == key), None)


def placed_keys() -> set[str]:
    """Figures that have a place of their own, or are shown as a number only."""
    named = {key for chapter in CHAPTERS for part in chapter.parts if isinstance(part, Figures) for key in part.keys}
    return named | {"notified.total", "reviewed.total", "meetings.held"}
