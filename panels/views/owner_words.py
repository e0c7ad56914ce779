"""What an owner wrote by link, before anybody else reads it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import policy as case_policy
from cases.actions import owner_words
from panels.forms.owner_words import OwnerWordsForm
from panels.pages import owner_words as pages
from panels.selectors import scope


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, action):
    """The owner's words with what was found in them: accepted as they are, or others in their place."""
    row = scope.action_for(action, request.user)
    case_policy.check_owner_words(row, request.user)
    written = request.POST.get("words", row.answer)
    found = pages.findings_in(row, written, request.user)
    form = OwnerWordsForm(request.POST or None, initial={"version": row.version, "words": row.answer}, found=len(found))
    if form.asks_for_suggestions:
        written = pages.suggested(written, found)
        found = pages.findings_in(row, written, request.user)
        form = OwnerWordsForm(initial={"version": form["version"].value(), "words": written}, found=len(found))
    elif request.method == "POST" and form.is_valid():
        owner_words.settle(recommendation_id=row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The words are checked. Briefings and the report show them from now on.")
        return redirect("panels:action", row.pk)
    form.cancel_url = reverse("panels:action", args=[row.pk])
    return render(request, "panels/owner_words.html", pages.page(row, found, form))
