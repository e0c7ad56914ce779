"""The answers of forms that the panel reads. Only for those who may know who the child was."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import policy as case_policy
from common.forms.base import posted_version
from panels.actions import answers
from panels.pages import answers as pages
from panels.selectors import answers as selected
from panels.selectors import scope


@require_safe
def listing(request, case):
    """The sent forms, and what of them goes into the papers."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    return render(request, "panels/answers.html", pages.listing(found))


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, case, sent_response):
    """Which answers of one form."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    response = selected.form_for(found, sent_response)
    form = pages.choice(found, response, request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        count = answers.choose(
            case_id=found.pk, response_id=response.pk, version=version, keys=form.keys(), by=request.user
        )
        messages.success(request, f"{count} answers of this form are chosen." if count != 1 else "1 answer is chosen.")
        return redirect("panels:answers", found.pk)
    context = {"form": form, "case": found, "title": selected.title_of(response)}
    return render(request, "panels/answers_of_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request, case, answer):
    """The anonymised wording of one answer."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    chosen = selected.answer_for(found, answer)
    form = pages.wording(found, chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answers.save(answer_id=chosen.row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The wording is saved. Now look at what the check finds in it.")
        return redirect("panels:check", found.pk)
    return render(request, "panels/answer.html", {"form": form, "case": found, "answer": chosen})


@require_POST
def settle(request, case, answer):
    """What becomes of an answer that changed after it was chosen."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    chosen = selected.answer_for(found, answer)
    what = next((one for one in answers.WAYS if one in request.POST), "")
    version = posted_version(request.POST, what)
    answers.settle(case_id=found.pk, answer_id=chosen.row.pk, version=version or 0, what=what, by=request.user)
    messages.success(request, "It is settled. Now look at what the check finds.")
    return redirect("panels:check", found.pk)
