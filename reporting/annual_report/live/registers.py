"""Reads of what a panel's reports cite and abbreviate."""

import re
from collections.abc import Callable
from uuid import UUID

from django.shortcuts import get_object_or_404

from common.formats import day
from reporting.annual_report import policy, wording
from reporting.annual_report.contents import narrative
from reporting.annual_report.live.models import Source, Term
from reporting.annual_report.live.tokens import tokens
from reporting.annual_report.models import Section


def sources(panel_id):
    """The panel's sources."""
    return Source.objects.filter(panel=panel_id)


def terms(panel_id):
    """The panel's own abbreviations."""
    return Term.objects.filter(panel=panel_id)


def sources_of(panel_id) -> dict[str, str]:
    """Every source by its short name, as it is printed."""
    return {one.key: printed(one) for one in sources(panel_id)}


def printed(source: Source) -> str:
    """The line in the list of references."""
    parts = [source.words.rstrip("."), source.url, f"Read on {day(source.read_on)}" if source.read_on else ""]
    return ". ".join(part for part in parts if part) + "."


def abbreviations_of(panel_id) -> dict[str, str]:
    """The standard abbreviations with the panel's own."""
    return wording.ABBREVIATIONS | dict(terms(panel_id).values_list("short", "full"))


def source_for(user, key: UUID) -> Source:
    """A source of a panel whose reports this person writes."""
    return get_object_or_404(Source.objects.select_related("panel"), pk=key, panel__in=user.panels_as(*policy.WRITERS))


def term_for(user, key: UUID) -> Term:
    """An abbreviation of a panel whose reports this person writes."""
    return get_object_or_404(Term.objects.select_related("panel"), pk=key, panel__in=user.panels_as(*policy.WRITERS))


def citing(source: Source) -> list[str]:
    """The sections that cite a source, each with its report."""
    return _where(
        source.panel_id, lambda text: any(one.kind == "source" and one.target == source.key for one in tokens(text))
    )


def using(term: Term) -> list[str]:
    """The sections in which an abbreviation stands, each with its report."""
    alone = re.compile(rf"(?<![\w/&-]){re.escape(term.short)}s?(?![\w&/-])")
    return _where(term.panel_id, lambda text: bool(alone.search(text)))


def _where(panel_id, found: Callable[[str], bool]) -> list[str]:
    sections = Section.objects.filter(report__panel=panel_id).select_related("report").order_by("-report__year", "key")
    return [f"{about.title}, {one.report}" for one in sections if found(one.text) and (about := narrative(one.key))]
