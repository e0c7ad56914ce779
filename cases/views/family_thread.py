"""The key worker's own pages of one family: what was said, asked and answered. Nothing of the review itself."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import family
from cases.forms.family import ContactEntryForm, QuestionForm
from cases.identity.shared import names_of_families
from cases.presenters import family as presenter
from cases.selectors import family as selectors
from cases.selectors import scope
from cases.views.family import answer_form

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _to(name: str, found, **keys) -> str:
    return reverse(f"cases:{name}", kwargs={"key_worker": found.pk, **keys})


def _about(request, found) -> dict:
    names = names_of_families([found], by=request.user)
    return {"name": names.get(found.case_id, "Name not recorded"), "family": found}


@require_safe
def thread(request, key_worker):
    """Everything said to and asked by the family."""
    found = scope.own_family(key_worker, request.user)
    asked = selectors.questions_of(found.case)
    context = {
        "contacts": presenter.contacts(selectors.contacts_of(found.case)),
        "questions": presenter.questions(asked, lambda one: _to("own_answer", found, family_question=one.pk)),
    }
    return render(request, "cases/family_thread.html", {**_about(request, found), **context})


@FORM
def contact(request, key_worker):
    """A call, visit, leaflet or letter."""
    found = scope.own_family(key_worker, request.user)
    form = ContactEntryForm(request.POST or None, since=found.case.died_on)
    act = partial(family.add_contact, case_id=found.case_id, by=request.user)
    return _page(request, found, form, "Add a contact with the family", act)


@FORM
def question(request, key_worker):
    """What the family asked."""
    found = scope.own_family(key_worker, request.user)
    form = QuestionForm(request.POST or None, since=found.case.died_on)
    act = partial(family.ask, case_id=found.case_id, by=request.user)
    return _page(request, found, form, "Add a question of the family", act)


@FORM
def answer(request, key_worker, family_question):
    """Where a question was answered."""
    found = scope.own_family(key_worker, request.user)
    asked = selectors.question_of(found.case, family_question)
    act = partial(family.answer, question_id=asked.pk, by=request.user)
    return _page(request, found, answer_form(request, asked), "Record where it was answered", act, asked.text)


def _page(request, found, form, heading: str, act, caption: str = ""):
    back = _to("family_thread", found)
    if request.method == "POST" and form.is_valid():
        act(**form.cleaned_data)
        messages.success(request, "It has been saved")
        return redirect(back)
    form.cancel_url = back
    context = {**_about(request, found), "form": form, "heading": heading, "caption": caption}
    return render(request, "cases/family_form.html", context)
