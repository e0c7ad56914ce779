"""Words that stand for what somebody wrote. Each is unlike any other, so that a page that holds one is found out."""

import hashlib
import io
import zipfile
from datetime import date

from pypdf import PdfReader

from cases.identity.models import Child, Relative


class Canaries:
    """``say`` for ``tests.scenarios_whole``: one token for each thing said, remembered with what it stands for."""

    def __init__(self) -> None:
        self.words: dict[str, set[str]] = {}

    def __call__(self, what: str) -> str:
        """The token of ``what``: letters and digits, made to survive forms, files and addresses."""
        token = f"zq{hashlib.sha256(what.encode()).hexdigest()[:12]}x"
        self.words.setdefault(what, set()).add(token)
        return token

    def watch(self, what: str, *written: str) -> None:
        """Also looks for something that is no free text, in each way of writing it."""
        self.words.setdefault(what, set()).update(written)

    def watch_case(self, case) -> None:
        """The child's and the relatives' numbers and dates."""
        child = Child.objects.get(case=case)
        self.watch("nhs number", *_number(child.nhs_number))
        self.watch("date of birth", *_dates(child.born_on))
        self.watch("date of death", *_dates(case.died_on))
        self.watch("small area", *([child.lsoa] if child.lsoa else []))
        self.watch("postcode", child.postcode, child.postcode.replace(" ", ""))
        for relative in Relative.objects.filter(child=child):
            self.watch("relative nhs number", *_number(relative.nhs_number))
            self.watch("relative date of birth", *_dates(relative.born_on))

    def found_in(self, text: str | bytes) -> set[str]:
        """What ``text`` gives away, in either direction and whatever the case of its letters."""
        plain = (_unpacked(text).decode("utf-8", "replace") if isinstance(text, bytes) else text).lower()
        return {
            what
            for what, tokens in self.words.items()
            if any(token.lower() in plain or token.lower()[::-1] in plain for token in tokens)
        }


def _unpacked(body: bytes) -> bytes:
    """What stands inside a Word file, a table or a PDF, which are packed; anything else as it is."""
    if body.startswith(b"%PDF-"):
        file = PdfReader(io.BytesIO(body))
        lines = "\n".join([*(page.extract_text() for page in file.pages), str(file.metadata)])
        return f"{lines}\n{lines.replace(chr(10), '')}".encode()  # a long word may be broken between two lines
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return b"\n".join(file.read(name) for name in file.namelist())


def _number(digits: str) -> tuple[str, ...]:
    return digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def _dates(day: date) -> tuple[str, ...]:
    return (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%Y%m%d}",
    )
