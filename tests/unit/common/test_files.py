"""What may be uploaded: told by the bytes, looked through within bounds, cleaned of what nobody meant to send."""

import hashlib
import io
import resource
import subprocess
import sys
import time

import pikepdf
import pytest
from PIL import Image

from common import files
from common.files import process
from tests import crafted

XML_RELS = '<All><Relationship Type="http://schemas/{kind}" Target="http://example.org/a" {mode}/></All>'


def _check(content: bytes, name: str = "report.bin", most: int = 20_000_000) -> files.Checked:
    return files.check(io.BytesIO(content), name=name, size=len(content), most=most)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (crafted.pdf(), files.PDF),
        (crafted.picture("PNG"), files.PNG),
        (crafted.picture("JPEG"), files.JPEG),
        (b"{\\rtf1 text}", files.RTF),
        ("Plain words, café.".encode(), files.TEXT),
        (("é" * 3000).encode(), files.TEXT),
        (crafted.docx(), files.DOCX),
        (crafted.docx(**{"word__embeddings__chart.xlsx": b"PK"}), files.DOCX),
        (crafted.docx(**{"word__printerSettings__printerSettings1.bin": b"x"}), files.DOCX),
        (
            crafted.docx(**{"word___rels__d.rels": XML_RELS.format(kind="hyperlink", mode='TargetMode="External"')}),
            files.DOCX,
        ),
        (crafted.archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), files.XLSX),
        (crafted.archive({"mimetype": files.ODT, "content.xml": ""}), files.ODT),
    ],
    ids=["pdf", "png", "jpeg", "rtf", "text", "accents", "docx", "chart", "printer", "link", "xlsx", "odt"],
)
def test_kinds_that_are_taken(content, kind):
    assert _check(content).content_type == kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 program",
        b"<html><script>alert(1)</script></html>",
        b"\xef\xbb\xbf<html></html>",
        b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?>",
        b"\x00\x01\x02",
        b"\xff\xfe broken",
        b"words" * 2000 + b"\xff\xfe",
        crafted.archive({"anything.txt": "x"}),
        b"PK\x03\x04 not a zip",
        crafted.many_parts(5001),
        crafted.docx() + b"MZ appended",
    ],
    ids=["program", "html", "marked", "svg", "xml", "binary", "encoding", "later", "zip", "broken", "many", "appended"],
)
def test_kinds_that_are_refused(content):
    with pytest.raises(files.BadFile, match="must be one of"):
        _check(content, name="innocent.pdf")


