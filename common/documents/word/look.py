"""What may differ from file to file: typeface, colour and room."""

from dataclasses import dataclass

from docx.shared import Cm, Length

FONT = "Arial"
BRAND, INK, GREY, TINT, LINE = "00586B", "0B0C0C", "505A5F", "EEF5F6", "B1B4B6"
ON_WHITE = 4.5
"""The contrast that words need against their ground."""


@dataclass(frozen=True)
class Look:
    """Our own, unless a panel's template says otherwise. Without ``font`` a style keeps the one it is based on."""

    font: str = FONT
    brand: str = BRAND
    width: Length = Cm(16.2)
    height: Length = Cm(24.9)
    own: bool = False  # the file's own styles, page and running head, by a template


def look_of(word) -> Look:
    """That of a template: the colour of its chapters, where white words can be read on it, and its page."""
    section, heading = word.sections[-1], "Heading 1"
    colour = word.styles[heading].font.color.rgb if heading in word.styles else None
    return Look(
        font="",
        brand=str(colour) if colour is not None and contrast(str(colour)) >= ON_WHITE else INK,
        width=Length(section.page_width - section.left_margin - section.right_margin),
        height=Length(section.page_height - section.top_margin - section.bottom_margin),
        own=True,
    )


def contrast(colour: str) -> float:
    """Against white, as the guidelines for web content work it out."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
