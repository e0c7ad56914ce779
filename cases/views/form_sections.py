"""The pages of one section of a form, the same at every desk: shown, saved, saved by itself, put together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from cases import policy
from cases.actions import response_files, responses
from cases.presenters import responses as presenter
from cases.selectors import responses as selectors
from cases.statutory import builder, clashes, completeness, inputs
from cases.statutory.definition import Section
from cases.views.form_desk import FormDesk
from cases.views.form_pages import show
from common.errors import NotNow, Stale
from common.formats import clock
from common.forms.base import posted_version
from common.forms.formsets import reshape


def section(request: HttpRequest, desk: FormDesk, key: str) -> HttpResponse:
    """One section: shown, saved, and on to the next."""
    asked = _section(desk, key)
    policy.write_response(desk.response, desk.by)
    if not desk.response.is_draft and request.method != "POST":
        return redirect(desk.address("overview"))
    if request.method == "POST":
        return _posted(request, desk, asked)
    return _page(request, desk, asked, checked="check" in request.GET)


def _section(desk: FormDesk, key: str) -> Section:
    found = desk.definition.section(key)
    if found is None:
        raise Http404
    return found


def _posted(request: HttpRequest, desk: FormDesk, asked: Section) -> HttpResponse:
    if "mine" in request.POST:
        return _chosen(request, desk, asked)
    reshaped = reshape(request.POST, *(question.key for question in asked.questions if question.rows))
    values = builder.read(asked.questions, reshaped or request.POST, desk.organisations)
    faults = _take_files(request, desk, asked, values)
    saved = _save(desk, posted_version(request.POST) or 0, values)
    if saved.clashes:
        return _ask(request, desk, asked, saved)
    if saved.merged_with:
        messages.info(request, f"{saved.merged_with} saved this form too. Your answers and theirs are put together.")
    if reshaped is not None:
        reshaped["version"] = str(desk.response.version)
        return _page(request, desk, asked, data=reshaped)
    if faults:
        return _page(request, desk, asked, faults=faults)
    return _onward(request, desk, asked)


def _take_files(request: HttpRequest, desk: FormDesk, asked: Section, values: dict) -> dict[str, str]:
    """Adds the files to ``values``. A file that is refused costs none of the answers: ``{question: why}``."""
    faults = {}
    common = {"response": desk.response, "version": posted_version(request.POST) or 0, "by": desk.by}
    for question in (question for question in asked.questions if question.kind == "file"):
        file = request.FILES.get(question.key)
        if file is None and request.POST.get(question.key + inputs.REMOVE):
            values[question.key] = None
        elif file is not None:
            try:
                values[question.key] = response_files.keep(question=question, file=file, **common)
            except NotNow as refusal:
                faults[question.key] = refusal.sentence
    return faults


def _save(desk: FormDesk, version: int, values: dict):
    saved = responses.save(response_id=desk.response.pk, version=version, by=desk.by, values=values)
    desk.forget(saved.response)
    return saved


def _onward(request: HttpRequest, desk: FormDesk, asked: Section) -> HttpResponse:
    if builder.LATER in request.POST:
        messages.success(request, "Your answers are saved. You can come back to them.")
        return redirect(desk.home)
    if any(problem.section == asked.key for problem in completeness.problems(desk.definition, desk.answers)):
        return _page(request, desk, asked, checked=True)
    following = None if "check" in request.GET else _next(desk, asked)
    return redirect(desk.address("section", section=following.key) if following else desk.address("check"))


def _next(desk: FormDesk, asked: Section) -> Section | None:
    """The next section that arises."""
    progress = completeness.progress(desk.definition, desk.answers)
    place = next(number for number, one in enumerate(progress) if one.section.key == asked.key)
    return next((one.section for one in progress[place + 1 :] if one.state != completeness.NOT_ASKED), None)


def _page(request: HttpRequest, desk: FormDesk, asked: Section, *, data=None, checked: bool = False, faults=None):
    form = builder.section_form(
        desk.definition, asked, desk.answers, data=data, version=desk.response.version,
        organisations=desk.organisations, checked=checked, files=desk.files,
    )  # fmt: skip
    for key, sentence in (faults or {}).items():
        form.add_error(key, sentence)
    form.autosave_url = desk.address("autosave", section=asked.key)
    place, of = _place(desk, asked)
    title = desk.definition.title
    return show(
        request,
        desk,
        "section",
        section=asked,
        domain=presenter.DOMAINS.get(asked.domain or "", ""),
        form=form,
        caption=f"{title}: section {place} of {of}" if place else title,
        saved_words=f"Last saved at {clock(desk.response.saved_at)} by {desk.response.saved_by_label}",
        also_editing=_also_editing(desk),
    )


def _place(desk: FormDesk, asked: Section) -> tuple[int, int]:
    """Which of how many sections this is; 0 for one that does not arise."""
    progress = completeness.progress(desk.definition, desk.answers)
    keys = [one.section.key for one in progress if one.state != completeness.NOT_ASKED]
    return (keys.index(asked.key) + 1 if asked.key in keys else 0), len(keys)


def _also_editing(desk: FormDesk) -> str:
    """Somebody else who saved a few minutes ago and may still be at it."""
    response = desk.response
    recent = (timezone.now() - response.saved_at).total_seconds() < 600
    return response.saved_by_label if recent and response.saved_by_label != str(desk.by) else ""


def _ask(request: HttpRequest, desk: FormDesk, asked: Section, saved) -> HttpResponse:
    """Only the answers that both changed; everything else is saved already."""
    first = {"version": saved.response.version, "mine": clashes.sealed(saved.response.pk, saved.clashes)}
    pairs = {clash.key: (clash.mine, clash.theirs) for clash in saved.clashes}
    form = clashes.ClashForm(initial=first, questions=_in_words(desk, pairs))
    return _clash_page(request, desk, asked, form, saved.merged_with)


def _clash_page(request: HttpRequest, desk: FormDesk, asked: Section, form, other: str) -> HttpResponse:
    form.cancel_url = desk.address("section", section=asked.key)
    form.cancel_label = "Keep what is saved now"
    page = show(request, desk, "clash", form=form, section=asked, other=other)
    page.status_code = 409
    return page


def _in_words(desk: FormDesk, pairs: dict) -> dict:
    """``{key: (label, ours, theirs)}``, all in words."""
    found = {}
    for key, values in pairs.items():
        question = desk.definition.question(key)
        found[key] = (question.label, *(presenter.words(question, value, desk.files) for value in values))
    return found


def _chosen(request: HttpRequest, desk: FormDesk, asked: Section) -> HttpResponse:
    """The page of choices came back."""
    mine = clashes.unsealed(desk.response.pk, request.POST["mine"])
    mine = {key: value for key, value in mine.items() if desk.definition.question(key)}
    pairs = {key: (value, desk.answers.get(key)) for key, value in mine.items()}
    form = clashes.ClashForm(request.POST, questions=_in_words(desk, pairs))
    if not form.is_valid():
        return _clash_page(request, desk, asked, form, desk.response.saved_by_label)
    saved = _save(desk, form.cleaned_data["version"], form.chosen(mine))
    if saved.clashes:
        return _ask(request, desk, asked, saved)
    messages.success(request, "Your choices are saved")
    return redirect(desk.address("section", section=asked.key))


def autosave(request: HttpRequest, desk: FormDesk, key: str) -> JsonResponse:
    """What the page sends by itself. 409 says who saved in between, and nothing is written."""
    asked = _section(desk, key)
    policy.write_response(desk.response, desk.by)
    values = builder.read(asked.questions, request.POST, desk.organisations)
    version = posted_version(request.POST) or 0
    try:
        saved = responses.autosave(response_id=desk.response.pk, version=version, by=desk.by, values=values)
    except Stale:
        who, when = selectors.last_saved(desk.response)
        words = f"{who} saved this form at {clock(when)}. Save, and both are put together."
        return JsonResponse({"who": who, "words": words}, status=409)
    return JsonResponse({"version": saved.version, "words": f"Saved at {clock(saved.saved_at)}"})
