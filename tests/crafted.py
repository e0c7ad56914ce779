"""Files made for tests: honest ones of each kind, and hostile ones of the sorts that are met. All small on disk."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

DOCX_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def pdf(text: str = "", pages: int = 1, change=None, **how) -> bytes:
    """A PDF that opens. ``text`` is a comment at its end; ``change`` is given the document before it is saved."""
    document, made = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 200))
    if change:
        change(document)
    document.save(made, **how)
    content = made.getvalue()
    return content.replace(b"\n%%EOF", f"\n%{text}\n%%EOF".encode()) if text else content


def picture(form: str = "JPEG", size=(60, 40), **how) -> bytes:
    """A picture of two colours."""
    made = io.BytesIO()
    drawn = Image.new("RGB", size, "navy")
    drawn.paste("gold", (0, 0, size[0] // 2, size[1]))
    drawn.save(made, form, **how)
    return made.getvalue()


def archive(parts: dict[str, bytes | str], method=zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def docx(**more: bytes | str) -> bytes:
    """A Word file in outline; further parts by name, ``__`` for a stroke and a dot in the name as it is."""
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return archive({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": "<w:document/>", **extra})


def bomb(megabytes: int) -> bytes:
    """A Word file in which one part unpacks to so many megabytes of nothing."""
    return docx(**{"word__media__one.xml": b" " * (megabytes * 1024 * 1024)})


def lying(content: bytes, name: bytes, size: int) -> bytes:
    """The archive, saying in its directory that the part ``name`` unpacks to ``size`` bytes."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


def many_parts(count: int) -> bytes:
    """An archive of so many empty parts."""
    return archive({"word/document.xml": "", **{f"p{n}": "" for n in range(count)}}, zipfile.ZIP_STORED)


def laughs() -> bytes:
    """Entities that multiply when they are read."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx(**{"word__extra.xml": f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{lines}]><l>&l9;</l>'})


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def huge_png(side: int = 50_000) -> bytes:
    """A picture of ``side`` squared pixels of one bit each, packed to nearly nothing."""
    row = b"\x00" + b"\x00" * ((side + 7) // 8)
    packer, data = zlib.compressobj(9), b""
    for _ in range(0, side, 100):
        data += packer.compress(row * 100)
    data += packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def many_objects(count: int) -> bytes:
    """A PDF with so many empty objects before its one page."""
    empty = b"".join(b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(10, count))
    return pdf().replace(b"\n%%EOF", b"\n" + empty + b"%%EOF")


def many_packed_objects(count: int) -> bytes:
    """As ``many_objects``, but packed into object streams, where they cost nothing on disk."""

    def change(document):
        document.Root.Extra = pikepdf.Array([document.make_indirect(pikepdf.Dictionary()) for _ in range(count)])

    return pdf(change=change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def scripted(document) -> None:
    """Runs a script when it is opened."""
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launching(document) -> None:
    """Starts a program from a link on its page."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])


def carrying(document) -> None:
    """Carries another file."""
    document.attachments["inside.exe"] = b"MZ\x90\x00"


def calling(document) -> None:
    """Goes to an address when it is opened."""
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
