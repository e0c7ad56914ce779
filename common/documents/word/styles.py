"""Styles, page and language of the Word document."""

from collections.abc import Callable

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles import BabelFish

from common.documents.word import fields, numbering
from common.documents.word.look import GREY, INK, TINT, Look, look_of
from common.documents.word.writer import element


def prepare(word) -> Look:
    """Turns the library's empty file into ours."""
    _drop_leftovers(word)
    _page(word.sections[0])
    language(word)
    look = Look()
    for name, dress in _NEEDED.items():
        dress(word.styles[name] if name in _BUILT_IN else _new(word, name), look)
    fields.update_on_opening(word)
    return look


def complete(word) -> Look:
    """What a report begins with in a template that was fitted; styles that it lacks since are added."""
    look = look_of(word)
    fill_in(word, look)
    language(word)
    fields.update_on_opening(word)
    return look


def fill_in(word, look: Look) -> list[str]:
    """Adds the styles that a template lacks, in its typeface and colour; says which."""
    missing = [name for name in _NEEDED if name not in word.styles or _cannot_list(word.styles[name])]
    for name in missing:
        style = word.styles[name] if name in word.styles else _new(word, name)
        _NEEDED[name](style, look)
        if name in numbering.LISTS:
            numbering.give(word, style)
        if name in _OUTLINE:
            _insert(style.element.get_or_add_pPr(), "w:outlineLvl", None, val=str(_OUTLINE.index(name)))
    return missing


def by_their_names(word) -> None:
    """Word takes “Caption” and “caption” for one style; the library does not."""
    right = {BabelFish.ui2internal(name).lower(): BabelFish.ui2internal(name) for name in _NEEDED}
    for style in word.styles.element.style_lst:
        if (style.name_val or "").lower() in right:
            style.name_val = right[style.name_val.lower()]


def of_another_kind(word) -> list[str]:
    """The styles of our names that a template uses for something else than paragraphs."""
    right = dict.fromkeys(_NEEDED, WD_STYLE_TYPE.PARAGRAPH) | {"endnote reference": WD_STYLE_TYPE.CHARACTER}
    return [name for name, kind in right.items() if name in word.styles and word.styles[name].type != kind]


def _cannot_list(style) -> bool:
    return style.name in numbering.LISTS and not numbering.is_given(style)


