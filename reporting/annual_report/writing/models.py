"""What authors say to one another about a section. It stands beside the text and is never part of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class SectionComment(BaseModel):
    """A remark of one author for the others; open until somebody settles it."""

    section = models.ForeignKey("reporting.Section", on_delete=models.PROTECT, related_name="comments")
    about = models.CharField("the words it is about", max_length=300, blank=True)
    text = models.TextField("comment", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"Comment on {self.section}"
