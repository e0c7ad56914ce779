"""Word, Excel and OpenDocument files: archives of XML, of bounded size, without anything that runs or calls out.

Runs in the child process only.
"""

import io
import re
import zipfile
import zlib

from common.files.kinds import ODT, BadFile

MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO, RATIO_COUNTS_FROM = 200, 1024 * 1024
CHUNK = 1024 * 1024

_RUNS = re.compile(
    r"vbaproject|vbadata|/activex/|/ctrlprops/|oleobject|macrosheets|dialogsheets|^basic/|^scripts/|^object[^/]*/"
    r"|\.(?:bin|exe|dll|js|vbs|wsf|lnk|scr|bat|cmd|ps1|jar|hta|docm|xlsm|pptm|dotm)$",
    re.IGNORECASE,
)
_PRINTER = re.compile(r"^(?:xl|word)/printersettings/printersettings\d*\.bin$", re.IGNORECASE)
"""What Excel keeps about a printer: bytes that no reader runs, in nearly every real workbook."""
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CALLS_OUT = re.compile(rb"/(?:attachedTemplate|oleObject|frame|subDocument)[\"']", re.IGNORECASE)
_RELATION = re.compile(rb"<[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)

RUNS = "The selected file has a macro, a program or another file inside it. Save a copy without it and try again"
BOMB = "The selected file is too large once it is unpacked, so it is not taken"
BROKEN = "The selected file is damaged: open it, save it again and try once more"
LOCKED = "The selected file is locked with a password. Save a copy without the password and try again"
CALLS_OUT = "The selected file would fetch something from elsewhere when it is opened, so it is not taken"


def look(content: bytes, kind: str) -> None:
    """Raises ``BadFile`` unless every part can be unpacked within bounds and none is dangerous."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _sizes(archive.infolist())
            for part in archive.infolist():
                _part(archive, part)
            if kind == ODT:
                _opendocument(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, KeyError) as error:
        raise BadFile(BROKEN) from error


def _sizes(found: list[zipfile.ZipInfo]) -> None:
    """What the archive says about itself, before anything is unpacked. That it says the truth is checked after."""
    if sum(part.file_size for part in found) > MOST_BYTES:
        raise BadFile(BOMB)
    for part in found:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > RATIO_COUNTS_FROM and ratio > MOST_RATIO:
            raise BadFile(BOMB)
        if part.flag_bits & 0x1:
            raise BadFile(LOCKED)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadFile(BROKEN)
        if part.filename.startswith(("/", "\\")) or ".." in part.filename.replace("\\", "/").split("/"):
            raise BadFile(BROKEN)
        if _RUNS.search(part.filename) and not _PRINTER.match(part.filename):
            raise BadFile(RUNS)
    if len({part.filename.lower() for part in found}) != len(found):
        raise BadFile(BROKEN)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpacks one part piece by piece: a length or a checksum that is not true ends it."""
    name, read, tail = part.filename.lower(), 0, b""
    is_xml = name.endswith((".xml", ".rels", ".vml", ".rdf"))
    with archive.open(part) as source:
        while chunk := source.read(CHUNK):
            read += len(chunk)
            if read > part.file_size:
                raise BadFile(BOMB)
            if is_xml:
                _xml(name, (tail + chunk).replace(b"\x00", b""))  # without the zero bytes of UTF-16
                tail = chunk[-4096:]
    if read != part.file_size:
        raise BadFile(BROKEN)


def _xml(name: str, words: bytes) -> None:
    if _DECLARES.search(words):
        raise BadFile(BOMB)
    if name == "[content_types].xml" and _MACRO_TYPE.search(words):
        raise BadFile(RUNS)
    if name.endswith(".rels") and any(_CALLS_OUT.search(found) for found in _RELATION.findall(words)):
        raise BadFile(CALLS_OUT)


def _opendocument(archive: zipfile.ZipFile) -> None:
    if archive.read("mimetype").strip() != ODT.encode():
        raise BadFile(BROKEN)
    names = set(archive.namelist())
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise BadFile(LOCKED)
