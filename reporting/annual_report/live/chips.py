"""What each reference of a text stands for in the public edition, for an editor that shows values. Pure."""

from common.documents.model import Inline, Note, Xref
from reporting.annual_report.live.rendering import Writer
from reporting.annual_report.live.tokens import tokens


def chips(text: str, figures: dict) -> list[dict[str, str]]:
    """Each reference once, in the order of the text: as typed, as it reads, and why it cannot be printed."""
    writer = Writer.of(figures)
    return [_chip(raw, writer) for raw in dict.fromkeys(one.raw for one in tokens(text))]


def _chip(raw: str, writer: Writer) -> dict[str, str]:
    before = len(writer.problems)
    shown = "".join(_words(part) for part in writer.inline(raw))
    fault = writer.problems[-1].reason if len(writer.problems) > before else ""
    return {"raw": raw, "shown": raw if fault else shown, "fault": fault}


def _words(part: Inline) -> str:
    if isinstance(part, Xref):
        return part.target.replace("-", " ", 1)
    return f" (note: {part.text})" if isinstance(part, Note) else part.text
