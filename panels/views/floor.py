"""While the meeting goes on: saving what is said, taking up a case, coming and leaving, the projector, news."""

from datetime import datetime

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.forms.formsets import quiet
from panels import policy
from panels.actions import floor, reading
from panels.forms.floor import MoveForm
from panels.pages import floor as pages
from panels.selectors import scope

JSON = "application/json"


@require_POST
def spoken(request, meeting, item):
    """Keeps what stands on the page: for a script that saves by itself, and for the button."""
    found = scope.item_for(meeting, item, request.user)
    policy.lead(found.meeting.panel_id, request.user)
    form, reshaped = pages.spoken_form(found, request.POST)
    if reshaped:
        quiet(form)
        return render(request, "panels/decide.html", pages.screen(found, request.user, form=form))
    mine, waiting = form.standing()
    kept = floor.keep(meeting_id=found.meeting_id, item_id=found.pk, base=form.base_record, mine=mine, by=request.user)
    answer = pages.after_keeping(form, kept, mine, waiting, request.user)
    if request.headers.get("Accept") == JSON:
        return JsonResponse({**answer, **pages.state(found.meeting, request.user, found)})
    if not kept.clashes and form.is_valid():
        messages.success(request, f"Saved at {answer['saved_at']}.")
        return redirect("panels:decide", found.meeting_id, found.pk)
    again = pages.drawn_again(found, request.POST, answer)
    context = {**pages.screen(found, request.user, form=again), **answer}
    return render(request, "panels/decide.html", context, status=409 if kept.clashes else 200)


@require_POST
def take_up(request, meeting, item):
    """The panel turns to this case."""
    found = scope.item_for(meeting, item, request.user)
    floor.take_up(meeting_id=found.meeting_id, item_id=found.pk, by=request.user)
    return redirect("panels:decide", found.meeting_id, found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, meeting, invitation):
    """Somebody comes in or leaves: now by a button, or at a time that is given."""
    found = scope.invitation_of(meeting, invitation, request.user)
    policy.lead(found.meeting.panel_id, request.user)
    now = "inside" in request.POST
    form = MoveForm(None if now else request.POST or None)
    if now or (request.method == "POST" and form.is_valid()):
        inside = (request.POST if now else request.GET).get("inside") == "1"
        at = None if now else _moment(found.meeting, form.cleaned_data["at"])
        floor.move(meeting_id=found.meeting_id, invitation_id=found.pk, inside=inside, at=at, by=request.user)
        messages.success(request, f"{found.user} is recorded as {'in the room' if inside else 'out of the room'}.")
        return redirect(f"{reverse('panels:meeting', args=[found.meeting_id])}#room")
    form.cancel_url = reverse("panels:meeting", args=[found.meeting_id])
    heading = f"When did {found.user} {'come in' if request.GET.get('inside') == '1' else 'leave'}?"
    return render(request, "panels/form.html", {"form": form, "heading": heading, "caption": str(found.meeting)})


def _moment(meeting, at):
    return timezone.make_aware(datetime.combine(meeting.held_on, at))


@require_safe
def meeting_state(request, meeting):
    """Whether anything on the reader's screen of this meeting changed."""
    found = scope.meeting_for(meeting, request.user)
    return JsonResponse({**pages.state(found, request.user), "token": get_token(request)})


@require_safe
def item_state(request, meeting, item):
    """The same for the screen of one case, with quorum and the time of the last saving for those who lead."""
    found = scope.item_for(meeting, item, request.user)
    return JsonResponse({**pages.state(found.meeting, request.user, found), "token": get_token(request)})


@require_safe
def present(request, meeting):
    """The projector."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    context = pages.presentation(found, request.user)
    if context["item"]:
        reading.open_paper(item=context["item"], by=request.user)
    return render(request, "panels/present.html", context)
