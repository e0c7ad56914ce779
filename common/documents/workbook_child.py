"""The child process that writes a long table: CSV on its standard input, an Excel file on its standard output.

A row is written as it comes and none is kept. Everything is text, so nothing in a cell can turn into a formula, and a
code or a date reads as it stands in the exchange file. It has no settings, no database and no secret.
"""

import csv
import io
import resource
import sys
from collections.abc import Iterable
from typing import IO

import xlsxwriter

CPU_SECONDS = 120
LARGEST_FILE = 500 * 1024 * 1024
MOST_ROWS = 1_048_576
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write(rows: Iterable[list[str]], target: IO[bytes]) -> None:
    """One sheet, its first row the names of the columns."""
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        sheet, head = book.add_worksheet("Cases"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        sheet.set_column(0, 50, 16)
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                if words:
                    sheet.write_string(number, column, words, None if number else head)


def main() -> int:
    """Limits itself, reads, writes, ends."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
    made = io.BytesIO()
    write(csv.reader(given, strict=True), made)
    sys.stdout.buffer.write(made.getbuffer())
    return 0


if __name__ == "__main__":
    sys.exit(main())
