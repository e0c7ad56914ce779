"""The key worker's pages: own families, how to reach them. Nothing of the review itself is here."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.actions import key_workers
from cases.forms.around import ContactForm
from cases.identity.shared import names_of_families
from cases.presenters.families import table
from cases.selectors import scope
from cases.selectors.families import own
from cases.views.around import contact_initial
from common.paging import walk

PAGE = 25


@require_safe
def listing(request):
    """The families this key worker supports."""
    panel = current_panel(request)
    policy.own_families(panel, request.user)
    page = walk(request, own(request.user, panel), PAGE)
    names = names_of_families(list(page.object_list), by=request.user)
    context = {"page": page, "table": table(page.object_list, names)}
    return render(request, "cases/families.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, key_worker):
    """How the family reaches its key worker."""
    found = scope.own_family(key_worker, request.user)
    form = ContactForm(request.POST or None, initial=contact_initial(found))
    if request.method == "POST" and form.is_valid():
        key_workers.change_contact(key_worker_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Your contact has been changed")
        return redirect("cases:families")
    form.cancel_url = reverse("cases:families")
    names = names_of_families([found], by=request.user)
    context = {"form": form, "name": names.get(found.case_id, "Name not recorded"), "family": found}
    return render(request, "cases/family.html", context)
