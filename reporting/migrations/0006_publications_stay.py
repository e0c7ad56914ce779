"""What is published stays as it is: the database itself refuses to change or delete it, whoever asks."""

from django.db import migrations

STAY = """
CREATE FUNCTION public.publication_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('published', 'withdrawn') THEN
    RAISE EXCEPTION 'an edition of a report stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state NOT IN ('preparing', 'refused') AND (
    OLD.public IS DISTINCT FROM NEW.public OR OLD.public_hash IS DISTINCT FROM NEW.public_hash
    OR OLD.confidential IS DISTINCT FROM NEW.confidential
    OR OLD.confidential_hash IS DISTINCT FROM NEW.confidential_hash
    OR OLD.figures IS DISTINCT FROM NEW.figures OR OLD.cases IS DISTINCT FROM NEW.cases
    OR OLD.proof IS DISTINCT FROM NEW.proof OR OLD.profile IS DISTINCT FROM NEW.profile
    OR OLD.prepared_by_id IS DISTINCT FROM NEW.prepared_by_id
    OR OLD.override_reason IS DISTINCT FROM NEW.override_reason
    OR OLD.what_changed IS DISTINCT FROM NEW.what_changed
  ) THEN
    RAISE EXCEPTION 'the figures and texts of an edition are frozen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_stays BEFORE UPDATE OR DELETE ON public.reporting_publication
  FOR EACH ROW EXECUTE FUNCTION public.publication_stays();

CREATE FUNCTION public.published_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'a file of an edition stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM public.reporting_publication WHERE id = NEW.publication_id AND state = 'preparing'
  ) THEN
    RAISE EXCEPTION 'no file is added to an edition that is frozen' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER published_file_stays BEFORE INSERT OR UPDATE OR DELETE ON public.reporting_publishedfile
  FOR EACH ROW EXECUTE FUNCTION public.published_file_stays();
"""

UNDO = """
DROP TRIGGER published_file_stays ON public.reporting_publishedfile;
DROP TRIGGER publication_stays ON public.reporting_publication;
DROP FUNCTION public.published_file_stays;
DROP FUNCTION public.publication_stays;
"""


class Migration(migrations.Migration):
    """The two locks."""

    dependencies = [("reporting", "0005_publications")]
    operations = [migrations.RunSQL(STAY, UNDO)]
