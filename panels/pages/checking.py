"""What the manager sees of a case's words: each finding in context, and the returns that can be chosen."""

from itertools import groupby

from django.http import Http404, QueryDict

from cases.identifiability.facts import KIND_LABELS
from cases.models import Case
from common.documents.extraction import readable
from panels import selectors
from panels.answers import by_form, changed
from panels.checking import Finding, mark_of
from panels.forms.papers import WordsForm
from panels.pages.answers import notes
from panels.selectors import answers, checking


def check(case: Case, user, bound: WordsForm | None = None) -> dict:
    """All that waits for a decision, by text, and what was decided."""
    passages, chosen = checking.passages(case), answers.chosen(case)
    waiting = checking.open_findings(case, passages, by=user)
    groups = [
        (passage, [_row(number, finding, bound) for number, finding in found])
        for passage, found in groupby(enumerate(waiting), key=lambda pair: pair[1].passage)
    ]
    groups = [(passage, list(rows)) for passage, rows in groups]
    summary, form = selectors.summary_of(case), selectors.analysis_of(case)
    checked = summary is not None and summary.checked and summary.analysis_version == (form.version if form else None)
    return {
        "case": case,
        "groups": groups,
        "count": len(waiting),
        "passages": passages,
        "read": mark_of(passages, form.version if form else None),
        "texts": [passage for passage in passages if not passage.source.startswith("answer.")],
        "forms": by_form(chosen),
        "changed": notes(changed(chosen)),
        "decisions": checking.decisions(case),
        "has_analysis": form is not None,
        "summary": summary,
        "checked": checked,
        "bound": bound,
    }


def _row(number: int, finding: Finding, bound: WordsForm | None) -> dict:
    same = bound is not None and (bound.data.get("mark"), bound.data.get("source")) == (
        finding.mark,
        finding.passage.source,
    )
    form = (
        bound
        if bound is not None and same
        else WordsForm(initial={"source": finding.passage.source, "mark": finding.mark}, auto_id=f"place{number}_%s")
    )
    form.offer(f"“{finding.hit.instead}”")
    return {"finding": finding, "kind": KIND_LABELS[finding.hit.kind], "form": form}


def choose(case: Case) -> dict:
    """Returns and documents with words, those chosen and those that could be."""
    chosen = checking.extracts(case)
    requests, documents = {e.request_id for e in chosen}, {e.attachment_id for e in chosen}
    return {
        "case": case,
        "chosen": chosen,
        "returns": [one for one in checking.returns(case) if one.pk not in requests],
        "documents": [(one, readable(one.content_type)) for one in checking.documents(case) if one.pk not in documents],
    }


def chosen(case: Case, data: QueryDict) -> dict:
    """What a button of that page asks for; anything else is not there."""
    for name, key, found in (
        ("request", "request_id", checking.returns(case)),
        ("document", "attachment_id", checking.documents(case)),
    ):
        row = next((one for one in found if str(one.pk) == data.get(name)), None)
        if row is not None:
            return {"case_id": case.pk, key: row.pk}
    raise Http404
