"""From a drawing to a picture. Only the renderer of Word files needs it, so only that process loads the engine."""

import vl_convert

from common.documents.text import FONTS


def as_png(svg: str, scale: float = 2.5) -> bytes:
    """The drawing as a picture, in the report's typeface."""
    vl_convert.register_font_directory(str(FONTS))
    return vl_convert.svg_to_png(svg, scale=scale)
