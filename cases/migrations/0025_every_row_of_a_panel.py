"""Every row that hangs on a case says itself of which panel it is, so that its policy looks nothing up."""

from django.db import migrations, models

from common.walled import of_its_case

TABLES = (
    "analysis", "attachment", "casemark", "casenote", "columndifference", "delayreason", "disposal", "familycontact",
    "familyquestion", "formdecision", "formresponse", "keyworker", "legalhold", "nationalreturn", "parallelprocess",
    "reviewmeeting", "statuschange", "urgentaccess",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_by_panel_and_part")]

    operations = [
        *(step for name in TABLES for step in of_its_case(f"cases_{name}")),
        migrations.AddIndex(
            "informationrequest",
            models.Index(
                fields=["panel", "due_on"], condition=models.Q(state="asked"), name="requests_outstanding_of_panel"
            ),
        ),
        migrations.AddIndex(
            "informationrequest",
            models.Index(
                fields=["case", "due_on"], include=["panel"], condition=models.Q(state="asked"),
                name="requests_outstanding_of_case",
            ),
        ),
    ]  # fmt: skip
