"""What meetings hold about a case says itself of which panel it is, as what hangs on the case does."""

from django.db import migrations

from common.walled import of_its_case

TABLES = (
    "agendaitem", "casehold", "casesummary", "chosenanswer", "conflict", "extract", "familyfeedback", "packpaper",
    "possibleconflict", "wordsdecision",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("panels", "0014_second_wall"), ("cases", "0025_every_row_of_a_panel")]

    operations = [step for name in TABLES for step in of_its_case(f"panels_{name}")]
