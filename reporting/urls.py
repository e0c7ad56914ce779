"""Addresses of reporting."""

from django.urls import include, path

from reporting.views import figures

app_name = "reporting"
urlpatterns = [
    path("", figures.dashboard, name="dashboard"),
    path("public/", figures.public_figures, name="public_figures"),
    path("how/", figures.definitions, name="definitions"),
    path("how/<str:figure>/", figures.definition, name="definition"),
    path("cases/<str:year>/<str:figure>/<str:row>/", figures.cases, name="figure_cases"),
    path("report/", include("reporting.annual_report.urls")),
]
