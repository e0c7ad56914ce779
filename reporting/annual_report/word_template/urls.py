"""Addresses of the Word template; part of reporting's own names."""

from django.urls import path

from reporting.annual_report.word_template import views

urlpatterns = [
    path("<uuid:report>/word-template/", views.keep, name="word_templates"),
    path("<uuid:report>/word-template/trial/", views.trial, name="word_template_trial"),
    path("word-template/<uuid:word_template>/", views.download, name="word_template"),
    path("word-template/<uuid:word_template>/remove/", views.remove, name="word_template_remove"),
]
