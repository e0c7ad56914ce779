"""The manager's decisions about words that may identify somebody: take the suggestion, write others, or keep them."""

import hmac
from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy as case_policy
from cases.actions import analysis, recommendations
from cases.models import Case
from cases.selectors import analysis as saved_analysis
from common.errors import NotNow
from common.models import save_version
from panels.answers import changed
from panels.checking import Finding, Passage, mark_of, replaced
from panels.models import CaseSummary, ChosenAnswer, Extract, WordsDecision
from panels.selectors import answers, checking

Choice = WordsDecision.Choice


@transaction.atomic
def decide(*, case_id: UUID, source: str, mark: str, choice: str, by, words: str = "", reason: str = "") -> int:
    """Settles what has this mark in one text; the same words in the same sentence are settled together.

    ``ACCEPTED`` puts the suggestion, ``REWRITTEN`` puts ``words``, ``KEPT`` leaves the text and needs ``reason``.
    Returns how many places were settled. Raises ``NotNow`` where the text has changed since.
    """
    case = _locked(case_id, by)
    found = [one for one in _open(case, source, by) if one.mark == mark]
    if not found:
        raise NotNow("changed", "The text has changed since you opened the page. Look at it again.")
    return _settle(case, found, Choice(choice), words, reason, by)


@transaction.atomic
def accept_all(*, case_id: UUID, source: str, by) -> int:
    """Takes every suggestion for one text. Pressing twice changes nothing more."""
    case = _locked(case_id, by)
    return _settle(case, _open(case, source, by), Choice.ACCEPTED, "", "", by)


def _locked(case_id: UUID, by) -> Case:
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.manage(case, by)
    return case


def _open(case: Case, source: str, by) -> list[Finding]:
    texts = [passage for passage in checking.passages(case) if passage.source == source]
    return checking.open_findings(case, texts, by=by)


def _settle(case: Case, found: list[Finding], choice: Choice, words: str, reason: str, by) -> int:
    if choice == Choice.KEPT and not reason.strip():
        raise NotNow("reason", "Say why these words can stay.")
    if choice != Choice.KEPT and found:
        _write(case, found, choice, words, by)
    rows = {one.mark: one for one in found}
    WordsDecision.objects.bulk_create(
        WordsDecision(
            case=case, source=one.passage.group, kind=one.hit.kind, mark=one.mark, choice=choice,
            reason=reason.strip() if choice == Choice.KEPT else "", by_id=by.pk,
        )
        for one in rows.values()
    )  # fmt: skip
    if found:
        details = {"choice": str(choice), "kinds": sorted({str(one.hit.kind) for one in found}), "places": len(found)}
        record("words_decided", by=by, subject=case, case=case, panel=case.panel, details=details)
    return len(found)


def _write(case: Case, found: list[Finding], choice: Choice, words: str, by) -> None:
    passage, text = found[0].passage, found[0].passage.text
    for one in sorted(found, key=lambda finding: finding.hit.start, reverse=True):
        text = replaced(text, one, one.hit.instead if choice == Choice.ACCEPTED else words)
    kind, _, rest = passage.source.partition(".")
    if kind == "analysis":
        _into_analysis(case, rest, text, by)
    elif kind == "extract":
        _into_extract(rest, text)
    elif kind == "answer":
        _into_answer(rest, text)
    else:
        _into_summary(case, passage, text)


def _into_summary(case: Case, passage: Passage, text: str) -> None:
    summary = CaseSummary.objects.select_for_update(of=("self",)).get(case=case)
    field = "text" if passage.source == "summary" else "learning_so_far"
    save_version(summary, version=summary.version, **{field: text})


def _into_extract(key: str, text: str) -> None:
    extract = Extract.objects.select_for_update(of=("self",)).get(pk=key)
    heading, _, body = text.partition("\n\n")
    save_version(extract, version=extract.version, heading=" ".join(heading.split())[:150], text=body)


def _into_answer(key: str, text: str) -> None:
    answer = ChosenAnswer.objects.select_for_update(of=("self",)).get(pk=key)
    save_version(answer, version=answer.version, text=text)


def _into_analysis(case: Case, path: str, text: str, by) -> None:
    """Through the form's own action: its rules and its version hold here too. The check of its words stands."""
    form = saved_analysis.of_case(case)
    data = saved_analysis.as_data(form, case)
    name, *rest = path.split(".")
    if rest:
        index, part = rest
        data[name][int(index)][part] = text
    else:
        data[name] = text
    saved = analysis.save_draft(case_id=case.pk, version=form.version, data={name: data[name]}, by=by)
    summary = CaseSummary.objects.select_for_update(of=("self",)).filter(case=case).first()
    if summary is not None and summary.analysis_version == form.version:
        save_version(summary, version=summary.version, analysis_version=saved.version)


@transaction.atomic
def confirm(*, case_id: UUID, read: str, by) -> CaseSummary:
    """The manager has read all of it: summary and analysis count as checked from now on.

    ``read`` is the mark of what stood on the page. Raises ``NotNow`` while a finding is open or a chosen answer has
    changed, or where the analysis form or any of the texts is another than the one that was read.
    """
    case = _locked(case_id, by)
    summary = CaseSummary.objects.select_for_update(of=("self",)).filter(case=case).first()
    if summary is None or not summary.text.strip():
        raise NotNow("summary", "Write the anonymised summary first.")
    texts, version = checking.passages(case), checking.analysis_version(case)
    if not hmac.compare_digest(read.encode(), mark_of(texts, version).encode()):
        raise NotNow("unread", "A text has changed since you opened the page. Read it through, then say so.")
    if changed(answers.chosen(case)):
        raise NotNow("answers", "Answers of forms have changed since you chose them. Look at these first.")
    waiting = len(checking.open_findings(case, texts, by=by))
    if waiting:
        raise NotNow("open", f"Decide about the words found first: {waiting} are open.")
    save_version(summary, version=summary.version, checked=True, analysis_version=version)
    recommendations.read_through(case=case, by=by)
    record("summary_saved", by=by, subject=summary, case=case, panel=case.panel, details={"checked": True})
    return summary
