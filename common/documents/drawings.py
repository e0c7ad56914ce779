"""From a drawing to a picture, and drawings that can stand side by side on a page."""

import re

import vl_convert

from common.documents.text import FONTS

_NAMED = re.compile(r'\bid="([^"]+)"')


def as_png(svg: str, scale: float = 2.5) -> bytes:
    """The drawing as a picture, in the report's typeface."""
    vl_convert.register_font_directory(str(FONTS))
    return vl_convert.svg_to_png(svg, scale=scale)


def apart(svg: str, prefix: str) -> str:
    """The drawing with ids of its own, so that two on one page cannot clash."""
    for name in set(_NAMED.findall(svg)):
        own = f"{prefix}-{name}"
        svg = svg.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
        svg = svg.replace(f'href="#{name}"', f'href="#{own}"')
    return svg
