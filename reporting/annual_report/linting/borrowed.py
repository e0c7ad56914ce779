"""What the check of other people's reports finds in a section of ours, at its place in the text. Pure."""

from collections.abc import Iterable, Iterator

from reporting.annual_report.linting.remarks import Remark, masked, sentences
from reporting.annual_report.live.tokens import tokens
from reporting.checking import bands, cohorts, leftovers, percentages, small, wording
from reporting.checking.findings import Finding
from reporting.checking.reading import Text, read

TAKEN = frozenset(
    {
        "impossible_percentage",
        "wrong_percentage",
        "part_exceeds_whole",
        "two_percentages",
        "sum_is_not_100",
        "unusual_band",
        "gap_in_bands",
        "overlap_of_bands",
        "broken_reference",
        "comment_left_in",
        "markup_left_in",
        "repeated_paragraph",
        "mixed_year_forms",
        "retired_name",
        "comparison_without_figure",
        "small_number",
    }
)
"""The rest needs a whole report, or is asked of a section in a way of its own."""
RULES = (percentages, cohorts, bands, leftovers, small, wording)


def remarks(text: str) -> Iterator[Remark]:
    """One for each finding. A comparison beside a reference has its figure there."""
    plain = masked(text)
    report, starts = read(plain), _starts(plain)
    referring = [range(at, at + len(words)) for at, words in sentences(text) if any(tokens(words))]
    for one in _found(report):
        place = max(plain.find(one.text, starts[one.line - 1]), starts[one.line - 1])
        if one.code != "comparison_without_figure" or not any(place in span for span in referring):
            yield Remark(place, one.text, one.code, one.reason)


def _found(report: Text) -> Iterator[Finding]:
    return (one for rule in RULES for one in rule.findings(report) if one.code in TAKEN)


def _starts(plain: str) -> list[int]:
    """Where each line begins."""
    starts = [0]
    for line in plain.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def repeated(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Paragraphs that stand in two sections: ``(title, text)`` each, in the order of the report."""
    seen: dict[str, str] = {}
    for title, text in texts:
        for line in text.splitlines():
            mark = leftovers.mark_of(line)
            if mark and seen.get(mark, title) != title:
                yield f"“{title}”: a paragraph of “{seen[mark]}” is printed again, “{line.strip()[:60]}…”."
            if mark:
                seen.setdefault(mark, title)
