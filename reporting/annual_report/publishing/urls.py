"""Addresses of publications; part of reporting's own names."""

from django.urls import path

from reporting.annual_report.publishing import views

urlpatterns = [
    path("<uuid:report>/publications/", views.listing, name="publications"),
    path("publication/<uuid:publication>/", views.detail, name="publication"),
    path("publication/<uuid:publication>/status/", views.status, name="publication_status"),
    path("publication/<uuid:publication>/restart/", views.restart, name="publication_restart"),
    path("publication/<uuid:publication>/send/", views.send, name="publication_send"),
    path("publication/<uuid:publication>/approve/", views.approve, name="publication_approve"),
    path("publication/<uuid:publication>/publish/", views.publish, name="publication_publish"),
    path("publication/<uuid:publication>/withdraw/", views.withdraw, name="publication_withdraw"),
    path("publication/<uuid:publication>/send-back/", views.send_back, name="publication_send_back"),
    path("publication/<uuid:publication>/override/", views.override, name="publication_override"),
    path("publication/<uuid:publication>/check/", views.check, name="publication_check"),
    path("publication/<uuid:publication>/replay/", views.replay, name="publication_replay"),
    path("published-file/<uuid:published_file>/", views.download, name="published_file"),
]
