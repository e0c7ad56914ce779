"""A case moves by a step that its history holds, and the history stays: the database refuses anything else."""

from django.db import migrations, models

OPEN = ["gathering", "cdrm_scheduled", "cdrm_held", "panel_preparation"]
STEPS = (
    ("arrange_cdrm", ["gathering"], "cdrm_scheduled"),
    ("hold_cdrm", ["gathering", "cdrm_scheduled"], "cdrm_held"),
    ("prepare", ["cdrm_held", "gathering"], "panel_preparation"),
    ("list", ["panel_preparation"], "listed"),
    ("unlist", ["listed"], "panel_preparation"),
    ("defer", ["listed"], "gathering"),
    ("await_item", ["listed"], "awaiting_item"),
    ("finalise", ["listed", "awaiting_item"], "reviewed"),
    ("submit", ["reviewed"], "submitted"),
    ("close", ["submitted"], "closed"),
    ("return_to_gathering", ["cdrm_scheduled", "cdrm_held", "panel_preparation"], "gathering"),
    ("mark_duplicate", OPEN, "duplicate"),
    ("mark_out_of_scope", OPEN, "out_of_scope"),
    ("transfer", OPEN, "transferred"),
    (
        "reopen",
        ["awaiting_item", "reviewed", "submitted", "closed", "duplicate", "out_of_scope", "transferred"],
        "gathering",
    ),
)


def allowed() -> models.Q:
    """The opening of a case, and each of the steps above."""
    found = models.Q(step="open", from_status="", to_status="gathering")
    for step, starts, end in STEPS:
        found |= models.Q(step=step, from_status__in=starts, to_status=end)
    return found


MOVES = """
CREATE FUNCTION public.case_moves_by_its_newest_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest public.cases_statuschange;
BEGIN
  SELECT * INTO newest FROM public.cases_statuschange WHERE case_id = NEW.id ORDER BY id DESC LIMIT 1;
  IF (newest.from_status, newest.to_status) IS DISTINCT FROM (OLD.status, NEW.status) THEN
    RAISE EXCEPTION 'a case moves by a step that was written down before' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves_by_its_newest_step BEFORE UPDATE OF status ON public.cases_case
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION public.case_moves_by_its_newest_step();

CREATE FUNCTION public.step_of_a_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a step of a case stays as it was written' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER step_stays BEFORE UPDATE ON public.cases_statuschange
  FOR EACH ROW EXECUTE FUNCTION public.step_of_a_case_stays();
"""

UNDO = """
DROP TRIGGER step_stays ON public.cases_statuschange;
DROP TRIGGER moves_by_its_newest_step ON public.cases_case;
DROP FUNCTION public.step_of_a_case_stays;
DROP FUNCTION public.case_moves_by_its_newest_step;
"""


class Migration(migrations.Migration):
    """Which steps there are is a constraint of the history, and what they do is for the triggers."""

    dependencies = [("cases", "0026_held_for_theme")]
    operations = [
        migrations.AddConstraint(
            "statuschange", models.CheckConstraint(condition=allowed(), name="a_step_that_leads_there")
        ),
        migrations.RunSQL(MOVES, UNDO),
    ]
