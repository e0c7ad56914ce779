"""What a word processor leaves behind: broken references, reviewers' comments, mark-up, a paragraph printed twice."""

import re
from collections.abc import Iterator

from reporting.checking.findings import Finding
from reporting.checking.reading import Text

BROKEN = re.compile(r"Error!\s*(?:Reference source|Bookmark) not (?:found|defined)\.?", re.IGNORECASE)
COMMENT = re.compile(r"\bCommented\s*\[[A-Za-z]{1,4}\d+\]\s*:.{0,60}|\[(?:TODO|TBC|XX+)\]")
MARKUP = re.compile(r"</?(?:p|br|div|span|td|tr|table|b|i|strong|em)\b[^>]{0,60}>", re.IGNORECASE)
LONG_PARAGRAPH = 150


def findings(text: Text) -> Iterator[Finding]:
    """One for each thing left behind."""
    for line in text.lines:
        for match in BROKEN.finditer(line.text):
            reason = "A cross-reference lost what it pointed to. Name the figure or table again."
            yield Finding(line.number, match[0], "broken_reference", reason)
        for match in COMMENT.finditer(line.text):
            reason = "A comment for the authors stands in the text."
            yield Finding(line.number, match[0].strip(), "comment_left_in", reason)
        if mark := MARKUP.search(line.text):
            yield Finding(line.number, mark[0], "markup_left_in", "A reader would see this mark-up.")
    yield from _twice(text)


def mark_of(paragraph: str) -> str:
    """What makes it the same as another, however it is set; nothing where it is too short to matter."""
    letters = "".join(letter for letter in paragraph.lower() if letter.isascii() and letter.isalpha())
    return letters if len(letters) >= LONG_PARAGRAPH else ""


def _twice(text: Text) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for line in text.prose:
        key = mark_of(line.text)
        if not key:
            continue
        if key in seen:
            reason = f"The paragraph of line {seen[key]} is printed again."
            yield Finding(line.number, line.text.strip()[:60], "repeated_paragraph", reason)
        seen.setdefault(key, line.number)
