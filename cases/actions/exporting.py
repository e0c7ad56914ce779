"""Takes the case-level table out of the service: first the trail says so, then the rows go."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction

from audit.recording import record_of_panels
from cases import policy
from cases.selectors import exporting as selectors
from cases.selectors.exporting import Wanted
from common import wall


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
    """The table as CSV, block by block as the database writes it: one statement, and never more than a block in memory.

    It runs after the request's own middleware has ended, so it holds the wall itself. Whatever breaks it off raises:
    the answer then ends without its end, and a browser says that the download failed.
    """
    rows = selectors.copied(selectors.table(by, wanted, dates_of_birth=dates_of_birth))
    with wall.only(wanted.panels), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{settings.EXPORT_SECONDS}s"])
        yield selectors.HEADER
        with cursor.copy(rows) as copy:
            for block in copy:
                yield bytes(block)
