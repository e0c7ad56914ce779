"""Addresses of the annual report; part of reporting's own names."""

from django.urls import include, path

from reporting.annual_report import views

urlpatterns = [
    path("", views.listing, name="reports"),
    path("begin/", views.begin, name="report_begin"),
    path("<uuid:report>/", views.detail, name="report"),
    path("<uuid:report>/preview/", views.preview, name="report_preview"),
    path("<uuid:report>/files/", views.files, name="report_files"),
    path("<uuid:report>/files/status/", views.status, name="export_status"),
    path("section/<uuid:section>/", views.section, name="report_section"),
    path("section/<uuid:section>/earlier/", views.earlier, name="section_versions"),
    path("section/<uuid:section>/earlier/<int:number>/", views.earlier_text, name="section_version"),
    path("", include("reporting.annual_report.writing.urls")),
    path("", include("reporting.annual_report.live.urls")),
    path("", include("reporting.annual_report.publishing.urls")),
    path("", include("reporting.annual_report.linting.urls")),
    path("", include("reporting.annual_report.word_template.urls")),
    path("file/<uuid:export>/", views.download, name="export_download"),
    path("file/<uuid:export>/stop/", views.stop, name="export_stop"),
]
