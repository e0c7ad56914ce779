"""All rules on one text. Pure: figures, lists and text in, remarks out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from common.dates import FinancialYear
from reporting.annual_report import narrative
from reporting.annual_report.linting import borrowed, numbers, sums, terms, unlikely
from reporting.annual_report.linting.remarks import MUST, Remark
from reporting.annual_report.live.rendering import Writer


@dataclass(frozen=True)
class Known:
    """What a text is read against: the figures of each edition, abbreviations, places, and what was accepted."""

    year: FinancialYear
    editions: Mapping[str, dict]
    abbreviations: Iterable[str] = ()
    places: Iterable[str] = ()
    summaries: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[tuple[str, str]] = frozenset()


def read(text: str, key: str, known: Known) -> list[Remark]:
    """Every remark that nobody has accepted, in the order of the text."""
    found = [*_references(text, key, known), *_numbers(text, known)]
    found += terms.remarks(text, known.year, known.abbreviations, known.places)
    found += borrowed.remarks(text)
    kept = [one for one in dict.fromkeys(found) if (one.code, one.words) not in known.accepted]
    return sorted(_without_doubles(kept), key=lambda one: (one.start, one.code))


def blocking(remarks: Iterable[Remark]) -> list[Remark]:
    """Those with which a section cannot be signed off."""
    return [one for one in remarks if one.level == MUST]


def _references(text: str, key: str, known: Known) -> list[Remark]:
    """References that cannot be printed in one of the editions."""
    found: dict[tuple[str, str], Remark] = {}
    for edition, figures in known.editions.items():
        writer = Writer.of(figures)
        narrative.blocks(text, key=key, writer=writer)
        for problem in writer.problems:
            reason = f"In the {edition} edition: {problem.reason}"
            remark = Remark(max(text.find(problem.raw), 0), problem.raw, problem.code, reason)
            found.setdefault((problem.code, problem.raw), remark)
    return list(found.values())


def _numbers(text: str, known: Known) -> list[Remark]:
    full = next(iter(known.editions.values()), {"tables": []})
    tables = {table["key"]: table for table in full["tables"]}
    year, others = known.year.code, full.get("comparators", ())
    found = [*numbers.remarks(text, tables, known.summaries), *sums.remarks(text, tables, year)]
    return [*found, *unlikely.remarks(text, tables, year, others)]


def _without_doubles(remarks: list[Remark]) -> list[Remark]:
    """A number in a wrong percentage or a small number is said once, by the rule that knows more."""
    said = [range(one.start, one.start + len(one.words)) for one in remarks if one.code not in _QUIET]
    return [one for one in remarks if one.code not in _PLAIN or not any(one.start in span for span in said)]


_PLAIN = frozenset({"unsourced_number"})
_QUIET = _PLAIN | {"sum_is_not_100", "look_first"}  # they say nothing of whose number it is
