"""Minutes: read, taken away as a file, corrected, sent, approved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panels import policy
from panels.actions import letters as actions_letters
from panels.actions import minutes as actions
from panels.pages import minutes as pages
from panels.selectors import minutes as selected
from panels.selectors import scope

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def read(request, meeting):
    """On screen."""
    found = pages.found_for(scope.meeting_for(meeting, request.user), request.user)
    actions.read(minutes=found, by=request.user)
    return render(request, "panels/minutes.html", pages.page(found, request.user))


@require_safe
def file(request, meeting):
    """As a Word file."""
    found = pages.found_for(scope.meeting_for(meeting, request.user), request.user)
    content = pages.word_file(found, request.user)
    actions.read(minutes=found, as_file=True, by=request.user)
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="minutes-{found.meeting.held_on.isoformat()}.docx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, meeting):
    """The manager's words around the facts."""
    found = pages.found_for(scope.meeting_for(meeting, request.user), request.user)
    policy.run(found.meeting.panel_id, request.user)
    form = pages.correction(found, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        saved = actions.correct(minutes_id=found.pk, version=version, texts=form.texts(), by=request.user)
        messages.success(request, pages.said_of(saved, found))
        return redirect("panels:minutes", meeting)
    context = {"form": form, "heading": "Correct the minutes", "caption": str(found.meeting)}
    context["introduction"] = pages.before_correcting(found)
    return render(request, "panels/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request, meeting):
    """Everybody invited may read them from then on."""
    found = pages.found_for(scope.meeting_for(meeting, request.user), request.user)
    policy.run(found.meeting.panel_id, request.user)
    form, matches = pages.sending(found, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accepted = form.cleaned_data.get("words_accepted", False)
        version = form.cleaned_data["version"]
        actions.send(minutes_id=found.pk, version=version, words_accepted=accepted, by=request.user)
        messages.success(request, "The minutes are sent: everybody invited is told by email that they can read them.")
        return redirect("panels:minutes", meeting)
    return render(request, "panels/minutes_send.html", {"form": form, "found": matches, "meeting": found.meeting})


@require_POST
def approve(request, meeting, minutes):
    """This meeting approves the minutes of an earlier one."""
    now = scope.meeting_for(meeting, request.user)
    policy.lead(now.panel_id, request.user)
    found = selected.waiting_for(minutes, now)
    actions.approve(minutes_id=found.pk, at_meeting=now.pk, by=request.user)
    messages.success(request, f"It is recorded that this meeting approved the minutes of {found.meeting}.")
    return redirect("panels:meeting", now.pk)


@require_POST
def letters(request, meeting):
    """Writes to the owners of what the meeting recommended."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    sent = actions_letters.send(meeting_id=found.pk, by=request.user)
    messages.success(request, f"{sent} {'owner is' if sent == 1 else 'owners are'} written to by email.")
    return redirect("panels:meeting", found.pk)
