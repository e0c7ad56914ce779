"""Panels choose a named profile of protection instead of a threshold."""

from django.db import migrations, models

CHOICES = [
    ("under-5", "Numbers from 1 to 4 hidden"),
    ("nhs-rounding", "Numbers from 1 to 7 hidden, all others rounded to the nearest 5"),
    ("strict-10", "Numbers from 1 to 9 hidden"),
]


KEEP = "UPDATE accounts_panel SET disclosure_profile = 'strict-10' WHERE suppression_threshold > 5"
"""A panel that hid more than numbers under five keeps hiding at least as much."""


class Migration(migrations.Migration):
    """The profile in, the threshold out."""

    dependencies = [("accounts", "0003_panel_papers_download")]
    operations = [
        migrations.AddField(
            model_name="panel",
            name="disclosure_profile",
            field=models.CharField(
                choices=CHOICES,
                default="under-5",
                help_text="How small numbers are protected in everything that is published.",
                max_length=20,
                verbose_name="protection of small numbers",
            ),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="panel", name="suppression_threshold"),
    ]
