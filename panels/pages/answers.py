"""What the manager sees of the forms of a case: what was sent, what of it goes into the papers, what has changed."""

from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case, FormResponse
from common.components import Link, SummaryRow
from panels.answers import Answer, Standing, changed
from panels.forms.answers import AnswerForm, ChooseAnswersForm
from panels.selectors import answers


@dataclass(frozen=True)
class FormLine:
    """One sent form with the answers chosen of it."""

    title: str
    sent_at: object
    count: str
    url: str
    rows: list[SummaryRow]


def listing(case: Case) -> dict:
    """Every sent form, how much of it is chosen, and the wording of each answer."""
    chosen = answers.chosen(case)
    forms = answers.sent_forms(case)
    return {
        "case": case,
        "forms": [_line(case, form, [one for one in chosen if one.row.response_id == form.pk]) for form in forms],
        "unsent": answers.unsent(case),
        "changed": notes(changed(chosen)),
        "any": bool(chosen),
    }


def _line(case: Case, form: FormResponse, chosen: list[Answer]) -> FormLine:
    offered = sum(len(section.answers) for section in answers.offered_by(form))
    return FormLine(
        answers.title_of(form),
        form.submitted_at,
        f"{len(chosen)} of {offered} answers chosen",
        reverse("panels:answers_of_form", args=[case.pk, form.pk]),
        [_row(case, one) for one in chosen],
    )


def _row(case: Case, answer: Answer) -> SummaryRow:
    url = reverse("panels:answer", args=[case.pk, answer.row.pk])
    change = Link("Change the wording", url, f"of the answer to “{answer.question}”")
    return SummaryRow(answer.question, answer.row.text or "Left empty: the panel does not see it", [change])


def choice(case: Case, form: FormResponse, user, data=None) -> ChooseAnswersForm:
    """The boxes of one form, ticked where an answer is chosen."""
    sections = answers.look_at(form, by=user) if data is None else answers.offered_by(form)
    initial = {"version": form.version, **ChooseAnswersForm.initial_of(sections, answers.keys_of(form))}
    made = ChooseAnswersForm(data, sections=sections, initial=initial)
    made.cancel_url = reverse("panels:answers", args=[case.pk])
    return made


def wording(case: Case, answer: Answer, data=None) -> AnswerForm:
    """The wording of one answer."""
    form = AnswerForm(data, initial={"version": answer.row.version, "text": answer.row.text})
    form.cancel_url = reverse("panels:answers", args=[case.pk])
    return form


NOTE = {
    Standing.CHANGED: "The form was changed after you chose this answer.",
    Standing.GONE: "The form does not answer this question any more.",
    Standing.REOPENED: "The form was reopened. Leave the answer out, or wait until the form is sent again.",
}


def notes(found: list[Answer]) -> list[tuple[Answer, str, bool]]:
    """Each changed answer with what happened, and whether it can be taken or kept."""
    return [(one, NOTE[one.standing], one.standing == Standing.CHANGED) for one in found]