def _drop_leftovers(word) -> None:
    """The template brings a thumbnail picture, an old copy of its styles, and a hundred of tables that nobody uses."""
    for part in (word.part.package, word.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                part.rels.pop(key)
    for style in word.styles.element.style_lst:
        if style.type == WD_STYLE_TYPE.TABLE and not style.default:
            style.delete()


def _page(section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    section.different_first_page_header_footer = True


def language(word) -> None:
    """British English for everything that does not say otherwise."""
    root = word.styles.element
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        inner = root.find(qn(tag))
        if inner is None:
            inner = element(tag)
            root.insert(0, inner)
        root = inner
    for old in root.findall(qn("w:lang")):
        root.remove(old)
    root.append(element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA"))


def _chapter(style, look: Look) -> None:
    _set(style, look, size=22, bold=True, colour=look.brand, after=14, new_page=True)
    _line_below(style, look.brand, 16)


def _caption(style, look: Look) -> None:
    _set(style, look, size=10, colour=INK, before=12, after=4)
    style.paragraph_format.keep_with_next = True
    style.font.bold = False


def _cover(size: int, *, bold: bool) -> Callable:
    def dress(style, look: Look) -> None:
        _set(style, look, size=size, bold=bold, colour="FFFFFF", after=0, line=1.1)
        _cover_box(style.element.get_or_add_pPr(), look.brand)

    return dress


def _plain(**values) -> Callable:
    def dress(style, look: Look) -> None:
        own = {name: look.brand for name, value in values.items() if value == "brand"}
        _set(style, look, **(values | own))

    return dress


def _note_mark(style, look: Look) -> None:
    style.font.superscript = True


def _new(word, name: str):
    kind = WD_STYLE_TYPE.CHARACTER if name == "endnote reference" else WD_STYLE_TYPE.PARAGRAPH
    style = word.styles.add_style(name, kind, builtin=name in _BUILT_IN)
    if kind == WD_STYLE_TYPE.PARAGRAPH and name != "Normal":
        style.base_style = word.styles["Normal"]
    return style


def _set(style, look: Look, *, size, bold=None, colour=INK, before=0, after=8, line=1.15, new_page=False) -> None:
    font, spacing = style.font, style.paragraph_format
    if look.font:
        face(style, look.font)
    font.size, font.bold, font.italic = Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), line
    spacing.page_break_before = new_page


def face(style, name: str) -> None:
    """The typeface for every script."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for script in list(fonts.attrib):  # a theme font would win over the named one
        del fonts.attrib[script]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _contents_line(indent: float, *, bold: bool) -> Callable:
    def dress(style, look: Look) -> None:
        _set(style, look, size=10.5 if bold else 9.5, bold=bold, before=5 if bold else 0, after=2, line=1.1)
        style.paragraph_format.left_indent = Cm(indent)
        dots(style.paragraph_format, look)

    return dress


def dots(spacing, look: Look) -> None:
    """A line of dots to the page number at the right edge."""
    spacing.tab_stops.add_tab_stop(look.width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _line_below(style, colour: str, size: int) -> None:
    _insert(style.element.get_or_add_pPr(), "w:pBdr", _border("w:bottom", colour, size, 6))


def _callout(style, look: Look) -> None:
    _set(style, look, size=10.5, before=0, after=0, line=1.25)
    properties = style.element.get_or_add_pPr()
    _insert(properties, "w:pBdr", _border("w:left", look.brand, 36, 10))
    box(properties, fill=TINT)
    style.paragraph_format.left_indent = Cm(0.5)
    style.paragraph_format.keep_together = True


def _cover_box(properties, brand: str) -> None:
    """Edges in the colour of the field push it out beyond the words."""
    edges = [_border(f"w:{side}", brand, 48, 20) for side in ("top", "left", "bottom", "right")]
    _insert(properties, "w:pBdr", edges[0])
    properties.find(qn("w:pBdr")).extend(edges[1:])
    box(properties, fill=brand)


def _border(side: str, colour: str, size: int, space: int):
    return element(side, val="single", sz=str(size), space=str(space), color=colour)


def box(properties, *, fill: str) -> None:
    """Shades a paragraph."""
    _insert(properties, "w:shd", None, val="clear", color="auto", fill=fill)


_ORDER = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr",
          "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind",
          "w:contextualSpacing", "w:jc", "w:outlineLvl")  # fmt: skip


def _insert(properties, tag: str, child, **attributes: str) -> None:
    """Puts an element where the schema wants it: after those of ``_ORDER`` before it, before all others."""
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    made = element(tag, **attributes)
    if child is not None:
        made.append(child)
    earlier = {qn(name) for name in _ORDER[: _ORDER.index(tag)]}
    place = sum(1 for existing in properties if existing.tag in earlier)
    properties.insert(place, made)


_NEEDED: dict[str, Callable] = {
    "Normal": _plain(size=10.5, after=8, line=1.25),
    "Heading 1": _chapter,
    "Heading 2": _plain(size=14.5, bold=True, colour="brand", before=18, after=6),
    "Heading 3": _plain(size=11.5, bold=True, colour=INK, before=12, after=4),
    "Caption": _caption,
    "List Bullet": _plain(size=10.5, after=4, line=1.2),
    "List Number": _plain(size=10.5, after=4, line=1.2),
    "Header": _plain(size=8.5, colour=GREY, after=0),
    "Footer": _plain(size=8.5, colour=GREY, after=0),
    "Source note": _plain(size=8.5, colour=GREY, before=4, after=12),
    "Table text": _plain(size=9.5, after=0, line=1.1),
    "Callout": _callout,
    "Contents title": _chapter,
    "List title": _plain(size=14.5, bold=True, colour="brand", before=16, after=6),
    "Cover title": _cover(34, bold=True),
    "Cover subtitle": _cover(22, bold=False),
    "Cover text": _cover(11, bold=False),
    "toc 1": _contents_line(0.0, bold=True),
    "toc 2": _contents_line(0.5, bold=False),
    "table of figures": _contents_line(0.0, bold=False),
    "endnote text": _plain(size=9, after=3),
    "endnote reference": _note_mark,
}
"""Every style that the writers of blocks ask for, and how it looks where the file does not bring its own."""
_OUTLINE = ("Heading 1", "Heading 2", "Heading 3")
_BUILT_IN = {"Normal", *_OUTLINE, "Caption", *numbering.LISTS, "Header", "Footer"}
