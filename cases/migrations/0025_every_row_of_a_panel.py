"""Every row that hangs on a case says itself of which panel it is, so that its policy looks nothing up."""

from django.db import migrations, models

from common.walled import of_its_case

TABLES = (
    "analysis", "attachment", "casemark", "casenote", "columndifference", "delayreason", "disposal", "familycontact",
    "familyquestion", "formdecision", "formresponse", "keyworker", "legalhold", "nationalreturn", "parallelprocess",
    "reviewmeeting", "statuschange", "urgentaccess",
)  # fmt: skip
STAYS = migrations.RunSQL(
    """
CREATE FUNCTION public.case_stays_with_its_panel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a case stays with its panel' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_stays_with_its_panel BEFORE UPDATE OF panel_id ON public.cases_case
FOR EACH ROW WHEN (OLD.panel_id <> NEW.panel_id) EXECUTE FUNCTION public.case_stays_with_its_panel();
""",
    "DROP FUNCTION public.case_stays_with_its_panel() CASCADE;",
)
"""Another panel that takes a death over opens a case of its own."""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_by_panel_and_part")]

    operations = [
        STAYS,
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
