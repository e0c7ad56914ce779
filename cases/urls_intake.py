"""Addresses of the notification form and of triage. No reference and no code stands in an address."""

from django.urls import path

from cases.views import triage

urlpatterns = [
    path("notifications/", triage.waiting, name="triage"),
]
