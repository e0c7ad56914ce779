"""A panel's own template: read once when it comes, reduced to what a report takes from it, and completed.

Kept are styles, numbering, theme, page and running heads. The words of its body, its properties, and everything that
could run, fetch or tell about somebody are not. Runs in the child process only.
"""

import io
import zipfile
from dataclasses import dataclass

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree

from common.documents.checks import DocumentError
from common.documents.word import heads, styles
from common.documents.word.look import look_of
from common.documents.word.writer import element

KEPT = {KIND.STYLES, KIND.NUMBERING, KIND.THEME, KIND.SETTINGS, KIND.HEADER, KIND.FOOTER}
EXPECTED = (KIND.THEME, KIND.FONT_TABLE)
"""Parts that readers miss: those of an empty file. The list of fonts is always that, since a file can carry fonts."""
SETTINGS = ("zoom", "mirrorMargins", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
            "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
            "clrSchemeMapping", "decimalSymbol", "listSeparator")  # fmt: skip
"""Settings that are about form. Others protect, merge letters, or name data and people."""
PAGE = ("headerReference", "footerReference", "pgSz", "pgMar", "pgBorders", "titlePg", "docGrid")
NARROWEST, LOWEST = Cm(10), Cm(12)

UNREADABLE = "The selected file cannot be read as a Word document. Open it in Word, save it as .docx and try again"
TOO_SMALL = "Its page leaves less than 10cm by 12cm for the text. Change the page or its margins and try again"


@dataclass(frozen=True)
class Fitted:
    """The template as it is kept, and the names of the styles that were added to it."""

    content: bytes
    filled: tuple[str, ...]


def fit(content: bytes) -> Fitted:
    """Raises ``DocumentError`` with a sentence where a report cannot be written with it."""
    try:
        word = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.LxmlError) as error:
        raise DocumentError(UNREADABLE) from error
    filled, made = _reduced(word), io.BytesIO()
    word.save(made)
    return Fitted(made.getvalue(), tuple(filled))


def _reduced(word) -> list[str]:
    _empty(word)
    _drop(word)
    _expected(word)
    heads.check(word)
    styles.by_their_names(word)
    _plain_settings(word)
    other = styles.of_another_kind(word)
    if other:
        raise DocumentError(f"Its style “{other[0]}” is not a paragraph style, and the report needs one. Rename it")
    look = look_of(word)
    if look.width < NARROWEST or look.height < LOWEST:
        raise DocumentError(TOO_SMALL)
    return styles.fill_in(word, look)


def _empty(word) -> None:
    """Leaves of the body one section: the last, with the running heads that it takes over from those before it."""
    root, body = word.element, word.element.body
    references = {}
    for section in root.iter(qn("w:sectPr")):
        for kind in ("w:headerReference", "w:footerReference"):
            for one in section.findall(qn(kind)):
                references[kind, one.get(qn("w:type"))] = one
    found = body.findall(qn("w:sectPr"))
    last = found[-1] if found else element("w:sectPr")
    for child in [*body]:
        body.remove(child)
    for child in [child for child in root if child is not body]:
        root.remove(child)
    body.append(last)
    _page(last, list(references.values()))
    section = word.sections[0]
    _sizes(section)


def _page(last, references: list) -> None:
    wanted = {qn(f"w:{name}") for name in PAGE[2:]}
    for child in [*last]:
        if child.tag not in wanted:
            last.remove(child)
    for child in reversed(references):
        last.insert(0, child)


def _sizes(section) -> None:
    """A4 with the usual margins for what the template leaves open."""
    defaults = {"page_width": Cm(21), "page_height": Cm(29.7), "left_margin": Cm(2.4), "right_margin": Cm(2.4),
                "top_margin": Cm(2.5), "bottom_margin": Cm(2.3)}  # fmt: skip
    for name, value in defaults.items():
        if getattr(section, name) is None:
            setattr(section, name, value)


def _drop(word) -> None:
    """Parts that a report does not take over: properties, people, comments, fonts, data, whatever the body used."""
    package, part = word.part.package, word.part
    for key, relation in list(package.rels.items()):
        if relation.reltype != KIND.OFFICE_DOCUMENT:
            package.rels.pop(key)
    used = {one.get(qn("r:id")) for one in word.element.body.iter(qn("w:headerReference"), qn("w:footerReference"))}
    for key, relation in list(part.rels.items()):
        spare = relation.reltype in (KIND.HEADER, KIND.FOOTER) and key not in used
        if relation.is_external or relation.reltype not in KEPT or spare:
            part.rels.pop(key)


def _expected(word) -> None:
    there = {relation.reltype for relation in word.part.rels.values()}
    for relation in list(docx.Document().part.rels.values()):
        if relation.reltype in EXPECTED and relation.reltype not in there:
            word.part.relate_to(relation.target_part, relation.reltype)


def _plain_settings(word) -> None:
    part = word.part._settings_part
    for key in list(part.rels):
        part.rels.pop(key)
    wanted = {qn(f"w:{name}") for name in SETTINGS}
    for child in [*part.element]:
        if child.tag not in wanted:
            part.element.remove(child)
