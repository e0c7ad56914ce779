"""Words of a recommendation, before anybody else reads them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import policy as case_policy
from cases.actions import owner_words
from cases.selectors.owner_words import part_of
from panels.forms.owner_words import OwnerWordsForm
from panels.pages import owner_words as pages
from panels.selectors import scope


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, action):
    """The words that wait, with what was found in them: accepted as they are, or others in their place."""
    row = scope.action_for(action, request.user)
    case_policy.check_owner_words(row, request.user)
    part = part_of(row)
    saved = getattr(row, part)
    written = request.POST.get("words", saved)
    found = pages.findings_in(row, written, part, request.user)
    form = OwnerWordsForm(request.POST or None, initial={"version": row.version, "words": saved}, found=len(found))
    if form.asks_for_suggestions:
        written = pages.suggested(written, found)
        found = pages.findings_in(row, written, part, request.user)
        form = OwnerWordsForm(initial={"version": form["version"].value(), "words": written}, found=len(found))
    elif request.method == "POST" and form.is_valid():
        owner_words.settle(recommendation_id=row.pk, part=part, by=request.user, **form.cleaned_data)
        messages.success(request, "The words are checked. Briefings, letters and the report show them from now on.")
        return redirect("panels:action", row.pk)
    form.cancel_url = reverse("panels:action", args=[row.pk])
    return render(request, "panels/owner_words.html", pages.page(row, part, found, form))
