"""Sections of the sample form as pages: every kind of question, with autosave and questions that others bring about."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cases.statutory import builder
from cases.statutory.loading import load
from tests.statutory.samples import FOLDER, GOOD


def section(request: HttpRequest, key: str) -> HttpResponse:
    """Empty, with its complaints, or filled in."""
    definition = load(FOLDER / "sample" / "2026-1.json")
    answers = {"resuscitation": "yes"} if "empty" in request.GET or "check" in request.GET else GOOD
    asked = definition.section(key)
    form = builder.section_form(definition, asked, answers, version=1, checked="check" in request.GET,
                                organisations=("Sample Hospital", "Sample Surgery"))  # fmt: skip
    form.autosave_url = f"/section/{key}/autosave/{'?taken' if 'taken' in request.GET else ''}"
    context = {
        "layout": "cases/forms/desk.html", "definition": definition, "section": asked, "form": form,
        "caption": "Sample form: section 1 of 4", "saved_words": "Last saved at 2pm by Asha Test",
        "overview_url": "/", "desk_home": "/", "also_editing": "Ben Test", "domain": "A: the child",
    }  # fmt: skip
    return render(request, "cases/forms/section.html", context)


def autosave(request: HttpRequest, key: str) -> JsonResponse:
    """What a page is told: saved, or that somebody else was there first."""
    if "taken" in request.GET:
        return JsonResponse({"who": "Ben Test", "words": "Ben Test saved this form at 2:03pm."}, status=409)
    return JsonResponse({"version": int(request.POST["version"]) + 1, "words": "Saved at 2:03pm"})
