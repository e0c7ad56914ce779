"""Addresses of reporting."""

from django.urls import path

from reporting.views import figures

app_name = "reporting"
urlpatterns = [
    path("", figures.dashboard, name="dashboard"),
    path("public/", figures.public_figures, name="public_figures"),
]
