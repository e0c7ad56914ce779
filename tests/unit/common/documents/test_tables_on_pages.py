"""Tables on a page: no word of a column is broken, a long table is parted between rows, headings are whole."""

import io
import zipfile

import docx
import pytest

from common.documents import tables, typesetting
from common.documents.model import Document, Heading, TableBlock
from common.documents.render import render
from common.documents.typesetting import LONG_TABLE

WORDY = ("Children's services", "Head of children's services", "Central Bedfordshire", "As required", "From 1 April")


def members(number: int) -> TableBlock:
    """A table of words with one narrow column."""
    header = ("Seat", "Held by", "Agency", "Kind", "Term", "Name")
    rows = tuple((*WORDY, f"Placeholder {n}") for n in range(number))
    return TableBlock("table-members", "Membership", header, rows, figures=False)


RATES = TableBlock(
    "table-rates", "Rates", ("Area", "Deaths", "Population", "Rate for each 100,000", "95% lower", "95% upper"),
    (("Central Bedfordshire", 39, 126350, 30.9, 21.6, 41.5),), (False, True, True, True, True, True),
)  # fmt: skip


def of(*blocks: TableBlock) -> Document:
    return Document("Title", "Under it", "Sample", "Edition", "2026-11-26", "", (), (Heading(1, "All", "all"), *blocks))


@pytest.mark.parametrize("table", [members(3), RATES])
def test_each_column_has_room_for_its_longest_word(table):
    shares = typesetting.widths(table)
    assert sum(shares) == pytest.approx(1)
    for column, share in enumerate(shares):
        longest = max(len(part) for row in (table.header, *table.rows) for part in str(row[column]).split())
        assert share * typesetting.PAGE >= typesetting.LETTER * longest


def test_more_words_than_the_page_holds_share_it_by_their_length():
    wide = TableBlock("table-wide", "Wide", tuple("abcdefgh"), (("w" * 20,) * 7 + ("w" * 10,),), figures=False)
    shares = typesetting.widths(wide)
    assert shares[0] > shares[-1] > 0


@pytest.mark.parametrize(("rows", "kept"), [(LONG_TABLE, LONG_TABLE), (LONG_TABLE + 1, 2)])
def test_a_long_table_in_word_keeps_only_its_beginning_together(rows, kept):
    document = of(members(rows))
    (made,) = docx.Document(io.BytesIO(render(document, "docx"))).tables
    together = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.rows]
    assert together == [True] * kept + [None] * (1 + rows - kept)


def test_headings_of_an_opendocument_table_are_wrapped():
    with zipfile.ZipFile(io.BytesIO(tables.to_ods(of(RATES)))) as archive:
        content = archive.read("content.xml").decode()
    head = content.partition('style:name="head"')[2].partition("</style:style>")[0]
    assert 'fo:wrap-option="wrap"' in head
    assert head.count("<style:table-cell-properties") == 1
