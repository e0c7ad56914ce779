"""A panel's Word templates: one in use, the earlier ones kept for the editions that were made with them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel
from reporting.annual_report.policy import READERS


class WordTemplateQuerySet(models.QuerySet):
    """Templates in scope."""

    def visible_to(self, user) -> "WordTemplateQuerySet":
        """Those of the panels whose reports this person may see."""
        return self.filter(panel_id__in=user.panels_as(*READERS))

    def in_use(self) -> "WordTemplateQuerySet":
        """Neither replaced nor removed."""
        return self.filter(ended_at__isnull=True)


def _file_name(instance: "WordTemplate", filename: str) -> str:
    return f"word-templates/{uuid.uuid4().hex}"


class WordTemplate(BaseModel):
    """A template as it is kept: what a report takes from the file that came, with the styles that it lacked."""

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to=_file_name)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(max_length=64)
    filled = models.JSONField("styles that were added", default=list, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("replaced or removed", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel"], condition=Q(ended_at__isnull=True), name="one_word_template_in_use"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="word_template_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
