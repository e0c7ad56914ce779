"""A member's own note and ratings, and the spread for the chair."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panels import policy
from panels.actions import private
from panels.forms.papers import NoteForm
from panels.pages import private as pages
from panels.selectors import scope


@require_POST
def note(request, meeting, item):
    """Saves the reader's own note."""
    found = scope.item_for(meeting, item, request.user)
    policy.private(found.meeting, request.user)
    form = NoteForm(request.POST)
    if form.is_valid():
        private.write_note(meeting_id=found.meeting_id, item_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Your note is saved. Only you can read it.")
        return redirect("panels:case", found.meeting_id, found.pk)
    return render(request, "panels/note.html", {"form": form, "item": found})


@require_http_methods(["GET", "HEAD", "POST"])
def ratings(request, meeting, item):
    """The reader's own view of each factor, before the discussion."""
    found = scope.item_for(meeting, item, request.user)
    policy.private(found.meeting, request.user)
    context = pages.ratings(found, request.user, request.POST or None)
    form = context["form"]
    if request.method == "POST" and form.is_valid():
        private.rate(meeting_id=found.meeting_id, item_id=found.pk, views=form.views(), by=request.user)
        messages.success(request, "Your ratings are saved.")
        return redirect("panels:case", found.meeting_id, found.pk)
    return render(request, "panels/ratings.html", context)


@require_safe
def spread(request, meeting, item):
    """How far the members are apart, for the chair."""
    found = scope.item_for(meeting, item, request.user)
    policy.see_spread(found.meeting.panel_id, request.user)
    return render(request, "panels/spread.html", pages.spread(found))
