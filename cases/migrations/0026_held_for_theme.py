from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0025_every_row_of_a_panel'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='delayreason',
            index=models.Index(condition=models.Q(('code', 'themed_panel_hold'), ('ended_on__isnull', True)), fields=['case'], name='delays_held_for_theme'),
        ),
    ]
