"""Addresses of panels."""

from django.urls import path

from panels.views import agenda, calendar, floor, followup, learning, live, meetings, owners, papers, people, tab

app_name = "panels"

M = "meetings/<uuid:meeting>/"
ITEM = f"{M}cases/<uuid:item>/"
urlpatterns = [
    path("", meetings.listing, name="meetings"),
    path("meetings/new/", meetings.schedule, name="schedule"),
    path("meetings/series/", calendar.schedule_series, name="schedule_series"),
    path(M, meetings.detail, name="meeting"),
    path(f"{M}change/", meetings.change, name="change"),
    path(f"{M}cancel/", meetings.cancel, name="cancel"),
    path(f"{M}calendar/", meetings.calendar_file, name="calendar"),
    path(f"{M}invite/", people.invite, name="invite"),
    path(f"{M}attendance/", people.attendance, name="attendance"),
    path("invitations/<uuid:invitation>/reply/", people.reply, name="reply"),
    path("invitations/<uuid:invitation>/withdraw/", people.withdraw, name="withdraw"),
    path(f"{M}agenda/", agenda.edit, name="agenda"),
    path(f"{M}agenda/proposal/", calendar.proposal, name="proposal"),
    path(f"{M}agenda/add/", agenda.add, name="agenda_add"),
    path(f"{M}agenda/send/", agenda.send, name="agenda_send"),
    path(f"{M}agenda/<uuid:item>/move/", agenda.move, name="agenda_move"),
    path(f"{M}agenda/<uuid:item>/minutes/", agenda.minutes, name="agenda_minutes"),
    path(f"{M}agenda/<uuid:item>/remove/", agenda.remove, name="agenda_remove"),
    path(f"{M}papers/", papers.pack, name="papers"),
    path(ITEM, papers.case, name="case"),
    path(f"{ITEM}conflict/", papers.declare, name="declare"),
    path(f"{ITEM}record-conflict/", papers.record_conflict, name="record_conflict"),
    path(f"{M}start/", live.start, name="start"),
    path(f"{M}finalise/", live.finalise, name="finalise"),
    path(f"{ITEM}decide/", live.decide, name="decide"),
    path(f"{ITEM}spoken/", floor.spoken, name="spoken"),
    path(f"{ITEM}take-up/", floor.take_up, name="take_up"),
    path(f"{ITEM}state/", floor.item_state, name="item_state"),
    path(f"{M}state/", floor.meeting_state, name="meeting_state"),
    path(f"{M}present/", floor.present, name="present"),
    path(f"{M}people/<uuid:invitation>/move/", floor.move, name="move"),
    path("cases/<uuid:case>/", tab.case_panel, name="case_panel"),
    path("cases/<uuid:case>/summary/", tab.summary, name="summary"),
    path("cases/<uuid:case>/hold/", calendar.hold, name="hold"),
    path("held/", calendar.held, name="held"),
    path("held/<uuid:hold>/release/", calendar.release, name="release"),
    path("actions/", followup.board, name="actions"),
    path("actions/new/", followup.add, name="action_new"),
    path("actions/<uuid:action>/", followup.detail, name="action"),
    path("actions/<uuid:action>/change/", followup.change, name="action_change"),
    path("actions/<uuid:action>/progress/", followup.progress, name="action_progress"),
    path("actions/<uuid:action>/link/", followup.send_link, name="action_link"),
    path("actions/<uuid:action>/link/end/", followup.end_link, name="action_link_end"),
    path("learning/", learning.library, name="learning"),
    path("learning/<slug:theme>/", learning.briefing, name="briefing"),
    path("answer/", owners.answer, name="owner_answer"),
    path("answer/<str:owner_token>/", owners.open_link, name="owner_open"),
    path("cases/<uuid:case>/finalise/", tab.finalise_case, name="finalise_case"),
]
