"""The audit trail: one append-only table of events, and the seals that chain them.

Events carry plain ids and labels as they were, no foreign keys: what they speak of may change or go.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper

RUNNING = ("backup_made", "backup_checked", "backup_restored", "task_failed")
"""What the installation does, and the page about it asks for; found without reading the trail."""


class Event(models.Model):
    """One thing somebody did or saw. Never updated, never deleted; the database refuses both."""

    id = models.BigAutoField(primary_key=True)
    happened_at = models.DateTimeField(db_default=Now(), editable=False)
    chain = models.CharField(max_length=40, help_text="The panel's key, or “site” for what belongs to none.")
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=200, blank=True)
    case_id = models.CharField(max_length=40, blank=True, help_text="The case it concerns, where it concerns one.")
    case_reference = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["chain", "-id"], name="audit_by_chain"),
            models.Index(fields=["case_id", "-id"], name="audit_by_case"),
            models.Index(Upper("case_reference"), F("id").desc(), name="audit_by_reference"),
            models.Index(fields=["actor_id", "-id"], name="audit_by_actor"),
            models.Index(fields=["verb", "-id"], condition=Q(verb__in=RUNNING), name="audit_of_running"),
            models.Index(fields=["actor_id", "-id"], condition=Q(chain="site"), name="audit_outside_by_actor"),
            models.Index(fields=["subject_id", "-id"], condition=Q(chain="site"), name="audit_outside_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb}"


class Head(models.Model):
    """The last seal of a chain; its row is the lock under which seals are numbered."""

    chain = models.CharField(primary_key=True, max_length=40)
    sequence = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"


class Seal(models.Model):
    """Binds an event to the one before it. Written by the database when the transaction commits."""

    pk = models.CompositePrimaryKey("chain", "sequence")
    chain = models.CharField(max_length=40)
    sequence = models.BigIntegerField()
    event_id = models.BigIntegerField(unique=True)
    previous = models.BinaryField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"
