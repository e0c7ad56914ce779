"""What is no template: each file is refused with a sentence that says what to change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.files import DOCX, BadFile
from reporting.annual_report.word_template.taking import taken
from tests.scenarios_publications import HEADING, word_file

DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId9" Type="{DRAWING}/%s" Target="%s"%s/></Relationships>'
)
OUTSIDE = ' TargetMode="External"'
SPLIT = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DD</w:instrText></w:r>'
    '<w:r><w:instrText>E cmd "/c calc" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
USED = '<w:p><w:hyperlink r:id="rId9"/></w:p>'


def refused() -> dict[str, tuple[SimpleUploadedFile, str]]:
    """Files that are not taken, each with words of the reason."""
    head = {"header1": USED}
    field = '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;c:\\secret&quot; "/></w:p>'
    taken = word_file(styles=HEADING).read()
    return {
        "a field in pieces": (word_file(header1=SPLIT), "a field that the report cannot keep: DDE"),
        "a simple field": (word_file(footer1=field), "INCLUDETEXT"),
        "a link in a head": (
            word_file(
                more={"word/_rels/header1.xml.rels": LINK % ("hyperlink", "https://example.org", OUTSIDE)}, **head
            ),
            "has a link, an object",
        ),
        "an object in a head": (
            word_file(
                more={"word/_rels/header1.xml.rels": LINK % ("package", "x.xml", ""), "word/x.xml": "<x/>"}, **head
            ),
            "has a link, an object",
        ),
        "another template": (
            word_file(
                settings="",
                more={"word/_rels/settings.xml.rels": LINK % ("attachedTemplate", "https://example.org/t", OUTSIDE)},
            ),
            "fetch something from elsewhere",
        ),
        "a macro": (word_file(more={"word/vbaProject.bin": "x"}), "macro, a program"),
        "an object": (word_file(more={"word/embeddings/oleObject1.bin": "x"}), "macro, a program"),
        "tracked changes": (
            word_file(header1='<w:p><w:ins w:id="1" w:author="Somebody"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'),
            "tracked changes",
        ),
        "a narrow page": (word_file(page='<w:pgSz w:w="5000" w:h="16838"/>'), "less than 10cm"),
        "a style of another kind": (
            word_file(styles='<w:style w:type="character" w:styleId="Callout"><w:name w:val="Callout"/></w:style>'),
            "not a paragraph style",
        ),
        "not Word": (SimpleUploadedFile("x.docx", b"plain words"), "must be a Word document"),
        "broken": (SimpleUploadedFile("x.docx", taken[: len(taken) // 2], DOCX), "The selected file"),
        "too large": (SimpleUploadedFile("x.docx", b"x" * (5 * 1024 * 1024 + 1), DOCX), "smaller than 5MB"),
        "a bomb": (word_file(zipped=True, more={"word/big.xml": " " * 30_000_000}), "too large once it is unpacked"),
        "entities": (word_file(more={"word/x.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "too large once"),
    }


REFUSED = refused()


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_run_fetch_or_hide_is_not_taken(name):
    file, words = REFUSED[name]
    with pytest.raises(BadFile, match=words):
        taken(file)


def test_the_same_file_without_any_of_it_is_taken():
    assert "Caption" in taken(word_file(styles=HEADING)).filled
