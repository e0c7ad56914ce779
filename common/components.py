"""What the shared components show, as plain values: a presenter fills these, ``components`` tags draw them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.safestring import SafeString

TAG_COLOURS = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")


@dataclass(frozen=True)
class Tag:
    """A status in a word or two. Colour only supports the words."""

    label: str
    colour: str = "blue"

    def __post_init__(self) -> None:
        if self.colour not in TAG_COLOURS:
            raise ValueError(f"{self.colour} is not a tag colour: {', '.join(TAG_COLOURS)}")


@dataclass(frozen=True)
class Link:
    """Somewhere to go. ``hidden`` is read out after the label: "Change" + "date of death"."""

    label: str
    url: str
    hidden: str = ""
    current: bool = False


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list."""

    label: str
    value: object = ""
    actions: Sequence[Link] = ()
    tag: Tag | None = None
    url: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. ``sort`` is its key in the querystring where it can be sorted by."""

    label: str
    sort: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: a value, perhaps a link, perhaps tags after it, perhaps a second line."""

    value: object = ""
    url: str = ""
    tags: Sequence[Tag] = ()
    note: str = ""
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A table. The first cell of each row is its header unless a cell says that it is.

    ``stack`` turns rows into lists on a phone (for a work list); without it a wide table scrolls in its own box.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | object]]
    note: str = ""
    total: bool = False
    stack: bool = False
    caption_hidden: bool = False
    size: str = "m"
    sort: str = ""


@dataclass(frozen=True)
class IdentityBar:
    """Who or what a page is about."""

    title: str
    facts: Sequence[tuple[str, object]]
    tags: Sequence[Tag] = ()


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened."""

    title: str
    when: date | datetime
    by: str = ""
    text: str = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Bar:
    """A row of a table with bars. ``shown`` is printed: a number, a percentage or the mark of a suppressed one."""

    label: str
    value: float | None
    shown: str


@dataclass(frozen=True)
class BarTable:
    """A simple distribution as a real table with a bar in each row."""

    caption: str
    label_heading: str
    value_heading: str
    bars: Sequence[Bar]
    source: str = ""
    size: str = "m"


@dataclass(frozen=True)
class Share:
    """One line of a ``SharedBar``: whose share, how much of the whole. ``series`` (1 to 8) is its colour."""

    series: int
    label: str
    value: int
    shown: str
    note: str = ""


@dataclass(frozen=True)
class SharedBar:
    """A whole cut into pieces as they follow each other, and a table of what each one who holds pieces has in all.

    ``pieces`` are ``(series, length)``. The table says everything that the bar shows.
    """

    caption: str
    label_heading: str
    value_heading: str
    pieces: Sequence[tuple[int, int]]
    shares: Sequence[Share]
    total: str = ""
    size: str = "m"


@dataclass(frozen=True)
class Figure:
    """A chart with what has to stand round it. ``svg`` comes from our own chart engine only."""

    title: str
    svg: SafeString
    summary: str
    source: str = ""
    table: Table | None = None
    narrow_svg: SafeString | str = ""
    level: int = 2
    id: str = ""


@dataclass(frozen=True)
class Number:
    """A headline figure with its cohort or base beneath."""

    label: str
    shown: str
    note: str = ""


@dataclass(frozen=True)
class FilterGroup:
    """Chosen filters under one heading, each with the address that takes it away."""

    heading: str
    items: Sequence[Link] = field(default_factory=tuple)
