"""The notification form: public, page by page, kept encrypted until it is sent. No address names a notification."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import drafts
from cases.actions import drafts as keeping
from cases.forms.notification import Notice, page_named, to_keep
from cases.forms.notification_base import LATER
from cases.forms.notification_start import ReturnForm, StartForm
from cases.presenters.notification import parts, scope_notes
from cases.views.notification_session import (
    BEGIN,
    CODE,
    RETURN,
    SAVE,
    author,
    enter,
    limited,
    notice_of,
    with_draft,
)
from common.forms.formsets import quiet, reshape

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@form_page
@limited(BEGIN)
def start(request):
    """What is needed, whom to ring, and the way in."""
    panels = drafts.panels()
    form = StartForm(_posted_data(request), panels=panels)
    if request.method == "POST" and form.is_valid():
        mine = current_panel(request) if request.user.is_authenticated else None
        panel = mine or form.panel
        draft, code = keeping.begin(panel=panel, by=author(request))
        _take_area_over(request, draft, form)
        enter(request, draft)
        request.session[CODE] = code
        return redirect("cases:notify_code")
    return _shown(request, "start", {"form": form, "panels": panels})


def _take_area_over(request, draft, form: StartForm) -> None:
    area = form.cleaned_data.get("area")
    if area and area in dict(drafts.areas_of(draft.panel)):
        keeping.keep(key=draft.pk, page="child", given={"area": [area]}, by=author(request))


@login_not_required
@form_page
@limited(BEGIN)
@with_draft
def code(request, draft):
    """Shows reference and return code, once; POST makes a new code."""
    if request.method == "POST":
        request.session[CODE] = keeping.renew_code(key=draft.pk, by=author(request))
        return redirect("cases:notify_code")
    context = {"draft": draft, "code": request.session.pop(CODE, ""), "next_url": _next_open(request, draft)}
    return _shown(request, "code", context)


def _next_open(request, draft) -> str:
    notice = notice_of(request, draft)
    unopened = next((page for page in notice.pages if page.slug not in notice.answers), None)
    return reverse("cases:notify_page", args=[unopened.slug]) if unopened else reverse("cases:notify_check")


@login_not_required
@form_page
@limited(SAVE)
@with_draft
def page(request, draft, section: str):
    """One page of questions. What is typed is kept, whether right or not."""
    asked, notice = page_named(section), notice_of(request, draft)
    if asked is None:
        raise Http404
    if request.method == "POST":
        return _posted(request, draft, asked, notice)
    form = notice.form(asked)
    if "check" not in request.GET:
        quiet(form)
    return _page(request, asked, notice, form)


def _posted(request, draft, asked, notice: Notice):
    reshaped = reshape(request.POST, *asked.groups)
    given = to_keep(reshaped or request.POST)
    if given is None:
        return _page(request, asked, notice, notice.form(asked, request.POST), too_long=True)
    keeping.keep(key=draft.pk, page=asked.slug, given=given, by=author(request))
    notice = Notice({**notice.answers, asked.slug: given}, notice.areas, for_somebody=notice.for_somebody)
    form = notice.form(asked)
    if reshaped is not None:
        quiet(form)
    elif LATER in request.POST:
        return redirect("cases:notify_saved")
    elif form.is_valid():
        return redirect(_onward(request, asked, notice))
    return _page(request, asked, notice, form)


def _onward(request, asked, notice: Notice) -> str:
    following = notice.after(asked)
    if following is None or "check" in request.GET:
        return reverse("cases:notify_check")
    return reverse("cases:notify_page", args=[following.slug])


def _page(request, asked, notice: Notice, form, too_long: bool = False):
    earlier = notice.before(asked)
    order = [one.slug for one in notice.pages]
    context = {
        "form": form,
        "heading": "Who notified" if notice.for_somebody and asked.slug == "about-you" else asked.title,
        "caption": f"Step {order.index(asked.slug) + 1} of {len(order)}" if asked.slug in order else "",
        "slug": asked.slug,
        "back_url": _back(request, earlier),
        "too_long": too_long,
    }
    return _shown(request, "page", context)


def _back(request, earlier) -> str:
    if "check" in request.GET:
        return reverse("cases:notify_check")
    return reverse("cases:notify_page", args=[earlier.slug]) if earlier else reverse("cases:notify")


@login_not_required
@require_safe
@with_draft
def check(request, draft):
    """All answers on one page before they are sent."""
    notice = notice_of(request, draft)
    said = parts(notice, lambda slug: reverse("cases:notify_page", args=[slug]) + "?check")
    context = {
        "parts": said,
        "complete": notice.complete,
        "missing": [part for part in said if not part.complete],
        "questions": scope_notes(notice),
    }
    return _shown(request, "check", context)


@login_not_required
@require_safe
@with_draft
def saved(request, draft):
    """How to come back; the answers stay open in this browser until it is left."""
    return _shown(request, "saved", {"draft": draft})


@login_not_required
@form_page
@limited(RETURN)
def come_back(request):
    """Opens an unfinished notification by its reference and code. A wrong one and an absent one answer alike."""
    form = ReturnForm(_posted_data(request))
    if request.method == "POST" and form.is_valid():
        draft = drafts.matching(**form.cleaned_data)
        if draft is not None:
            enter(request, draft)
            return redirect(_next_open(request, draft))
        form.add_error(None, "We could not find an unfinished notification with this reference and code")
    return _shown(request, "return", {"form": form, "panels": drafts.panels()})


def _posted_data(request):
    return request.POST if request.method == "POST" else None


def _shown(request, name: str, context: dict):
    return render(request, f"cases/notification/{name}.html", {"home_url": reverse("cases:notify"), **context})
