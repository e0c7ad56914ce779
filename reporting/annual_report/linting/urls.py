"""Addresses of the reader of a text; part of reporting's own names."""

from django.urls import path

from reporting.annual_report.linting import views

urlpatterns = [
    path("section/<uuid:section>/check/", views.check, name="section_check"),
    path("section/<uuid:section>/accept/", views.accept, name="section_accept"),
]
