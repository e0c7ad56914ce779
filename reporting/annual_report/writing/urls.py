"""Addresses around a section; part of reporting's own names."""

from django.urls import path

from reporting.annual_report.writing import views

urlpatterns = [
    path("section/<uuid:section>/owner/", views.owner, name="section_owner"),
    path("section/<uuid:section>/step/", views.step, name="section_step"),
    path("section/<uuid:section>/last-year/", views.last_year, name="section_last_year"),
    path("section/<uuid:section>/comments/", views.comments, name="section_comments"),
    path("comment/<uuid:comment>/", views.settle, name="comment_settle"),
]
