"""The gallery's addresses, with the names that the page frame links to."""

from django.urls import path

from tests.gallery import pages, sections

urlpatterns = [
    path("form/", pages.form),
    path("worklist/", pages.worklist),
    path("case/", pages.case),
    path("dashboard/", pages.dashboard),
    path("sign-in/", pages.sign_in),
    path("error/<slug:page>/", pages.refusal),
    path("section/<slug:key>/", sections.section),
    path("section/<slug:key>/autosave/", sections.autosave),
    path("stale/", pages.stale),
    path("sign-out/", pages.home, name="account_logout"),
    path("switch/", pages.home, name="switch_panel"),
    path("accessibility/", pages.home, name="accessibility"),
    path("privacy/", pages.home, name="privacy"),
    path("help/", pages.home, name="help"),
]
