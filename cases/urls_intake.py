"""Addresses of the notification form and of triage. No reference and no code stands in an address."""

from django.urls import path

from cases.views import notification, notification_sent, triage

ONE = "notifications/<uuid:notification>/"
urlpatterns = [
    path("notify/", notification.start, name="notify"),
    path("notify/code/", notification.code, name="notify_code"),
    path("notify/page/<slug:section>/", notification.page, name="notify_page"),
    path("notify/check/", notification.check, name="notify_check"),
    path("notify/saved/", notification.saved, name="notify_saved"),
    path("notify/return/", notification.come_back, name="notify_return"),
    path("notify/send/", notification_sent.send, name="notify_send"),
    path("notify/sent/", notification_sent.sent, name="notify_sent"),
    path("notify/copy/", notification_sent.copy, name="notify_copy"),
    path("notify/copy.txt", notification_sent.copy_text, name="notify_copy_text"),
    path("notify/finish/", notification_sent.finish, name="notify_finish"),
    path("notifications/", triage.listing, name="triage"),
    path(ONE, triage.one, name="triage_one"),
    path(f"{ONE}accept/", triage.accept, name="triage_accept"),
    path(f"{ONE}duplicate/", triage.duplicate, name="triage_duplicate"),
    path(f"{ONE}out-of-scope/", triage.out_of_scope, name="triage_out_of_scope"),
    path(f"{ONE}transfer/", triage.transfer, name="triage_transfer"),
    path(f"{ONE}put-back/", triage.put_back, name="triage_put_back"),
]
