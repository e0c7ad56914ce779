"""Sending a notification, and what the notifier sees afterwards in the same session, and never again."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases import copies
from cases.actions import notify
from cases.presenters.notification import as_text, parts
from cases.views.notification_session import SEND, SENT, author, leave, limited, notice_of, with_draft
from common.dates import london
from common.formats import moment


@login_not_required
@require_POST
@limited(SEND)
@with_draft
def send(request, draft):
    """Sends once: pressed twice, it is the same notification."""
    notice = notice_of(request, draft)
    if not notice.complete:
        return redirect("cases:notify_check")
    said = [{"title": part.title, "rows": part.rows} for part in parts(notice)]
    sent = notify.send(key=draft.pk, panel=draft.panel, by=author(request), **notice.to_send())
    token = copies.keep({"reference": sent.reference, "at": sent.received_at.isoformat(), "parts": said})
    leave(request)
    request.session[SENT] = {
        "reference": sent.reference,
        "copy": token,
        "panel": sent.panel.name,
        "email": sent.panel.contact_email,
        "phone": sent.panel.contact_phone,
    }
    return redirect("cases:notify_sent")


@login_not_required
@require_safe
def sent(request):
    """It has arrived: the reference, what happens next, and the copy while it is kept."""
    held = request.session.get(SENT)
    if held is None:
        return redirect("cases:notify")
    context = {**held, "has_copy": copies.read(held["copy"]) is not None, "home_url": reverse("cases:notify")}
    return render(request, "cases/notification/sent.html", context)


@login_not_required
@require_safe
def copy(request):
    """What was just sent, to print."""
    kept = _kept(request)
    if kept is None:
        return redirect("cases:notify_sent")
    context = {"copy": kept, "title": _title(kept), "home_url": reverse("cases:notify")}
    return render(request, "cases/notification/copy.html", context)


@login_not_required
@require_safe
def copy_text(request):
    """What was just sent, as a text file. Its name says nothing about the child."""
    kept = _kept(request)
    if kept is None:
        return redirect("cases:notify_sent")
    response = HttpResponse(as_text(_title(kept), kept["parts"]), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="notification-{kept["reference"]}.txt"'
    return response


@login_not_required
@require_POST
def finish(request):
    """Forgets the notification in this browser: the copy too, where one was kept."""
    held = request.session.pop(SENT, None)
    if held:
        copies.forget(held["copy"])
    leave(request)
    return redirect("cases:notify")


def _kept(request) -> dict | None:
    held = request.session.get(SENT)
    return copies.read(held["copy"]) if held else None


def _title(kept: dict) -> str:
    received = moment(london(datetime.fromisoformat(kept["at"])))
    return f"Notification {kept['reference']}, sent on {received}"
