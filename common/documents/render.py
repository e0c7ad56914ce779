"""The child process that makes one file: ``python -m common.documents.render GIVEN MADE FORMAT [TEMPLATE]``.

It reads a document as JSON and writes a file; it has no settings, no database and no secrets.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from common.documents.checks import DocumentError, check
from common.documents.model import Document, Figure, from_data

CPU_SECONDS = 120
LARGEST_FILE = 200 * 1024 * 1024
CANNOT = 3


def _docx(document: Document, template: bytes | None = None) -> bytes:
    from common.documents import drawings

    with drawings.beside([figure.svg for figure in document.of(Figure) if not figure.plot]) as pictures:
        from common.documents import typesetting, word  # they are drawn already

        pages = {} if document.leaflet else typesetting.pages(document)[0]  # a leaflet has no contents
        return word.render(document, pages, pictures, template)


def _pdf(document: Document) -> bytes:
    from common.documents import pdf

    return pdf.render(document)


def _png(document: Document) -> bytes:
    from common.documents import pdf

    return pdf.picture(document)


def _html(document: Document) -> bytes:
    from common.documents import html

    return html.render(document)


def _tables(name: str) -> Callable[[Document], bytes]:
    def render(document: Document) -> bytes:
        from common.documents import tables

        return getattr(tables, f"to_{name}")(document)

    return render


# Each renderer is imported only when it is wanted: the libraries are large, and one file needs one of them.
RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "png": _png,
    "html": _html,
    "xlsx": _tables("xlsx"),
    "ods": _tables("ods"),
    "csv": _tables("csv"),
}


def render(document: Document, file_format: str, template: bytes | None = None) -> bytes:
    """The file, once the document has passed its checks. Only Word files can take a template."""
    check(document)
    return _docx(document, template) if template else RENDERERS[file_format](document)


def limit(cpu_seconds: int = CPU_SECONDS) -> None:
    """Bounds this process before it reads anything."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(given: str, made: str, file_format: str, template: str = "") -> int:
    """Limits itself, makes the file, ends; 3 where the document cannot be made, with the reason on the last line."""
    limit()
    document = from_data(json.loads(Path(given).read_text(encoding="utf-8")))
    own = Path(template).read_bytes() if template else None
    try:
        Path(made).write_bytes(render(document, file_format, own))
    except DocumentError as fault:
        sys.stderr.write(f"{fault}\n")
        return CANNOT
    return 0


if __name__ == "__main__":
    status = main(*sys.argv[1:])
    sys.stderr.flush()
    os._exit(status)  # the file is written: taking down what made it would only have people wait
