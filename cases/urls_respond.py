"""Addresses for people who answer by link. The first holds a secret; the others are found through the session."""

from django.urls import path

from cases.views import respond

FILE = "respond/files/<uuid:attachment>/"
urlpatterns = [
    path("respond/link/<str:token>/", respond.link, name="link"),
    path("respond/code/", respond.code, name="respond_code"),
    path("respond/over/", respond.over, name="respond_over"),
    path("respond/", respond.answer, name="respond"),
    path("respond/form/", respond.form, {"page": "overview"}, name="respond_form_overview"),
    path("respond/form/begin/", respond.form_begin, name="respond_form_begin"),
    path("respond/form/check/", respond.form, {"page": "check"}, name="respond_form_check"),
    path("respond/form/print/", respond.form, {"page": "print"}, name="respond_form_print"),
    path("respond/form/carry/", respond.form, {"page": "carry"}, name="respond_form_carry"),
    path("respond/form/sections/<slug:section>/", respond.form_section, name="respond_form_section"),
    path("respond/form/sections/<slug:section>/autosave/", respond.form_autosave, name="respond_form_autosave"),
    path("respond/pass/", respond.pass_on, name="respond_pass"),
    path("respond/copy/", respond.copy, name="respond_copy"),
    path("respond/finish/", respond.finish, name="respond_finish"),
    path(FILE, respond.file, name="respond_file"),
    path(f"{FILE}remove/", respond.detach, name="respond_detach"),
]
