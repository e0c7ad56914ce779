"""The family's page of a case, for the office."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from cases import policy
from cases.actions import family
from cases.forms.family import AnswerForm, ContactEntryForm, FamilyLinkForm, OtherDeathForm, QuestionForm
from cases.identity import actions as identity
from cases.identity import families
from cases.presenters import around
from cases.presenters import family as presenter
from cases.presenters.links import to
from cases.selectors import case_page, scope
from cases.selectors import family as selectors
from cases.views.frame import find, form_page, tab_page
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])
TAB = "case_family"


@require_safe
def listing(request, case):
    """Key worker, contacts, questions, other deaths in the family."""
    finder = OtherDeathForm(request.GET if "reference" in request.GET else None)
    other = _other_death(request, case, finder)
    if other is not None:
        return redirect("cases:family_link", case, other.pk)

    def context(row, child):
        may = allowed(policy.manage, row, request.user)
        asked = selectors.questions_of(row)
        known, maybe = families.settled(row, by=request.user), families.proposed(row, by=request.user)
        return {
            "workers": around.key_workers(row, case_page.key_workers_of(row), may),
            "contacts": presenter.contacts(selectors.contacts_of(row)),
            "questions": presenter.questions(asked, lambda one: to("family_answer", row, family_question=one.pk)),
            "kin": presenter.kin(row, known, maybe, may),
            "form": finder,
        }

    return tab_page(request, case, TAB, "case_family", context)


def _other_death(request, case, finder: OtherDeathForm):
    """The case whose reference was given, for somebody who may link it."""
    if not finder.is_bound or not finder.is_valid():
        return None
    other = scope.by_reference(find(request, case), finder.cleaned_data["reference"], request.user)
    if other is None:
        finder.add_error("reference", "There is no other case with this reference among those you can see")
    return other


@FORM
def contact(request, case):
    """A call, visit, leaflet or letter."""
    row = find(request, case, policy.contribute)
    return form_page(
        request,
        row,
        ContactEntryForm(request.POST or None, since=row.died_on),
        tab=TAB,
        heading="Add a contact with the family",
        act=lambda data: family.add_contact(case_id=row.pk, by=request.user, **data),
        done="The contact has been added",
    )


@FORM
def question(request, case):
    """What the family asked."""
    row = find(request, case, policy.contribute)
    return form_page(
        request,
        row,
        QuestionForm(request.POST or None, since=row.died_on),
        tab=TAB,
        heading="Add a question of the family",
        act=lambda data: family.ask(case_id=row.pk, by=request.user, **data),
        done="The question has been added",
    )


@FORM
def answer(request, case, family_question):
    """Where a question was answered."""
    row = find(request, case, policy.contribute)
    found = selectors.question_of(row, family_question)
    return form_page(
        request,
        row,
        answer_form(request, found),
        tab=TAB,
        heading="Record where it was answered",
        caption=found.text,
        act=lambda data: family.answer(question_id=found.pk, by=request.user, **data),
        done="The answer has been recorded",
    )


def answer_form(request, found) -> AnswerForm:
    """The form with what was answered before."""
    names = ("version", "answer", "answered_in", "answered_by", "answered_on")
    saved = {name: value for name in names if (value := getattr(found, name))}
    return AnswerForm(request.POST or None, since=found.asked_on, initial=saved)


@FORM
def link(request, case, other_case):
    """What two children are to each other."""
    row = find(request, case)
    other = scope.case_for(other_case, request.user)
    if other.pk == row.pk:
        raise Http404
    saved = families.link_between(row, other)
    initial = {"relation": saved.relation, "note": saved.note, "version": saved.version} if saved else {"version": 0}
    return form_page(
        request,
        row,
        FamilyLinkForm(request.POST or None, initial=initial),
        tab=TAB,
        heading=f"Is {other.reference} a death in the same family?",
        act=lambda data: identity.settle_family(case_id=row.pk, other_id=other.pk, by=request.user, **data),
        done="What the two children are to each other has been saved",
    )
