"""OpenDocument: a small writer of our own; sheets, a named range for each table, the language, links between sheets."""

import io
import zipfile
from xml.etree import ElementTree as Tree

from common.documents.model import Cell, Document, shown
from common.documents.tables.book import Sheet, sheets_of

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
for _prefix, _address in _SPACES.items():
    Tree.register_namespace(_prefix, _address)


def render(document: Document) -> bytes:
    """The spreadsheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _MOMENT), _KIND, zipfile.ZIP_STORED)  # first and unpacked
        parts = {
            "content.xml": _content(sheets_of(document)),
            "styles.xml": _styles(document),
            "meta.xml": _meta(document),
        }
        parts["META-INF/manifest.xml"] = _manifest(parts)
        for name, root in parts.items():
            text = Tree.tostring(root, encoding="UTF-8", xml_declaration=True)
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _name(tag: str) -> str:
    prefix, _, local = tag.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _new(tag: str, *children: Tree.Element, text: str = "", **attributes: str) -> Tree.Element:
    made = Tree.Element(
        _name(tag), {_name(key.replace("__", ":").replace("_", "-")): value for key, value in attributes.items()}
    )
    made.text = text or None
    made.extend(children)
    return made


def _content(sheets: list[Sheet]) -> Tree.Element:
    body = _new("office:spreadsheet", *(_sheet(sheet) for sheet in sheets))
    ranges = [_range(sheet) for sheet in sheets if sheet.header]
    body.append(_new("table:named-expressions", *ranges))
    looks = _new(
        "office:automatic-styles",
        _column("wide", "9cm"), _column("narrow", "3.4cm"), _printed("whole", "0"), _printed("part", "1"),
        _new("style:style", style__name="sheet", style__family="table", style__master_page_name="Wide"),
        _cell_style("title", fo__font_weight="bold", fo__font_size="14pt", fo__color="#00586b"),
        _cell_style("head", background="#00586b", wrap=True, fo__font_weight="bold", fo__color="#ffffff"),
        _cell_style("bold", fo__font_weight="bold"), _cell_style("words", wrap=True),
        _cell_style("right", align="end"),
        _cell_style("right-whole", data="whole", align="end"), _cell_style("right-part", data="part", align="end"),
    )  # fmt: skip
    return _new("office:document-content", looks, _new("office:body", body), office__version="1.3")


def _column(name: str, width: str) -> Tree.Element:
    inner = _new("style:table-column-properties", style__column_width=width)
    return _new("style:style", inner, style__name=name, style__family="table-column")


def _printed(name: str, decimals: str) -> Tree.Element:
    """Thousands parted, and as many decimals as in every other file."""
    places = {"number__decimal_places": decimals, "number__min_integer_digits": "1", "number__grouping": "true"}
    return _new("number:number-style", _new("number:number", **places), style__name=name)


def _cell_style(
    name: str, *, background: str = "", align: str = "", data: str = "", wrap: bool = False, **words: str
) -> Tree.Element:
    parts = []
    cell = {"fo__background_color": background} if background else {}
    cell |= {"fo__wrap_option": "wrap"} if wrap else {}
    if cell:
        parts.append(_new("style:table-cell-properties", **cell))
    if align:
        parts.append(_new("style:paragraph-properties", fo__text_align=align))
    if words:
        parts.append(_new("style:text-properties", **words))
    known = {"style__family": "table-cell", "style__parent_style_name": "Default"}
    known |= {"style__data_style_name": data} if data else {}
    return _new("style:style", *parts, style__name=name, **known)


def _sheet(sheet: Sheet) -> Tree.Element:
    made = _new("table:table", table__name=sheet.name, table__style_name="sheet")
    for column in range(max(len(sheet.header), 1)):
        made.append(_new("table:table-column", table__style_name="wide" if column == 0 else "narrow"))
    for index, line in enumerate(sheet.lines):
        made.append(_new("table:table-row", _cell(line, "title" if index == 0 else "")))
    if sheet.header:
        head = _new("table:table-row", *(_cell(words, "head") for words in sheet.header))
        made.append(_new("table:table-header-rows", head))
    for index, row in enumerate(sheet.rows):
        made.append(_row(sheet, index, row))
    return made


def _row(sheet: Sheet, index: int, row: tuple[Cell, ...]) -> Tree.Element:
    numeric = sheet.numeric or (False,) * len(row)
    cells = [_cell(cell, "right" if number else "words") for cell, number in zip(row, numeric, strict=True)]
    if sheet.linked:
        cells[0] = _link(row[0], sheet.linked[index])
    return _new("table:table-row", *cells)


def _cell(cell: Cell, style: str = "") -> Tree.Element:
    if style == "right" and not isinstance(cell, str):
        style = "right-part" if isinstance(cell, float) else "right-whole"
    look = {"table__style_name": style} if style else {}
    words = _new("text:p", text=shown(cell))
    if isinstance(cell, str):
        return _new("table:table-cell", words, office__value_type="string", **look)
    return _new("table:table-cell", words, office__value_type="float", office__value=str(cell), **look)


def _link(words: Cell, target: str) -> Tree.Element:
    link = _new("text:a", text=str(words), xlink__href=f"#{target}.A1", xlink__type="simple")
    return _new("table:table-cell", _new("text:p", link), office__value_type="string")


def _range(sheet: Sheet) -> Tree.Element:
    top = len(sheet.lines) + 1
    last = chr(ord("A") + len(sheet.header) - 1)
    cells = f"$'{sheet.name}'.$A${top}:.${last}${top + len(sheet.rows)}"
    base = f"$'{sheet.name}'.$A${top}"
    name = f"data_{sheet.name.lower()}"
    return _new("table:named-range", table__name=name, table__base_cell_address=base, table__cell_range_address=cells)


def _styles(document: Document) -> Tree.Element:
    language, _, country = document.language.partition("-")
    words = _new(
        "style:text-properties",
        fo__language=language,
        fo__country=country,
        fo__font_family="Arial",
        fo__font_size="11pt",
    )
    default = _new("style:default-style", words, style__family="table-cell")
    named = _new("style:style", style__name="Default", style__family="table-cell")
    page = {"fo__page_width": "29.7cm", "fo__page_height": "21cm", "style__print_orientation": "landscape"}
    page |= {"style__scale_to_X": "1", "fo__margin_left": "1.5cm", "fo__margin_right": "1.5cm"}
    layout = _new("style:page-layout", _new("style:page-layout-properties", **page), style__name="wide")
    master = _new("style:master-page", style__name="Wide", style__page_layout_name="wide")
    return _new(
        "office:document-styles",
        _new("office:styles", default, named),
        _new("office:automatic-styles", layout),
        _new("office:master-styles", master),
        office__version="1.3",
    )


def _meta(document: Document) -> Tree.Element:
    facts = _new(
        "office:meta",
        _new("dc:title", text=f"{document.title}, {document.subtitle}"),
        _new("dc:creator", text=document.organisation),
        _new("dc:language", text=document.language),
        _new("meta:creation-date", text=f"{document.date}T00:00:00"),
    )
    return _new("office:document-meta", facts, office__version="1.3")


def _manifest(parts: dict) -> Tree.Element:
    entries = [("/", _KIND), *((name, "text/xml") for name in parts)]
    made = [_new("manifest:file-entry", manifest__full_path=path, manifest__media_type=kind) for path, kind in entries]
    return _new("manifest:manifest", *made, manifest__version="1.3")
