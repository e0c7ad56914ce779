"""The command reads text and Word, and says by its exit status whether it found anything."""

import io
import json

import docx
import pytest
from django.core.management import CommandError, call_command


def run(path, **options) -> tuple[int, str]:
    """Exit status and what was printed."""
    out = io.StringIO()
    try:
        call_command("check_figures", str(path), stdout=out, **options)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_a_text_with_a_fault(tmp_path):
    path = tmp_path / "old.txt"
    path.write_text("Fine.\n43% of 50 deaths.\n", encoding="utf-8")
    status, said = run(path)
    assert status == 1
    assert "line 2" in said
    assert "1 figure to look at." in said


def test_a_sound_text(tmp_path):
    path = tmp_path / "old.txt"
    path.write_text("24 of 65 (37%)", encoding="utf-8")
    assert run(path) == (0, "Nothing found.\n")


def test_word_with_a_table_as_json(tmp_path):
    word = docx.Document()
    word.add_paragraph("24 of 65 (36%)")
    word.add_table(1, 2).rows[0].cells[1].text = "51% of 50"
    path = tmp_path / "old.docx"
    word.save(str(path))
    status, said = run(path, format="json")
    assert status == 1
    assert [one["code"] for one in json.loads(said)["findings"]] == ["wrong_percentage", "impossible_percentage"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.txt", None, "could not be read: No such file"),
        ("bad.docx", b"no zip", "could not be read as a Word document"),
        ("odd.txt", b"\xff\xfe\x00", "neither UTF-8 text nor a Word document"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path, name, content, sentence):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(path)
