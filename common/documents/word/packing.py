"""The parts of a Word file in one archive, without the time of packing: the same figures always give the same file."""

import io
import zipfile

from docx.opc.pkgwriter import PackageWriter

_MOMENT = (1980, 1, 1, 0, 0, 0)


class _Archive:
    """Takes parts as the library's own archive does, which writes down the time."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def write(self, uri, content: bytes) -> None:
        """One part."""
        self.archive.writestr(zipfile.ZipInfo(uri.membername, _MOMENT), content, zipfile.ZIP_DEFLATED)


def packed(package) -> bytes:
    """The file."""
    for part in package.parts:
        part.before_marshal()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        writer = _Archive(archive)
        PackageWriter._write_content_types_stream(writer, package.parts)
        PackageWriter._write_pkg_rels(writer, package.rels)
        PackageWriter._write_parts(writer, package.parts)
    return made.getvalue()
