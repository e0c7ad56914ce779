"""A child and a request say themselves of which panel they are; names are found by the beginnings of their words.

All of it is kept by triggers, so that no way of writing a row can forget it, the version before among them.
"""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from common.walled import OWN_PANEL, asks, behind, beside

NAMES = migrations.RunSQL(
    r"""
CREATE FUNCTION public.name_folded(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(translate(lower(regexp_replace(
  normalize(translate(name, '’‘ʼ´`', repeat('''', 5)), NFKD), '[\u0300-\u036f]', '', 'g'
) COLLATE pg_c_utf8), 'øłđðħı', 'olddhi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

CREATE FUNCTION public.name_words(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT DISTINCT left(word, 200)
  FROM regexp_split_to_table(replace(name_folded(name), '''', ''), '[[:space:][:punct:]]+') AS word WHERE word <> '';
END;

CREATE FUNCTION public.name_parts(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT name_words(name)
  UNION SELECT name_words(replace(name_folded(name), '''', ' '))
  UNION SELECT name_words(regexp_replace(name_folded(name), '[[:punct:]]+', '', 'g'));
END;
""",
    "DROP FUNCTION public.name_parts(text), public.name_words(text), public.name_folded(text);",
)
"""What is kept and what is looked for is cut by the same function, so that they cannot differ: small letters, no
accents, a hyphen parts words as a space does, an apostrophe is passed over. Of a name that is kept there are more
words: what stands on either side of an apostrophe, and whatever stands between two spaces as one.
"""
EITHER = f"({beside('cases_case', 'case_id')} OR {beside('cases_notification', 'notification_id')})"
TRIGGERS = migrations.RunSQL(
    """
CREATE FUNCTION public.panel_of_child() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.case_id IS NOT NULL THEN
    NEW.panel_id := (SELECT panel_id FROM public.cases_case WHERE id = NEW.case_id);
  ELSE
    NEW.panel_id := (SELECT panel_id FROM public.cases_notification WHERE id = NEW.notification_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_of_its_own BEFORE INSERT OR UPDATE OF panel_id, case_id, notification_id ON public.cases_child
FOR EACH ROW EXECUTE FUNCTION public.panel_of_child();

CREATE FUNCTION public.panel_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.panel_id := (SELECT panel_id FROM public.cases_case WHERE id = NEW.case_id);
  RETURN NEW;
END $$;
CREATE TRIGGER panel_of_its_own BEFORE INSERT OR UPDATE OF panel_id, case_id ON public.cases_informationrequest
FOR EACH ROW EXECUTE FUNCTION public.panel_of_case();

CREATE FUNCTION public.case_stays_with_its_panel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a case stays with its panel' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays_with_its_panel BEFORE UPDATE OF panel_id ON public.cases_case
FOR EACH ROW WHEN (OLD.panel_id <> NEW.panel_id) EXECUTE FUNCTION public.case_stays_with_its_panel();

CREATE FUNCTION public.notification_takes_child_along() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.cases_child SET panel_id = NEW.panel_id WHERE notification_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER takes_child_along AFTER UPDATE OF panel_id ON public.cases_notification
FOR EACH ROW WHEN (OLD.panel_id <> NEW.panel_id) EXECUTE FUNCTION public.notification_takes_child_along();

CREATE FUNCTION public.keep_name_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.cases_namepart WHERE child_id = NEW.id;
  INSERT INTO public.cases_namepart (panel_id, child_id, part)
  SELECT NEW.panel_id, NEW.id, part
  FROM public.name_parts(concat_ws(' ', NEW.first_names, NEW.surname, NEW.aliases)) AS part;
  RETURN NULL;
END $$;
CREATE TRIGGER parts_of_a_new_name AFTER INSERT ON public.cases_child
FOR EACH ROW EXECUTE FUNCTION public.keep_name_parts();
CREATE TRIGGER parts_of_a_changed_name AFTER UPDATE ON public.cases_child FOR EACH ROW
WHEN ((OLD.panel_id, OLD.first_names, OLD.surname, OLD.aliases)
      IS DISTINCT FROM (NEW.panel_id, NEW.first_names, NEW.surname, NEW.aliases))
EXECUTE FUNCTION public.keep_name_parts();
""",
    """
DROP FUNCTION public.keep_name_parts() CASCADE; DROP FUNCTION public.notification_takes_child_along() CASCADE;
DROP FUNCTION public.case_stays_with_its_panel() CASCADE;
DROP FUNCTION public.panel_of_case() CASCADE; DROP FUNCTION public.panel_of_child() CASCADE;
""",
)
FILLED = migrations.RunSQL(
    "UPDATE cases_child SET panel_id = panel_id; UPDATE cases_informationrequest SET panel_id = panel_id;",
    migrations.RunSQL.noop,
)
"""The triggers write what is new, the parts of the names too."""


def _panel(says: str, **more) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False, editable=False, help_text=says, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to="accounts.panel", **more,
    )  # fmt: skip


OF_CHILD = "That of the case, or else of the notification; kept by the database."
OF_REQUEST = "That of the case; kept by the database."


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_disclosure_profile"), ("cases", "0023_second_wall")]

    operations = [
        NAMES,
        migrations.CreateModel(
            name="NamePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        db_collation="C", help_text="In the order of its letters' codes.", max_length=200
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.child"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="accounts.panel",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("panel", "part", "child"), name="name_part_once")]
            },
        ),
        # Before the rows are filled, or each would look through all that are there.
        migrations.AddIndex("namepart", models.Index(fields=["child"], name="name_parts_of_child")),
        migrations.RemoveIndex("child", "child_surname_trigram"),
        migrations.RemoveIndex("child", "child_by_part_of_surname"),
        migrations.RemoveIndex("child", "child_by_part_of_first_names"),
        migrations.RemoveIndex("child", "child_by_part_of_aliases"),
        migrations.AddField("child", "panel", _panel(OF_CHILD, null=True)),
        migrations.AddField("informationrequest", "panel", _panel(OF_REQUEST, null=True)),
        TRIGGERS,
        FILLED,
        migrations.AlterField("child", "panel", _panel(OF_CHILD)),
        migrations.AlterField("informationrequest", "panel", _panel(OF_REQUEST)),
        migrations.AddField(
            "case",
            "reference_upper",
            models.GeneratedField(
                db_persist=True, expression=django.db.models.functions.text.Upper("reference"),
                help_text="In capitals, for the search; kept by the database.",
                output_field=models.CharField(db_collation="C", max_length=30),
            ),
        ),
        migrations.AddIndex("case", models.Index(fields=["panel", "reference_upper"], name="cases_by_reference")),
        migrations.AddField(
            "informationrequest",
            "respondent_lower",
            models.GeneratedField(
                db_persist=True, expression=django.db.models.functions.text.Lower("respondent_email"),
                help_text="The address in small letters, by which its owner finds it; kept by the database.",
                output_field=models.CharField(max_length=254),
            ),
        ),
        migrations.RemoveIndex("informationrequest", "requests_by_respondent"),
        migrations.AddIndex(
            "informationrequest",
            models.Index(
                models.F("panel"), models.F("respondent_lower"),
                models.OrderBy(models.F("answered_on"), nulls_first=True), models.F("due_on"), models.F("id"),
                name="requests_by_respondent",
            ),
        ),
        asks("cases_child", OWN_PANEL, before=EITHER),
        asks("cases_informationrequest", OWN_PANEL, before=beside("cases_case", "case_id")),
        behind("cases_namepart", OWN_PANEL),
    ]  # fmt: skip