HOSTILE = {
    "program in Word": (crafted.docx(**{"word__vbaProject.bin": b"x"}), "macro"),
    "macro type": (crafted.archive({"[Content_Types].xml": "macroEnabled", "word/document.xml": ""}), "macro"),
    "program beside": (crafted.docx(**{"word__embeddings__a.exe": b"MZ"}), "macro"),
    "embedded object": (crafted.docx(**{"word__embeddings__oleObject1.bin": b"x"}), "macro"),
    "OpenDocument macro": (
        crafted.archive({"mimetype": files.ODT, "content.xml": "", "Basic/Standard/Module1.xml": ""}),
        "macro",
    ),
    "OpenDocument that is another": (crafted.archive({"mimetype": "text/html", "content.xml": ""}), "damaged"),
    "OpenDocument locked": (
        crafted.archive(
            {
                "mimetype": files.ODT,
                "content.xml": "",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        "password",
    ),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "password"),
    "template from elsewhere": (
        crafted.docx(**{"word___rels__s.rels": XML_RELS.format(kind="attachedTemplate", mode="TargetMode='External'")}),
        "fetch",
    ),
    "way out of the folder": (crafted.docx(**{"..__..__etc__passwd.xml": ""}), "damaged"),
    "bomb of a part": (crafted.bomb(300), "unpacked"),
    "bomb by ratio": (crafted.bomb(20), "unpacked"),
    "untrue length": (crafted.lying(crafted.bomb(20), b"word/media/one.xml", 1000), "damaged"),
    "laughs": (crafted.laughs(), "unpacked"),
    "laughs in wide letters": (
        crafted.docx(**{"word__extra.xml": '<?xml version="1.0"?><!DOCTYPE l []><l/>'.encode("utf-16")}),
        "unpacked",
    ),
    "PDF script": (crafted.pdf(change=crafted.scripted), "script"),
    "PDF program": (crafted.pdf(change=crafted.launching), "script"),
    "PDF that carries": (crafted.pdf(change=crafted.carrying), "script"),
    "PDF that calls": (crafted.pdf(change=crafted.calling), "script"),
    "PDF script, name in disguise": (
        crafted.pdf(change=crafted.scripted).replace(b"/JavaScript", b"/J#61vaScript"),
        "script",
    ),
    "PDF packed script": (
        crafted.pdf(change=crafted.scripted, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "script",
    ),
    "PDF locked": (crafted.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "password"),
    "PDF restricted": (crafted.pdf(encryption=pikepdf.Encryption(owner="o", user="")), "password"),
    "PDF that is none": (b"%PDF-1.7 words", "damaged"),
    "PDF cut short": (crafted.pdf()[:200] + b"%%EOF", "damaged"),
    "PDF and archive": (crafted.pdf() + crafted.archive({"a": "b"}), "two kinds"),
    "PDF and page": (crafted.pdf() + b"<html>" * 1000, "two kinds"),
    "PDF of pages": (crafted.pdf(pages=1501), "complicated"),
    "PDF of objects": (crafted.many_objects(1_000_000), "complicated"),
    "PDF of packed objects": (crafted.many_packed_objects(400_000), "complicated"),
    "picture and PDF": (crafted.picture()[:20] + b"%PDF-1.7" + crafted.picture()[20:], "two kinds"),
    "picture of pixels": (crafted.huge_png(), "pixels"),
    "broken picture": (crafted.picture("PNG")[:60], "damaged"),
    "JPEG that is none": (b"\xff\xd8\xff\xe0....", "damaged"),
    "rich text with a file": (b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", "inside"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_soon_and_say_why(what):
    content, words = HOSTILE[what]
    started = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(files.BadFile, match=words):
        _check(content, most=40_000_000)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - started[0] + ended.ru_utime - started[1].ru_utime
    assert spent < 4, f"{what} took {spent:.1f} seconds of work"


def most_memory() -> int:
    """The most that a child needed for the three that want most, libraries included, in kB."""
    for what in ("bomb of a part", "picture of pixels", "PDF of packed objects"):
        with pytest.raises(files.BadFile):
            _check(HOSTILE[what][0], most=40_000_000)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_looking_needs_little_memory_whatever_the_file_says():
    code = "from tests.unit.common.test_files import most_memory; print(most_memory())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(said.stdout) < 600 * 1024


def test_a_child_that_meets_its_limits_refuses_the_file(monkeypatch):
    monkeypatch.setattr(process, "SECONDS", 0.001)
    with pytest.raises(files.BadFile, match="too complicated"):
        _check(crafted.pdf())


def test_a_picture_loses_everything_but_its_pixels():
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Camera of Zebulon", 6  # the model, and “lying on its side”
    exif.get_ifd(0x8825)[1] = "N"
    content = crafted.picture("JPEG", exif=exif, comment=b"Quillfeather") + b"PK hidden behind"
    found = _check(content)
    assert found.content is not None
    assert found.received_sha256 == hashlib.sha256(content).hexdigest() != found.sha256
    for trace in (b"Zebulon", b"Quillfeather", b"Exif", b"hidden"):
        assert trace in content
        assert trace not in found.content
    with Image.open(io.BytesIO(found.content)) as kept:
        assert kept.size == (40, 60)
        assert not kept.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "transparent"])
def test_a_png_keeps_its_pixels_and_loses_its_words(mode):
    from PIL.PngImagePlugin import PngInfo

    words, made = PngInfo(), io.BytesIO()
    words.add_text("Author", "Zebulon Quillfeather", zip=True)
    words.add_text("Comment", "Quillfeather")
    grey = Image.new("L", (8, 8), 90) if mode == "I;16" else Image.new("RGBA", (8, 8), (10, 200, 30, 120))
    drawn = grey.convert("P" if mode == "transparent" else mode)
    more = {"transparency": 0} if mode == "transparent" else {}
    drawn.save(made, "PNG", pnginfo=words, **more)
    found = _check(made.getvalue())
    assert b"Quillfeather" not in found.content
    with Image.open(io.BytesIO(found.content)) as kept, Image.open(made) as came:
        assert kept.info.get("Author") is None
        assert kept.convert("RGBA").tobytes() == came.convert("RGBA").tobytes()


@pytest.mark.parametrize(("content", "most", "words"), [(b"", 10, "empty"), (b"words that are long", 10, "smaller")])
def test_size(content, most, words):
    with pytest.raises(files.BadFile, match=words):
        _check(content, most=most)


def test_a_size_that_is_not_true_does_not_help():
    with pytest.raises(files.BadFile, match="smaller"):
        files.check(io.BytesIO(b"x" * 2000), name="a", size=5, most=1000)


def test_pages_are_counted():
    assert _check(crafted.pdf(pages=3)).pages == 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("report.exe", "report.pdf"),
        ("C:\\Users\\x\\scan.pdf", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_gets_its_real_extension(given, kept):
    assert files.safe_name(given, files.PDF) == kept


def test_the_hash_is_of_the_whole_file_and_the_file_is_rewound():
    content = crafted.pdf()
    file = io.BytesIO(content)
    found = files.check(file, name="a.pdf", size=len(content), most=100_000)
    assert found.sha256 == found.received_sha256 == hashlib.sha256(content).hexdigest()
    assert file.tell() == 0


def test_one_upload_is_looked_through_once(monkeypatch):
    file = io.BytesIO(crafted.pdf())
    first = files.check(file, name="a.pdf", size=500, most=100_000)
    monkeypatch.setattr(process, "look", None)
    assert files.check(file, name="a.pdf", size=500, most=100_000) is first
