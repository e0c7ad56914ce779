"""The process that draws, ``python -m common.documents.pictures``: drawings as JSON come in, a picture a line goes out.

The typesetter of the PDF does it, in the report's typeface. It imports little, since whoever wants the pictures waits.
"""

import sys
from base64 import b64encode
from pathlib import Path

import typst

from common.documents.fonts import fonts

TEMPLATE = Path(__file__).parent / "typst" / "picture.typ"
SCALE = 2
"""Dots for a pixel of the drawing: 200 an inch across the page."""
POINTS_OF_A_PIXEL = 0.75
PPI = 72 * SCALE / POINTS_OF_A_PIXEL


def drawn(drawings: str) -> list[bytes]:
    """The pictures; they are set together, which is quicker."""
    sheets = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs={"drawings": drawings})
    made = sheets.compile(format="png", ppi=PPI)
    return made if isinstance(made, list) else [made]


if __name__ == "__main__":
    sys.stdout.buffer.writelines(b64encode(picture) + b"\n" for picture in drawn(sys.stdin.read()))
