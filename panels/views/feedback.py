"""Feedback to the family: the manager writes and gives it, the key worker reads it and says when the family heard."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import policy as case_policy
from cases.presenters.family import asked
from cases.selectors.family import questions_of
from panels.actions import feedback as actions
from panels.forms.feedback import FeedbackForm, SendFeedbackForm, ToldForm
from panels.selectors import feedback as selected
from panels.selectors import scope


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, case):
    """The words."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    saved = selected.of_case(found)
    initial = {"version": saved.version, "text": saved.text} if saved else None
    form = FeedbackForm(request.POST or None, initial=initial)
    form.cancel_url = reverse("panels:case_panel", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        actions.save(case_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The feedback is saved. Give it to the key worker when it is ready.")
        return redirect("panels:case_panel", found.pk)
    context = {
        "form": form,
        "case": found,
        "questions": asked(questions_of(found)),
        "waiting": selected.unanswered(found),
    }
    return render(request, "panels/feedback_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request, case):
    """To the key worker of today."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    saved, worker = selected.of_case(found), selected.worker_of(found)
    form = SendFeedbackForm(request.POST or None, initial={"version": saved.version if saved else 1})
    form.cancel_url = reverse("panels:case_panel", args=[found.pk])
    if request.method == "POST" and saved and form.is_valid():
        actions.send(case_id=found.pk, version=form.cleaned_data["version"], by=request.user)
        messages.success(request, "The key worker is told by email that the feedback is there to read.")
        return redirect("panels:case_panel", found.pk)
    context = {"form": form, "case": found, "saved": saved, "worker": worker, "waiting": selected.unanswered(found)}
    return render(request, "panels/feedback_send.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def family(request, key_worker):
    """What the key worker passes on."""
    worker, feedback = selected.for_key_worker(key_worker, request.user)
    form = ToldForm(request.POST or None, initial={"version": feedback.version} if feedback else None)
    if request.method == "POST":
        worker, feedback = selected.sent_for(key_worker, request.user)
        if form.is_valid():
            actions.told(key_worker=worker, by=request.user, **form.cleaned_data)
            messages.success(request, "It is recorded when the family heard it.")
            return redirect("panels:family_feedback", worker.pk)
    if feedback:
        actions.read(feedback=feedback, by=request.user)
    context = {"form": form, "feedback": feedback, "family": worker, "questions": asked(questions_of(worker.case))}
    return render(request, "panels/feedback.html", context)
