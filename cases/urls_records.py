"""Addresses of the record as a whole: the national return, duplicates, what passes between panels."""

from django.urls import path

from cases.views import exporting, merging, national, retention, transfers, unusual, urgent

CASE = "cases/<uuid:case>/"
DISPOSAL = "retention/<uuid:disposal>/"
urlpatterns = [
    path("cases/export/", exporting.page, name="export"),
    path("access/unusual/", unusual.listing, name="unusual_access"),
    path("access/urgent/", urgent.listing, name="urgent_access"),
    path("access/urgent/<uuid:urgent>/", urgent.case, name="urgent_case"),
    path("access/urgent/<uuid:urgent>/end/", urgent.end, name="urgent_end"),
    path("retention/", retention.listing, name="retention"),
    path("retention/hold/", retention.hold, name="retention_hold"),
    path("retention/holds/<uuid:legal_hold>/end/", retention.hold_end, name="retention_hold_end"),
    path(DISPOSAL, retention.one, name="retention_one"),
    path(f"{DISPOSAL}keep/", retention.keep, name="retention_keep"),
    path(f"{DISPOSAL}propose/", retention.propose, name="retention_propose"),
    path(f"{DISPOSAL}approve/", retention.approve, name="retention_approve"),
    path(f"{DISPOSAL}call-back/", retention.call_back, name="retention_call_back"),
    path("transfers/", transfers.listing, name="transfers"),
    path(f"{CASE}transfer/", transfers.case, name="transfer"),
    path(f"{CASE}transfers/<uuid:transfer>/end/", transfers.end, name="transfer_end"),
    path("returns/", national.listing, name="national_returns"),
    path(f"{CASE}return/", national.one, name="national_return"),
    path(f"{CASE}return/sheet/", national.sheet, name="national_sheet"),
    path(f"{CASE}return/bundle.json", national.bundle, name="national_bundle"),
    path(f"{CASE}return/send/", national.send, name="national_send"),
    path(f"{CASE}return/<uuid:sent>/", national.sent, name="national_sent"),
    path(f"{CASE}duplicates/", merging.listing, name="duplicates"),
    path(f"{CASE}duplicates/notification/<uuid:notification>/", merging.notification, name="merge_notification"),
    path(f"{CASE}duplicates/case/<uuid:other>/", merging.other_case, name="merge_case"),
    path(f"{CASE}merges/<uuid:merge>/undo/", merging.undo, name="merge_undo"),
]
