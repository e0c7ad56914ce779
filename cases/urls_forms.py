"""Addresses of the statutory forms: inside a case, and the catalogue of what they ask."""

from django.urls import path

from cases.views import form_catalogue, form_list, responses, told

CASE = "cases/<uuid:case>/"
FORM = f"{CASE}forms/<uuid:response>/"
SECTION = f"{FORM}sections/<slug:section>/"
urlpatterns = [
    path("forms/", form_catalogue.listing, name="form_catalogue"),
    path("forms/fields.csv", form_catalogue.fields, name="form_fields"),
    path("forms/<slug:form>/<slug:version>/", form_catalogue.definition, name="form_definition"),
    path(f"{CASE}forms/", form_list.listing, name="forms"),
    path(f"{CASE}forms/begin/<slug:form>/", responses.begin, name="form_begin"),
    path(f"{CASE}forms/decide/<slug:form>/", form_list.decide, name="form_decide"),
    path(f"{CASE}forms/differences/<uuid:difference>/", form_list.difference, name="difference"),
    path(FORM, responses.overview, name="form"),
    path(SECTION, responses.section, name="form_section"),
    path(f"{SECTION}autosave/", responses.autosave, name="form_autosave"),
    path(f"{FORM}check/", responses.check, name="form_check"),
    path(f"{FORM}print/", responses.printed, name="form_print"),
    path(f"{FORM}carry/", responses.carry, name="form_carry"),
    path(f"{FORM}child/", told.settle, name="form_child"),
    path(f"{FORM}reopen/", responses.reopen, name="form_reopen"),
]
