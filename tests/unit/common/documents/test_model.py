"""The neutral document: to JSON and back, its checks, its text."""

import json
from dataclasses import replace

import pytest

from common.documents.checks import DocumentError, check
from common.documents.model import Figure, Heading, Link, List, Para, Xref, from_data, numbers, shown, to_data, words
from common.documents.text import clean, named, unprintable
from tests.unit.common.documents.sample import SVG, document, table


def test_document_survives_the_way_through_json():
    assert from_data(json.loads(json.dumps(to_data(document())))) == document()


def test_numbers_run_by_kind():
    found = numbers(document())
    assert (found["figure-again"], found["table-age"], found["table-words"]) == ("Figure 2", "Table 1", "Table 2")
    assert found["summary"] == "Executive summary"


@pytest.mark.parametrize(
    ("cell", "text"), [(50, "50"), (1050, "1,050"), (30.0, "30.0"), (36.9, "36.9"), ("[c]", "[c]"), (0, "0")]
)
def test_cells_read_the_same_everywhere(cell, text):
    assert shown(cell) == text


def test_a_sound_document_passes():
    check(document())


@pytest.mark.parametrize(
    ("block", "words_of_error"),
    [
        (Para((Xref("nowhere"),)), "leads nowhere"),
        (Para((Link("x", "#source-none"),)), "link leads nowhere"),
        (Para((Link("x", "javascript:alert(1)"),)), "link leads nowhere"),
        (Para((Link("x", "file:///etc/passwd"),)), "link leads nowhere"),
        (List((words("a").parts,), ids=("summary",)), "the same id"),
        (Heading(1, "Again", "summary"), "the same id"),
        (Heading(3, "Deep", "deep"), None),
        (Heading(4, "Deeper", "deeper"), "skips a level"),
        (Figure("f", SVG, " ", "No words"), "no description"),
        (Figure("f", SVG.replace("<g", "<script>x</script><g"), "Alt", "Alive"), "more than a drawing"),
        (Figure("f", SVG.replace("<rect", '<rect onload="x"'), "Alt", "Alive"), "more than a drawing"),
        (table(id="t", header=("Age", " ", "a", "b", "c")), "without a heading"),
        (table(id="t", rows=(("one",),)), "another width"),
        (words("Hello \U0001f642"), "slightly smiling face"),
        (words("\u09ac\u09be\u0982\u09b2\u09be"), "bengali letter ba"),
    ],
)
def test_faults_are_named(block, words_of_error):
    made = document(Heading(2, "More", "more"), block)
    if words_of_error is None:
        check(made)
        return
    with pytest.raises(DocumentError, match=words_of_error):
        check(made)


def test_a_table_cell_with_an_unknown_character_is_named_too():
    with pytest.raises(DocumentError, match="character|face"):
        check(replace(document(), blocks=(table(rows=(("\U0001f600", 1, 1, 1.0, 1.0),)),)))


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("\uf0b7 one", "• one"),
        ("\uf0d8 two", "• two"),
        ("\ufeffbegin", "begin"),
        ("a\x00b\x07c", "abc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("non\u00a0breaking", "non breaking"),
    ],
)
def test_pasted_text_is_cleaned(pasted, cleaned):
    assert clean(pasted) == cleaned


@pytest.mark.parametrize("text", ["Łódź, Iași, Llŷr", "≥ 28 weeks", "“quoted” – dash", "Ελένη, Олена"])
def test_languages_of_the_area_can_be_printed(text):
    assert unprintable(text) == []


def test_unprintable_characters_are_named_once():
    assert named(unprintable("🙂 and 🙂")) == "🙂 (slightly smiling face)"
