"""An edition whose preparation failed can be started again."""

from django.db import migrations, models

STATES = [
    ("preparing", "Being prepared"), ("refused", "Refused"), ("failed", "Could not be prepared"), ("draft", "Draft"),
    ("review", "In review"), ("approved", "Approved"), ("published", "Published"), ("withdrawn", "Withdrawn"),
]


class Migration(migrations.Migration):
    """One state more."""

    dependencies = [("reporting", "0008_exports_stopped")]
    operations = [
        migrations.AlterField("publication", "state", models.CharField(max_length=9, choices=STATES, default="preparing")),
    ]
