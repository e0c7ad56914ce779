"""Meetings, and what they hold about cases, stand behind the wall of their panel too."""

from django.db import migrations

from common.walled import OWN_PANEL, behind, beside

OF_A_CASE = (
    "agendaitem", "casehold", "casesummary", "chosenanswer", "conflict", "extract", "familyfeedback", "packpaper",
    "possibleconflict", "wordsdecision",
)  # fmt: skip
BESIDE = {  # table: (the one it is seen with, the column that names it)
    "discussion": ("agendaitem", "item_id"),
    "factorrating": ("agendaitem", "item_id"),
    "minutes": ("meeting", "meeting_id"),
    "pack": ("meeting", "meeting_id"),
    "paperread": ("packpaper", "paper_id"),
    "privatenote": ("agendaitem", "item_id"),
    "sitting": ("meeting", "meeting_id"),
    "telling": ("agendaitem", "item_id"),
}


class Migration(migrations.Migration):
    dependencies = [("panels", "0013_told_bodies"), ("cases", "0023_second_wall")]

    operations = [
        behind("panels_meeting", OWN_PANEL),
        *(behind(f"panels_{name}", beside("cases_case", "case_id")) for name in OF_A_CASE),
        *(behind(f"panels_{name}", beside(f"panels_{other}", key)) for name, (other, key) in BESIDE.items()),
    ]
