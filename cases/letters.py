"""The wording of emails to agencies: standard texts, a panel's own, and the few marks that may be filled in.

Pure: texts in, texts out. A mark is a name in braces, such as ``{reference}``. There is none for a child, so none of
these emails can name one.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "reference" / "letters"
MARK = re.compile(r"\{([^{}]*)\}")

MARKS = {
    "reference": "the reference of the case",
    "link": "the link with which the person opens the request",
    "due_date": "the date to answer by",
    "agency": "the organisation that is asked",
    "contact": "how to reach the panel's office",
}
"""Every mark there is."""

SAMPLE = {
    "reference": "SAMPLE-2026-0001",
    "link": "https://cdr.example.org/respond/link/…/",
    "due_date": "3 March 2026",
    "agency": "Sample Surgery",
    "contact": "Sampleshire CDOP, office@example.org or 01632 960000",
}
"""What a preview shows."""


@dataclass(frozen=True)
class Kind:
    """One email: when it is written, and whether it is of any use without a link."""

    label: str
    to: str
    needs_link: bool = True


KINDS = {
    "made": Kind("First email", "The person who is asked"),
    "reminder": Kind("Before the date", "The person who is asked"),
    "due": Kind("On the day", "The person who is asked"),
    "chased": Kind("After the date, or when you send a reminder", "The person who is asked"),
    "link": Kind("A fresh link", "The person who is asked"),
    "passed": Kind("Passed on by a colleague", "The colleague"),
    "cancelled": Kind("No longer needed", "The person who is asked", needs_link=False),
    "lead": Kind("Overdue: to the agency", "The agency's safeguarding lead", needs_link=False),
    "chair": Kind("Overdue: to the chair", "The chair of the panel", needs_link=False),
}


@cache
def standard(kind: str) -> tuple[str, str]:
    """Subject and text as they come with the product."""
    subject, _, body = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").strip().partition("\n")
    return subject.strip(), body.strip()


def faults(kind: str, subject: str, body: str) -> dict[str, str]:
    """What is wrong with a wording: the field and the sentence for it."""
    found = {}
    for name, text in (("subject", subject), ("body", body)):
        unknown = [mark for mark in MARK.findall(text) if mark not in MARKS]
        if unknown:
            known = ", ".join(f"{{{mark}}}" for mark in MARKS)
            found[name] = f"{{{unknown[0]}}} is not a mark that can be filled in. There are {known}"
        elif "{" in MARK.sub("", text) or "}" in MARK.sub("", text):
            found[name] = "A brace without its other half. Marks look like {reference}"
    if "link" in MARK.findall(subject):
        found["subject"] = "The link belongs into the text, not into the subject"
    if KINDS[kind].needs_link and "link" not in MARK.findall(body):
        found["body"] = found.get("body", "The text needs {link}, or nobody can answer")
    return found


def fill(text: str, values: dict[str, str]) -> str:
    """``text`` with its marks filled in, each by one line."""
    return MARK.sub(lambda mark: " ".join(values[mark[1]].split()), text)
