"""Addresses for people who answer by link. The first holds a secret; the others are found through the session."""

from django.urls import path

from cases.views import respond

FILE = "respond/files/<uuid:attachment>/"
urlpatterns = [
    path("respond/link/<str:token>/", respond.link, name="link"),
    path("respond/code/", respond.code, name="respond_code"),
    path("respond/over/", respond.over, name="respond_over"),
    path("respond/", respond.answer, name="respond"),
    path("respond/pass/", respond.pass_on, name="respond_pass"),
    path("respond/copy/", respond.copy, name="respond_copy"),
    path("respond/finish/", respond.finish, name="respond_finish"),
    path(FILE, respond.file, name="respond_file"),
    path(f"{FILE}remove/", respond.detach, name="respond_detach"),
]
