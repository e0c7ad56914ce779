"""What a paper of the pack holds: the allow-list, as plain values that are stored and never changed. Pure."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from panels.answers import by_form
from panels.presenters.coarse import facts
from panels.presenters.paper import analysis_view

FORM = 2
"""Raised when the shape of a paper changes."""


def content(case, summary, analysis, extracts: Iterable, chosen: Iterable = ()) -> dict:
    """The paper of a case. Whatever is not named here does not reach the panel."""
    view = analysis_view(analysis, summary)
    return {
        "form": FORM,
        "reference": case.reference,
        "facts": [list(row) for row in facts(case)],
        "summary": summary.text,
        "questions": summary.learning_so_far,
        "analysis": _plain(asdict(view)) if view else None,
        "factors": _factors(view) if view else [],
        "extracts": [{"heading": extract.heading, "text": extract.text} for extract in extracts],
        "forms": by_form(one for one in chosen if one.row.text.strip()),
    }


def mark(paper: dict) -> str:
    """The same for the same paper."""
    return hashlib.sha256(json.dumps(paper, sort_keys=True).encode()).hexdigest()


def factor_key(domain: str, name: str, words: str) -> str:
    """By what a rating knows its factor again: what the factor says, not where it stands."""
    return hashlib.sha256("\x1f".join([domain, name, words]).encode()).hexdigest()[:32]


def _factors(view) -> list[dict]:
    return [
        {"key": factor_key(domain, line.name, line.words), "domain": domain, "name": line.name, "words": line.words}
        for domain, lines in view.domains
        for line in lines
    ]


def _plain(value):
    return json.loads(json.dumps(value))
