"""``check_figures``: lists figures in a text or Word document that cannot be right; exit status 1 when it finds any."""

import json
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from reporting.checking import check

LARGEST = 30 * 1024 * 1024


class Command(BaseCommand):
    """Reads somebody else's report; changes nothing."""

    help = "Lists impossible or inconsistent figures in a text or Word document; exit status 1 when there are any."

    def add_arguments(self, parser):
        """The file, and the form of the answer."""
        parser.add_argument("file", help="A text file (UTF-8) or a Word document (.docx).")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, file, **options):
        """Prints what was found."""
        findings = check(_text(Path(file)))
        if options["format"] == "json":
            self.stdout.write(json.dumps({"file": file, "findings": [asdict(one) for one in findings]}, indent=2))
        else:
            self._in_words(findings)
        if findings:
            sys.exit(1)

    def _in_words(self, findings) -> None:
        for one in findings:
            self.stdout.write(f"line {one.line}: “{one.text}”: {one.reason}")
        number = len(findings)
        self.stdout.write(f"{number} figure{'' if number == 1 else 's'} to look at." if number else "Nothing found.")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{path} is larger than 30 MB.")
        return _of_word(path) if path.suffix.lower() == ".docx" else path.read_text(encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{path} could not be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{path} is neither UTF-8 text nor a Word document (.docx).") from fault
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise CommandError(f"{path} could not be read as a Word document.") from fault


def _of_word(path: Path) -> str:
    """Paragraphs and table rows in their order, one a line."""
    lines = []
    for block in Document(str(path)).iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)
