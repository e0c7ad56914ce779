"""The pages of a whole form, the same at every desk: overview, reading and printing, check, taking it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases import policy
from cases.actions import responses
from cases.forms.responses import CarryForm, SubmitForm
from cases.presenters import responses as presenter
from cases.selectors import responses as selectors
from cases.statutory import carrying, completeness
from cases.views.form_desk import FormDesk


def show(request: HttpRequest, desk: FormDesk, template: str, **context) -> HttpResponse:
    """A page of the form inside the desk's own frame."""
    shared = {
        **desk.frame,
        "layout": desk.layout,
        "response": desk.response,
        "definition": desk.definition,
        "state_tag": presenter.state_tag(desk.response),
        "overview_url": desk.address("overview"),
        "desk_home": desk.home,
    }
    return render(request, f"cases/forms/{template}.html", {**shared, **context})


def overview(request: HttpRequest, desk: FormDesk) -> HttpResponse:
    """The sections and how far each is; a sent form is read."""
    if not desk.response.is_draft:
        return read(request, desk)
    policy.write_response(desk.response, desk.by)
    progress = completeness.progress(desk.definition, desk.answers)
    return show(
        request,
        desk,
        "overview",
        lines=presenter.lines(progress, desk.address),
        done=presenter.done_words(progress),
        newer=selectors.newer(desk.response),
        carry_url=desk.address("carry"),
        check_url=desk.address("check"),
        print_url=desk.address("print"),
    )


def read(request: HttpRequest, desk: FormDesk, template: str = "read") -> HttpResponse:
    """The whole form in its own version; as a page to print too."""
    answers = selectors.look_at(desk.response, by=desk.by)
    return show(
        request,
        desk,
        template,
        parts=presenter.parts(desk.definition, answers, files=desk.files),
        left=presenter.left_rows(desk.response, selectors.definitions_left(desk.response)),
        print_url=desk.address("print"),
    )


def check(request: HttpRequest, desk: FormDesk) -> HttpResponse:
    """All answers before they are sent, what stands in the way, and the sending."""
    policy.write_response(desk.response, desk.by)
    if not desk.response.is_draft and request.method != "POST":
        return redirect(desk.address("overview"))
    found = completeness.problems(desk.definition, desk.answers)
    form = SubmitForm(request.POST if request.method == "POST" else None, initial={"version": desk.response.version})
    if request.method == "POST" and form.is_valid() and not (found and desk.response.is_draft):
        responses.submit(response_id=desk.response.pk, version=form.cleaned_data["version"], by=desk.by)
        messages.success(request, "The form has been sent")
        return redirect(desk.address("overview"))
    parts = presenter.parts(
        desk.definition, desk.answers, files=desk.files, address=desk.address, problems=tuple(found)
    )
    return show(request, desk, "check", parts=parts, problems=found, form=form)


def carry(request: HttpRequest, desk: FormDesk) -> HttpResponse:
    """Takes a draft over to the newest version, after showing what that version has no place for."""
    policy.write_response(desk.response, desk.by)
    newer = selectors.newer(desk.response)
    if newer is None or not desk.response.is_draft:
        return redirect(desk.address("overview"))
    form = CarryForm(request.POST or None, initial={"version": desk.response.version, "to_version": newer.version})
    if request.method == "POST" and form.is_valid():
        responses.carry_forward(response_id=desk.response.pk, by=desk.by, **form.cleaned_data)
        messages.success(request, f"The draft is now in version {form.cleaned_data['to_version']}")
        return redirect(desk.address("overview"))
    form.cancel_url = desk.address("overview")
    carried = carrying.carry(desk.definition, newer, desk.answers)
    left = [presenter.SummaryRow(q.label, presenter.words(q, carried.left[q.key])) for q in desk.definition.questions()
            if q.key in carried.left]  # fmt: skip
    return show(request, desk, "carry", form=form, newer=newer, kept=len(carried.answers), left=left)
