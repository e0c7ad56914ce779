"""Addresses of people, settings, mail and the audit trail."""

from django.urls import path

from accounts.views import audit, people, profile, settings, signin

app_name = "accounts"
urlpatterns = [
    path("", people.people, name="people"),
    path("invite/", people.invite, name="invite"),
    path("me/", profile.profile, name="profile"),
    path("panel/", profile.switch_panel, name="switch_panel"),
    path("invitation/<str:token>/", signin.accept_invitation, name="accept_invitation"),
    path("organisations/", settings.organisations, name="organisations"),
    path("organisations/add/", settings.organisation_add, name="organisation_add"),
    path("organisations/merger/", settings.organisation_merger, name="organisation_merger"),
    path("organisations/<uuid:organisation>/", settings.organisation_edit, name="organisation_edit"),
    path("organisations/<uuid:organisation>/contacts/", settings.organisation_contacts, name="organisation_contacts"),
    path("settings/", settings.panel_settings, name="panel_settings"),
    path("mail/", settings.outgoing, name="messages"),
    path("mail/<uuid:message>/again/", settings.message_retry, name="message_retry"),
    path("audit/", audit.search, name="audit"),
    path("audit/case/<uuid:case>/", audit.case, name="audit_case"),
    path("role/<uuid:membership>/end/", people.end_role, name="end_role"),
    path("<uuid:person>/", people.person, name="person"),
    path("<uuid:person>/edit/", people.edit, name="person_edit"),
    path("<uuid:person>/role/", people.give_role, name="give_role"),
    path("<uuid:person>/invitation/", people.resend_invitation, name="resend_invitation"),
    path("<uuid:person>/second-step/", people.reset_second_factor, name="reset_second_factor"),
    path("<uuid:person>/off/", people.switch_off, name="switch_off"),
    path("<uuid:person>/on/", people.switch_on, name="switch_on"),
]
