"""What every table format holds: a cover, a list of tables, the tables."""

from dataclasses import dataclass

from common.documents.model import Cell, Document, TableBlock, numbers

SHORTHAND = (
    "[c] stands for a number that is not shown, to protect children and families; [z] for one that has no meaning here."
)
COVERED = "Numbers of tables are those of the report. Definitions stand in the report under Definitions and methods."
MARKS = {"[c]", "[z]"}
_DASH = "–"


@dataclass(frozen=True)
class Sheet:
    """Lines above the table, then header and rows. ``linked`` names the sheet that each row's first cell leads to."""

    name: str
    lines: tuple[str, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    linked: tuple[str, ...] = ()
    numeric: tuple[bool, ...] = ()
    total: bool = False


def sheets_of(document: Document) -> list[Sheet]:
    """Cover, contents, then each table of statistics under the number it has in the report."""
    labels = numbers(document)
    tables = [table for table in document.of(TableBlock) if table.figures]
    made = [_table(table, labels[table.id]) for table in tables]
    return [_cover(document), _contents(tables, made), *made]


def _cover(document: Document) -> Sheet:
    lines = (
        f"{document.title}, {document.subtitle}: tables",
        document.organisation,
        document.edition,
        *(f"{name}: {value}" for name, value in document.cover),
        SHORTHAND,
        COVERED,
    )
    return Sheet("Cover", lines)


def _contents(tables: list[TableBlock], made: list[Sheet]) -> Sheet:
    rows = tuple((sheet.name.replace("_", " "), table.caption) for table, sheet in zip(tables, made, strict=True))
    return Sheet("Contents", ("Contents",), ("Table", "What it shows"), rows, tuple(sheet.name for sheet in made))


def _table(table: TableBlock, label: str) -> Sheet:
    lines = (f"{label}: {table.caption}", *([table.note] if table.note else []))
    numeric = table.numeric or (False,) * len(table.header)
    rows = tuple(tuple("[z]" if cell == _DASH else cell for cell in row) for row in table.rows)
    return Sheet(label.replace(" ", "_"), lines, table.header, rows, (), numeric, table.total)
