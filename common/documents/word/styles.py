"""Styles, page and language of the Word document."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from common.documents.word import fields
from common.documents.word.writer import element

FONT = "Arial"
BRAND, INK, GREY, TINT, LINE = "00586B", "0B0C0C", "505A5F", "EEF5F6", "B1B4B6"
TEXT_WIDTH = Cm(16.2)


def prepare(word) -> None:
    """Turns the library's empty file into ours."""
    _drop_leftovers(word)
    _page(word.sections[0])
    _language(word)
    _text_styles(word)
    _own_styles(word)
    fields.update_on_opening(word)


def _drop_leftovers(word) -> None:
    """The template brings a thumbnail picture and an old copy of its styles."""
    for part in (word.part.package, word.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                part.rels.pop(key)


def _page(section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    section.different_first_page_header_footer = True


def _language(word) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA"))


def _text_styles(word) -> None:
    _set(word.styles["Normal"], size=10.5, after=8, line=1.25)
    _set(word.styles["Heading 1"], size=22, bold=True, colour=BRAND, after=14, new_page=True)
    _set(word.styles["Heading 2"], size=14.5, bold=True, colour=BRAND, before=18, after=6)
    _set(word.styles["Heading 3"], size=11.5, bold=True, colour=INK, before=12, after=4)
    _set(word.styles["Caption"], size=10, colour=INK, before=12, after=4)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    word.styles["Caption"].font.bold = False
    _set(word.styles["List Bullet"], size=10.5, after=4, line=1.2)
    _set(word.styles["List Number"], size=10.5, after=4, line=1.2)
    _line_below(word.styles["Heading 1"], BRAND, 16)


def _own_styles(word) -> None:
    _set(_new(word, "Source note"), size=8.5, colour=GREY, before=4, after=12)
    _set(_new(word, "Table text"), size=9.5, after=0, line=1.1)
    _set(_new(word, "Callout"), size=10.5, before=0, after=0, line=1.25)
    _set(_new(word, "Contents title"), size=22, bold=True, colour=BRAND, after=14, new_page=True)
    _set(_new(word, "List title"), size=14.5, bold=True, colour=BRAND, before=16, after=6)
    _line_below(word.styles["Contents title"], BRAND, 16)
    for name, size, bold in (("Cover title", 34, True), ("Cover subtitle", 22, False), ("Cover text", 11, False)):
        _set(_new(word, name), size=size, bold=bold, colour="FFFFFF", after=0, line=1.1)
        _cover_box(word.styles[name].element.get_or_add_pPr())
    _callout(word.styles["Callout"])
    for level, indent in ((1, 0.0), (2, 0.5)):
        _contents_line(_new(word, f"toc {level}"), indent, bold=level == 1)
    _contents_line(_new(word, "table of figures"), 0.0, bold=False)
    _note_styles(word)


def _note_styles(word) -> None:
    _set(_new(word, "endnote text"), size=9, after=3)
    reference = word.styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True


def _new(word, name: str):
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    return style


def _set(style, *, size, bold=None, colour=INK, before=0, after=8, line=1.15, new_page=False) -> None:
    font, spacing = style.font, style.paragraph_format
    _face(style)
    font.size, font.bold, font.italic = Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), line
    spacing.page_break_before = new_page


def _face(style) -> None:
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in list(fonts.attrib):  # a theme font would win over the named one
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _contents_line(style, indent: float, *, bold: bool) -> None:
    _set(style, size=10.5 if bold else 9.5, bold=bold, before=5 if bold else 0, after=2, line=1.1)
    style.paragraph_format.left_indent = Cm(indent)
    style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _line_below(style, colour: str, size: int) -> None:
    _insert(style.element.get_or_add_pPr(), "w:pBdr", _border("w:bottom", colour, size, 6))


def _callout(style) -> None:
    properties = style.element.get_or_add_pPr()
    _insert(properties, "w:pBdr", _border("w:left", BRAND, 36, 10))
    box(properties, fill=TINT)
    style.paragraph_format.left_indent = Cm(0.5)
    style.paragraph_format.keep_together = True


def _cover_box(properties) -> None:
    """Edges in the colour of the field push it out beyond the words."""
    edges = [_border(f"w:{side}", BRAND, 48, 20) for side in ("top", "left", "bottom", "right")]
    _insert(properties, "w:pBdr", edges[0])
    properties.find(qn("w:pBdr")).extend(edges[1:])
    box(properties, fill=BRAND)


def _border(side: str, colour: str, size: int, space: int):
    return element(side, val="single", sz=str(size), space=str(space), color=colour)


def box(properties, *, fill: str) -> None:
    """Shades a paragraph."""
    _insert(properties, "w:shd", None, val="clear", color="auto", fill=fill)


_ORDER = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:numPr", "w:pBdr", "w:shd")


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


def furniture(section, document) -> None:
    """Running head and foot with the page of all pages."""
    head = section.header.paragraphs[0]
    head.text = f"{document.title}, {document.subtitle}" + (f"\t{document.marking}" if document.marking else "")
    foot = section.footer.paragraphs[0]
    foot.text = f"{document.organisation}\tPage "
    fields.add(foot, "PAGE", "2")
    foot.add_run(" of ")
    fields.add(foot, "NUMPAGES", "2")
    for paragraph in (head, foot):
        paragraph.style.font.size, paragraph.style.font.color.rgb = Pt(8.5), RGBColor.from_string(GREY)
        _face(paragraph.style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        stops = paragraph.style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
