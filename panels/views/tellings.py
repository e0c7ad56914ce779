"""What other bodies are told after a meeting: the list, one of them, its words, its letter, what became of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from panels import policy
from panels.actions import tellings as actions
from panels.pages import owner_words
from panels.pages import tellings as pages
from panels.selectors import scope
from panels.selectors.tellings import telling_for
from panels.views.minutes import WORD

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request):
    """What waits, what is overdue, what is over."""
    panel = scope.panel_or_404(current_panel(request))
    policy.tell(panel.pk, request.user)
    return render(request, "panels/tellings.html", pages.listing(panel, request.user, request.GET))


@require_safe
def detail(request, telling):
    """One of them."""
    return render(request, "panels/telling.html", pages.detail(telling_for(telling, request.user), request.user))


@FORM
def reword(request, telling):
    """The words of the letter, with what was found in them."""
    row = telling_for(telling, request.user)
    words = request.POST.get("words", row.text)
    found = pages.findings_in(row, words, request.user)
    form = pages.words_form(row, found, request.POST or None)
    if form.asks_for_suggestions:
        words = owner_words.suggested(words, found)
        found = pages.findings_in(row, words, request.user)
        form = pages.words_form(row, found, words=words, version=form["version"].value())
    elif request.method == "POST" and form.is_valid():
        actions.reword(telling_id=row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The words of the letter are saved.")
        return redirect(pages.done(row))
    return render(request, "panels/telling_words.html", pages.words_page(row, found, form))


@require_safe
def letter(request, telling):
    """The anonymised letter as a Word file."""
    row = telling_for(telling, request.user)
    actions.refuse_unread(row, request.user)
    content = pages.letter(row)
    actions.letter(telling_id=row.pk, by=request.user)
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="letter-{row.item.case.reference}-{row.kind}.docx"'
    return response


@FORM
def settle(request, telling):
    """Told, answered, or not told."""
    row = telling_for(telling, request.user)
    form = pages.settle_form(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.settle(telling_id=row.pk, by=request.user, **form.values())
        messages.success(request, "It is recorded what became of it.")
        return redirect(pages.done(row))
    context = {"form": form, "heading": "Record what became of it", "caption": row.get_body_display()}
    return render(request, "panels/form.html", context)
