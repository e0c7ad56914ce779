"""The panel tab of a case, and the editor of its anonymised summary."""

from dataclasses import replace

from django.urls import reverse

from cases import policy as case_policy
from cases.models import Case
from cases.presenters.case import status_tag
from cases.presenters.links import tabs
from cases.workflow import Status
from common.components import Link
from common.policy import allowed
from panels import selectors
from panels.actions.feedback import FINISHED
from panels.answers import changed
from panels.forms.cases import SummaryForm
from panels.presenters import paper as papers
from panels.presenters.history import feedback_rows, history_entries, summary_rows
from panels.presenters.tellings import links
from panels.selectors import answers, calendar, checking, feedback, tellings


def tab(case: Case, user) -> dict:
    """The panel tab of a case."""
    summary, analysis = selectors.summary_of(case), selectors.analysis_of(case)
    return {
        "case": case,
        "status": status_tag(case.status),
        "trail": [Link("Work list", reverse("cases:worklist"))],
        "case_tabs": [replace(link, current=link.label == "Panel") for link in tabs(case, "")],
        "summary": summary,
        "summary_rows": summary_rows(summary, analysis),
        "hold": calendar.hold_of(case),
        **_feedback(case),
        "may_hold": case.status == Status.PANEL_PREPARATION,
        "extracts": len(checking.extracts(case)),
        **_answers(case),
        "told": links(tellings.of_case(case, user)),
        "history": history_entries(selectors.history(case)),
        "manages": allowed(case_policy.manage, case, user),
        "awaiting": case.status == Status.AWAITING_ITEM and allowed(case_policy.decide, case, user),
    }


def _answers(case: Case) -> dict:
    """How many answers of forms are chosen, and how many of these their forms have changed since."""
    chosen = answers.chosen(case)
    count = len(changed(chosen))
    return {"answers": len(chosen), "changed": f"{count} changed since chosen" if count else ""}


def _feedback(case: Case) -> dict:
    """What was written for the family, once the review is finished."""
    found = feedback.of_case(case)
    return {"feedback": found, "finished": case.status in FINISHED, "feedback_rows": feedback_rows(found)}


def summary_editor(case: Case, user, data=None) -> dict:
    """The editor, and how many places of the saved texts wait for a decision."""
    saved, analysis = selectors.summary_of(case), selectors.analysis_of(case)
    initial = {"analysis_version": analysis.version if analysis else None}
    if saved:
        initial |= {
            "version": saved.version,
            "text": saved.text,
            "questions": saved.learning_so_far,
            "checked": saved.checked,
            "words_checked": papers.words_checked(analysis, saved),
        }
    form = SummaryForm(data, initial=initial, has_analysis=analysis is not None)
    form.cancel_url = reverse("panels:case_panel", args=[case.pk])
    return {
        "case": case,
        "form": form,
        "waiting": len(checking.open_findings(case, checking.passages(case), by=user)) if saved else 0,
        "words": checking.of_analysis(case),
    }
