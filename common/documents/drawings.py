"""From a drawing to a picture, by the typesetter of the PDF: the renderer of Word files has it loaded already."""

from functools import cache
from pathlib import Path

import typst

from common.documents.text import FONTS

TEMPLATE = Path(__file__).parent / "typst" / "picture.typ"
POINTS_OF_A_PIXEL = 0.75
PPI = 72


def as_png(svg: str, scale: float = 2.5) -> bytes:
    """The drawing as a picture, in the report's typeface, so many times as large."""
    sheet = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), sys_inputs={"drawing": svg})
    return sheet.compile(format="png", ppi=PPI * scale / POINTS_OF_A_PIXEL)


@cache
def _fonts() -> typst.Fonts:
    """Ours alone, read once a process."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
