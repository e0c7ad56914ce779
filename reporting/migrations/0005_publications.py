
import django.db.models.deletion
import reporting.annual_report.publishing.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0004_sources_and_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('state', models.CharField(choices=[('preparing', 'Being prepared'), ('refused', 'Refused'), ('draft', 'Draft'), ('review', 'In review'), ('approved', 'Approved'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='preparing', max_length=9)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='edition')),
                ('what_changed', models.TextField(blank=True, max_length=2000, verbose_name='what this edition changes')),
                ('override_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it goes out unproved')),
                ('ended_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it was withdrawn')),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('step', models.CharField(blank=True, max_length=100, verbose_name='progress')),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('refusals', models.JSONField(blank=True, default=list, help_text='Why it was refused, in sentences.')),
                ('data_as_at', models.DateTimeField(blank=True, null=True)),
                ('profile', models.CharField(blank=True, max_length=100, verbose_name='protection of small numbers')),
                ('public', models.JSONField(blank=True, help_text="The public edition's figures and texts.", null=True)),
                ('public_hash', models.CharField(blank=True, max_length=64)),
                ('confidential', models.JSONField(blank=True, help_text='The same for the panel and its partners.', null=True)),
                ('confidential_hash', models.CharField(blank=True, max_length=64)),
                ('figures', models.JSONField(blank=True, help_text='What was counted, what was printed, by which rule.', null=True)),
                ('cases', models.JSONField(blank=True, help_text='A mark of each fact of the cases that were counted.', null=True)),
                ('proof', models.JSONField(blank=True, help_text='The limits of every number that must not be known.', null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='reporting.annualreport')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='PublishedFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edition', models.CharField(choices=[('public', 'Public'), ('confidential', 'Confidential, for the panel and its partners'), ('record', "For the panel's own records")], max_length=12)),
                ('kind', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=150)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('file', models.FileField(upload_to=reporting.annual_report.publishing.models._file_name)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reporting.publication')),
            ],
            options={
                'ordering': ['edition', 'kind'],
            },
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='one_publication_per_edition'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['published', 'withdrawn']), _negated=True), fields=('report',), name='one_publication_under_way'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(models.Q(('approved_by', models.F('prepared_by')), _negated=True), models.Q(('approved_by', models.F('sent_by')), _negated=True), ('approved_at__isnull', False)), _connector='OR'), name='publication_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'published']), _negated=True), ('approved_by__isnull', False), _connector='OR'), name='publication_needs_approval'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('figures__isnull', False), ('number__isnull', False), ('public__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='publication_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='publishedfile',
            constraint=models.UniqueConstraint(fields=('publication', 'edition', 'kind'), name='published_file_once'),
        ),
    ]
