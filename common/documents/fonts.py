"""The typeface of reports, for the typesetter."""

from functools import cache

import typst

from common.documents.text import FONTS


@cache
def fonts() -> typst.Fonts:
    """Ours alone, read once a process."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
