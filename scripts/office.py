"""Opens what the service writes in LibreOffice: ``python -m scripts.office [FILES...]``.

Makes a document with every kind of block and hostile text as Word in the service's own styles, with a panel's template,
with charts that can be edited, and as OpenDocument and Excel tables; converts these and the files named to PDF, and
looks for every word and number of each file in its PDF. The PDFs stay in ``build/office`` to be looked at.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
import pypdf
from docx.shared import Cm, RGBColor

from common.documents import readback, tables
from common.documents.render import render
from common.documents.word import fitting
from tests.unit.common.documents import sample

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 240
OUT = ROOT / "build" / "office"


def template() -> bytes:
    """A panel's template: its own margins, colour and running head."""
    made = docx.Document()
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x7A, 0x00, 0x50)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text = "Invented Care Board {{ 7*7 }}"
    content = io.BytesIO()
    made.save(content)
    return fitting.fit(content.getvalue()).content


def samples() -> dict[str, bytes]:
    """The files that are made here."""
    plain, charted = sample.document(), sample.plotted()
    own = template()
    return {
        "own-styles.docx": render(plain, "docx"),
        "template.docx": render(plain, "docx", own),
        "charts.docx": render(charted, "docx"),
        "template-and-charts.docx": render(charted, "docx", own),
        "tables.ods": tables.to_ods(plain),
        "tables.xlsx": tables.to_xlsx(plain),
    }


def converted(soffice: str, files: list[Path]) -> dict[Path, Path]:
    """Each file with its PDF, whatever others have the same name with another ending."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        for file in files:
            out = OUT / file.suffix[1:]
            command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
            subprocess.run(  # noqa: S603  the program that was found, on files that we made or were named
                [*command, "--outdir", str(out), str(file)], check=True, capture_output=True, timeout=SECONDS
            )
            found[file] = out / f"{file.stem}.pdf"
    return found


def squeezed(text: str) -> str:
    """Without spaces, and without the hyphens and lines of a page."""
    return re.sub(r"\s+", "", text)


def missing(file: Path, made: Path) -> tuple[int, list[str]]:
    """How many words and cells were looked for, and which are not in the PDF."""
    read = readback.read(file.read_bytes(), file.suffix[1:])
    said = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(made).pages))
    wanted = [*read.words, *(cell for row in read.rows for cell in row)]
    wanted = [words for words in dict.fromkeys(wanted) if squeezed(words) and words not in _in_pictures(file)]
    lost = [words for words in wanted if squeezed(words) not in said and squeezed(_shown(words)) not in said]
    return len(wanted), lost


def _in_pictures(file: Path) -> set[str]:
    """Words of drawings, which become pictures in the PDF."""
    if file.suffix != ".docx":
        return set()
    with zipfile.ZipFile(file) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".svg")]
    return {words for drawing in drawings for words in readback.drawn(drawing)}


def _shown(words: str) -> str:
    """A number of a spreadsheet as a reader sees it."""
    if re.fullmatch(r"\d+\.\d+", words):
        return f"{float(words):,.1f}"
    return f"{int(words):,}" if re.fullmatch(r"\d{4,}", words) else words


def main(*given: str) -> int:
    """Prints one line a file; 1 where something is missing."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        sys.stderr.write("LibreOffice is not installed (soffice). On Debian: libreoffice-writer, libreoffice-calc.\n")
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    for name, content in samples().items():
        (OUT / name).write_bytes(content)
    files = [*(OUT / name for name in samples()), *(Path(name).resolve() for name in given)]
    bad = 0
    for file, made in converted(soffice, files).items():
        if not made.exists():
            sys.stdout.write(f"{file.name}: not opened; tables need libreoffice-calc\n")
            bad += 1
            continue
        number, lost = missing(file, made)
        bad += bool(lost)
        pages = len(pypdf.PdfReader(made).pages)
        words = f"{len(lost)} missing: {lost[:5]}" if lost else "nothing missing"
        sys.stdout.write(f"{file.name}: {pages} pages, {number} words and numbers, {words}\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
