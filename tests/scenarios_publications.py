"""An edition of the annual report on its way to the public, reached by actions."""

import io
import uuid
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from common import files
from reporting.annual_report import actions as writing
from reporting.annual_report.publishing import actions, preparing
from reporting.annual_report.word_template.models import WordTemplate

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_KIND}"'


def sign_off(report, by) -> None:
    """Every section that has a text, by its steps."""
    for section in report.sections.exclude(text="").exclude(state="signed_off"):
        for step in ("ready", "sign_off") if section.state == "draft" else ("sign_off",):
            writing.take_step(section_id=section.pk, version=section.version, step=step, by=by)
            section.refresh_from_db()


def in_draft(report, by, what_changed: str = ""):
    """An edition with its figures frozen and one small file."""
    edition = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), what_changed=what_changed, by=by)
    taken = actions.take(publication_id=edition.pk, by=by)
    preparing.freeze(taken)
    file = {"edition": "public", "kind": "html", "name": "invented.html", "content": b"<p>Invented edition</p>"}
    actions.keep_file(publication=taken, by=by, **file)
    actions.finish(publication=taken, by=by)
    return edition


def word_file(body: str = "", page: str = "", more: dict[str, str] | None = None, **parts: str) -> SimpleUploadedFile:
    """A Word file of as few parts as there can be, with others by their names (``header1`` and the like)."""
    relations, types, refs = "", "", ""
    for number, (name, inside) in enumerate(parts.items(), 10):
        kind = name.rstrip("0123456789")
        relations += f'<Relationship Id="rId{number}" Type="{_KIND}/{kind}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        if kind in ("header", "footer"):
            refs += f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
        tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        parts[name] = f"<w:{tag} {_NAMES}>{inside}</w:{tag}>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        package = f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{types}'
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        defaults = f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="text/xml"/>'
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{package}</Types>')
        first = f'<Relationship Id="rId1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{first}</Relationships>')
        whole = f"<w:document {_NAMES}><w:body>{body}<w:sectPr>{refs}{page}</w:sectPr></w:body></w:document>"
        archive.writestr("word/document.xml", whole)
        own = f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        archive.writestr("word/_rels/document.xml.rels", own)
        for name, inside in {**{f"word/{one}.xml": text for one, text in parts.items()}, **(more or {})}.items():
            archive.writestr(name, inside)
    return SimpleUploadedFile("invented template.docx", made.getvalue(), files.DOCX)


HEADING = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:rPr><w:color w:val="7A0050"/></w:rPr></w:style>'
)


def with_template(panel, by, **parts: str):
    """A panel whose files are made with a template of its own: a chapter's colour and a running head."""
    head = "<w:p><w:r><w:t>Invented running head {{ 7*7 }}</w:t></w:r></w:p>"
    file = word_file(**({"styles": HEADING, "header1": head} | parts))
    present = WordTemplate.objects.in_use().filter(panel=panel).first()
    replaces = present.pk if present else None
    return writing.add_template(panel=panel, new_id=uuid.uuid4(), file=file, replaces=replaces, by=by)
