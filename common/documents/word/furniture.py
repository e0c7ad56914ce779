"""Running heads and feet: our own, or a template's with what it leaves out."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from common.documents.model import Document
from common.documents.word import fields
from common.documents.word.look import FONT, Look
from common.documents.word.styles import face


def draw(word, document: Document, look: Look) -> None:
    """Head and foot with the page of all pages; a template keeps its own, and loses neither marking nor numbers."""
    section = word.sections[0]
    if not look.own:
        _line(word, section.header, "Header", _title(document), look)
        _pages(_line(word, section.footer, "Footer", f"{document.organisation}\t", look))
        _settle(word, look)
        return
    _off_the_edge(section)
    heads, feet = _parts(word, section, "header"), _parts(word, section, "footer")
    if not any(_says_something(part) for part in (*heads, *feet)):
        heads[:1] = [section.header]
        _line(word, section.header, "Header", _title(document), look)
    elif document.marking:
        for part in heads:
            _line(word, part, "Header", f"\t{document.marking}", look)
    if not any(_counts_pages(part) for part in (*heads, *feet)):
        for part in feet:
            _pages(_line(word, part, "Footer", f"{document.organisation}\t", look))


def _off_the_edge(section) -> None:
    """A template without running heads may keep no room for them."""
    section.header_distance = max(section.header_distance or 0, Cm(1))
    section.footer_distance = max(section.footer_distance or 0, Cm(1))


def _title(document: Document) -> str:
    return f"{document.title}, {document.subtitle}" + (f"\t{document.marking}" if document.marking else "")


def _parts(word, section, kind: str) -> list:
    """The heads or feet of the pages after the first; the cover has the marking in its own words."""
    both = [getattr(section, kind)]
    return both + ([getattr(section, f"even_page_{kind}")] if word.settings.odd_and_even_pages_header_footer else [])


def _says_something(part) -> bool:
    if part.is_linked_to_previous:
        return False
    return any(paragraph.text.strip() for paragraph in part.paragraphs) or any(
        part._element.iter(qn("w:drawing"), qn("w:pict"), qn("w:tbl"), qn("w:instrText"), qn("w:fldSimple"))
    )


def _counts_pages(part) -> bool:
    if part.is_linked_to_previous:
        return False
    codes = [code.text or "" for code in part._element.iter(qn("w:instrText"))]
    codes += [field.get(qn("w:instr"), "") for field in part._element.iter(qn("w:fldSimple"))]
    return any(code.strip().upper().startswith("PAGE") for code in codes)


def _line(word, part, style: str, text: str, look: Look):
    """A line of its own, or the first where that is empty."""
    last = part.paragraphs[-1] if part.paragraphs else None
    empty = last is not None and not last.text.strip() and not last._p.findall(f".//{qn('w:r')}")
    paragraph = last if empty else part.add_paragraph()
    paragraph.style = word.styles[style]
    paragraph.add_run(text)
    if look.own:
        _stop(paragraph, look)
    return paragraph


def _stop(paragraph, look: Look) -> None:
    """One stop, at the right edge, instead of those of the template's style."""
    stops = paragraph.paragraph_format.tab_stops
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(look.width, WD_TAB_ALIGNMENT.RIGHT)


def _pages(paragraph) -> None:
    paragraph.add_run("Page ")
    fields.add(paragraph, "PAGE", "2")
    paragraph.add_run(" of ")
    fields.add(paragraph, "NUMPAGES", "2")


def _settle(word, look: Look) -> None:
    """The library's styles have stops of their own for another page."""
    for name in ("Header", "Footer"):
        style = word.styles[name]
        face(style, FONT)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(look.width, WD_TAB_ALIGNMENT.RIGHT)
