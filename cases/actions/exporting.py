"""Takes the case-level table out of the service: first the trail says so, then the rows go."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection, transaction

from audit.recording import record_of_panels
from cases import policy
from cases.selectors import exporting as selectors
from cases.selectors.exporting import Wanted
from common import wall

BLOCK = 64 * 1024
"""Bytes that are sent at once. Sent row by row, as the database hands them over, 70,000 cases take the web process's
turn 70,000 times, and other people's pages wait for it."""


@transaction.atomic
def note_export(*, panels: list, wanted: Wanted, file_format: str, dates_of_birth: bool, purpose: str, by) -> int:
    """One entry in the chain of each panel, kept before the first row leaves; how many rows it says in all.

    The number is that of this moment: a case that is opened or closed while the rows go may make it one more or less.
    """
    for panel in panels:
        policy.export_cases(panel, by)
    rows = selectors.rows_by_panel(by, wanted)
    said = {"cases": str(wanted), "format": file_format, "dates of birth": dates_of_birth, "panels": len(panels)}
    about = [(panel, said | {"rows": rows[panel.pk]}) for panel in panels]
    record_of_panels("cases_exported", by=by, about=about, purpose=purpose)
    return sum(rows.values())


def lines(*, wanted: Wanted, dates_of_birth: bool, by) -> Iterator[bytes]:
    """The table as CSV, as the database writes it: one statement, and never more than a block in memory.

    It runs after the request's own middleware has ended, so it holds the wall itself. Whatever breaks it off raises:
    the answer then ends without its end, and a browser says that the download failed.
    """
    rows = selectors.copied(selectors.table(by, wanted, dates_of_birth=dates_of_birth))
    with wall.only(wanted.panels), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{settings.EXPORT_SECONDS}s"])
        yield selectors.HEADER
        with cursor.copy(rows) as copy:
            yield from _in_blocks(copy)


def _in_blocks(rows: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for row in rows:
        held += row
        if len(held) >= BLOCK:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
