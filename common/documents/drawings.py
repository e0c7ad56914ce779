"""From a drawing to a picture. Only the renderer of Word files needs it, so only that process loads the engine."""

from functools import cache

import vl_convert

from common.documents.text import FONTS


def as_png(svg: str, scale: float = 2.5) -> bytes:
    """The drawing as a picture, in the report's typeface."""
    _with_our_fonts()
    return vl_convert.svg_to_png(svg, scale=scale)


@cache
def _with_our_fonts() -> None:
    """Once a process: the engine looks through every font of the machine each time it is told of new ones."""
    vl_convert.register_font_directory(str(FONTS))
