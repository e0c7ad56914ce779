"""The paper of one case as the panel reads it: coarse facts, the summary, the analysis as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cases.analysis import rules
from cases.vocabularies import Category, Domain, Relevance
from common.components import IdentityBar, Tag
from panels.models import AgendaItem, CaseSummary, Meeting
from panels.presenters.coarse import facts

OUTCOME_TAGS = {
    AgendaItem.Outcome.PENDING: Tag("Not discussed yet", "grey"),
    AgendaItem.Outcome.DECIDED: Tag("Review agreed", "green"),
    AgendaItem.Outcome.AWAITING: Tag("Awaiting one item", "orange"),
    AgendaItem.Outcome.DEFERRED: Tag("Deferred", "yellow"),
}


@dataclass(frozen=True)
class FactorLine:
    """One contributory factor."""

    name: str
    words: str
    relevance: str
    modifiable: bool


@dataclass(frozen=True)
class AnalysisView:
    """The analysis form in the panel's reading. Free text is there only while its check stands."""

    primary: str = ""
    why_primary: str = ""
    others: Sequence[str] = ()
    modifiability: str = ""
    domains: Sequence[tuple[str, Sequence[FactorLine]]] = ()
    causes: Sequence[str] = ()
    cause_understood: str = ""
    learning: Sequence[str] = ()
    good_practice: Sequence[str] = ()
    issues: str = ""
    words_shown: bool = False


@dataclass(frozen=True)
class Paper:
    """Everything on the page of a case."""

    reference: str
    bar: IdentityBar
    summary: str = ""
    questions: str = ""
    analysis: AnalysisView | None = None
    reason: str = ""
    position: int = 0


def paper(item: AgendaItem, summary: CaseSummary | None, analysis) -> Paper:
    """The paper of one agenda item. What was not checked is not on it."""
    checked = summary is not None and summary.checked
    tags = [] if item.meeting.state == Meeting.State.SCHEDULED else [OUTCOME_TAGS[item.outcome]]
    return Paper(
        reference=item.case.reference,
        bar=IdentityBar(f"{item.position}. {item.case.reference}", facts(item.case), tags),
        summary=summary.text if checked else "",
        questions=summary.learning_so_far if checked else "",
        analysis=analysis_view(analysis, summary),
        reason=item.reason,
        position=item.position,
    )


def words_checked(analysis, summary: CaseSummary | None) -> bool:
    """Whether somebody read the words of exactly this version of the form."""
    return bool(analysis and summary and summary.analysis_version == analysis.version)


def analysis_view(analysis, summary: CaseSummary | None) -> AnalysisView | None:
    """The form as it stands, or nothing where it was not begun."""
    if analysis is None:
        return None
    shown = words_checked(analysis, summary)
    numbers = [row.category for row in analysis.categories.all()]
    primary = rules.primary_category(numbers, analysis.primary_override)
    points = list(analysis.learning_points.all()) if shown else []
    return AnalysisView(
        primary=_category(primary) if primary else "",
        why_primary=rules.explain_primary(numbers, analysis.primary_override),
        others=[_category(number) for number in sorted(numbers) if number != primary],
        modifiability=analysis.get_modifiability_display(),
        domains=_domains(analysis.factors.all(), shown),
        causes=_causes(analysis) if shown else (),
        cause_understood=analysis.cause_understood if shown else "",
        learning=[point.text for point in points if not point.good_practice],
        good_practice=[point.text for point in points if point.good_practice],
        issues=analysis.issues if shown else "",
        words_shown=shown,
    )


def _category(number: int) -> str:
    return f"{number}. {Category(number).label}"


def _domains(factors, shown: bool) -> list[tuple[str, list[FactorLine]]]:
    order = list(Domain.values)
    ordered = sorted(factors, key=lambda factor: (order.index(factor.domain), -factor.relevance))
    return [
        (str(Domain(domain).label), [_factor(factor, shown) for factor in group])
        for domain, group in groupby(ordered, key=lambda factor: factor.domain)
    ]


def _factor(factor, shown: bool) -> FactorLine:
    named = str(factor.code) if factor.code else ""
    words = factor.text if shown else ""
    return FactorLine(
        name=named or words or "A factor in words",
        words=words if named else "",
        relevance=str(Relevance(factor.relevance).label),
        modifiable=factor.modifiable,
    )


def _causes(analysis) -> list[str]:
    labels = ("a", "b", "c", "d", "e") if analysis.neonatal else ("1a", "1b", "1c", "", "2")
    values = [getattr(analysis, f"cause_{number}") for number in range(1, 6)]
    return [f"{label}. {value}" if label else value for label, value in zip(labels, values, strict=True) if value]
