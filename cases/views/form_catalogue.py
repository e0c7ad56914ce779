"""The data dictionary of the forms: every form, version, field and code. Nothing in it is about a child."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.panels import current_panel
from cases import policy
from cases.presenters import form_catalogue as presenter
from cases.statutory import catalogue, dictionary


@require_safe
def listing(request):
    """Every form and version."""
    policy.form_catalogue(current_panel(request), request.user)
    return render(request, "cases/forms/catalogue.html", {"table": presenter.listing()})


@require_safe
def definition(request, form, version):
    """Every field and code of one version."""
    policy.form_catalogue(current_panel(request), request.user)
    try:
        found = catalogue.definition(form, version)
    except catalogue.NoSuchForm as error:
        raise Http404 from error
    context = {"definition": found, "tables": presenter.sections(found), "sureness": dictionary.sureness(found)}
    return render(request, "cases/forms/definition.html", context)


@require_safe
def fields(request):
    """The same as a file, one line for each code."""
    policy.form_catalogue(current_panel(request), request.user)
    answer = HttpResponse(dictionary.as_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="form-fields.csv"'
    return answer
