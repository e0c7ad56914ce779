"""The child process that takes the words out of a document: ``python -m common.documents.reading FILE KIND``.

Files come from outside and their parsers are large, so this runs by itself: no settings, no database, no secrets,
limits on time and memory. It writes plain text, or ends with 3 where there is nothing to read.
"""

import resource
import sys
from pathlib import Path

CPU_SECONDS = 20
MEMORY = 1024**3
CANNOT = 3
LONGEST = 400_000


def read(path: Path, kind: str) -> str:
    """The words of a text, Word or PDF file; ``about`` tells more of a PDF."""
    return {"text": _text, "docx": _docx, "pdf": _pdf, "about": _about}[kind](path)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _docx(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in table.rows]
    for section in document.sections:
        lines += [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    return "\n".join(lines)


def _pdf(path: Path) -> str:
    from pypdf import PdfReader

    return "\n\n".join(page.extract_text() for page in PdfReader(path).pages)


def _about(path: Path) -> str:
    """Pages, authors, and what was left in a PDF, as JSON."""
    import json

    from pypdf import PdfReader

    reader = PdfReader(path)
    own = reader.metadata or {}
    marks = [mark.get_object() for page in reader.pages for mark in page.get("/Annots", [])]
    left = [str(mark.get("/Subtype")) for mark in marks if mark.get("/Subtype") != "/Link"]
    left += [f"the file {name}" for name in reader.attachments]
    pages = [page.extract_text() for page in reader.pages]
    return json.dumps({"pages": pages, "authors": [own.author] if own.author else [], "left_in": left})


def main(path: str, kind: str) -> int:
    """Limits itself, reads one file, ends."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    words = read(Path(path), kind).strip()
    words = words if kind == "about" else words[:LONGEST]
    sys.stdout.buffer.write(words.encode())
    return 0 if words else CANNOT


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
