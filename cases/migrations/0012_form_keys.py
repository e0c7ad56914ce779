"""Requests name the form by its key in the catalogue."""

from django.db import migrations

KEYS = {
    "asthma": "asthma_anaphylaxis",
    "congenital": "congenital_anomalies",
    "neonatal": "neonatal_unit",
    "fire": "fire_burns",
    "injury": "other_injury",
    "substances": "substance_misuse",
    "sudden": "sudden_unexpected",
    "suicide": "suicide_self_harm",
    "vehicle": "vehicle_collision",
    "violence": "violence_maltreatment",
}
RENAME = "UPDATE cases_informationrequest SET form = %s WHERE form = %s"


class Migration(migrations.Migration):
    """Renames what is stored; adds nothing."""

    dependencies = [("cases", "0011_recommendations_followed")]

    operations = [
        migrations.RunSQL(
            sql=[(RENAME, [after, before]) for before, after in KEYS.items()],
            reverse_sql=[(RENAME, [before, after]) for before, after in KEYS.items()],
        )
    ]
