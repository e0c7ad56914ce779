"""Addresses of what texts refer to; part of reporting's own names."""

from django.urls import path

from reporting.annual_report.live import views

urlpatterns = [
    path("<uuid:report>/find/", views.find, name="report_find"),
    path("<uuid:report>/sources/", views.sources, name="report_sources"),
    path("<uuid:report>/abbreviations/", views.terms, name="report_terms"),
    path("source/<uuid:source>/", views.source, name="report_source"),
    path("source/<uuid:source>/remove/", views.remove_source, name="report_source_remove"),
    path("abbreviation/<uuid:term>/remove/", views.remove_term, name="report_term_remove"),
    path("abbreviation/<uuid:term>/", views.term, name="report_term"),
]
