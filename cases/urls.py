"""Addresses of cases."""

from django.urls import include, path

app_name = "cases"
urlpatterns: list = [
    path("", include("cases.urls_intake")),
    path("", include("cases.urls_casework")),
    path("", include("cases.urls_records")),
    path("", include("cases.urls_respond")),
    path("", include("cases.urls_forms")),
]
