"""A meeting is opened once and ends once: the database refuses any other move, and any from where it ended."""

from django.db import migrations

MOVES = """
CREATE FUNCTION public.meeting_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (('scheduled', 'open'), ('scheduled', 'cancelled'), ('open', 'finalised')) THEN
    RAISE EXCEPTION 'a meeting that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves_on BEFORE UPDATE OF state ON public.panels_meeting
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION public.meeting_moves_on();
"""

UNDO = """
DROP TRIGGER moves_on ON public.panels_meeting;
DROP FUNCTION public.meeting_moves_on;
"""


class Migration(migrations.Migration):
    """One lock."""

    dependencies = [("panels", "0015_every_row_of_a_panel")]
    operations = [migrations.RunSQL(MOVES, UNDO)]
