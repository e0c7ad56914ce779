"""Addresses of reporting."""

from django.urls import include, path

from reporting.views import figures

app_name = "reporting"
urlpatterns = [
    path("", figures.dashboard, name="dashboard"),
    path("public/", figures.public_figures, name="public_figures"),
    path("report/", include("reporting.annual_report.urls")),
]
