"""Documents of a case: what is known of each, and whether it may be opened."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


def _private_name(instance: "Attachment", filename: str) -> str:
    """A random name: the one given by the sender may hold a child's name, so it never reaches the disk."""
    return f"attachments/{instance.case_id}/{uuid.uuid4().hex}"


class AttachmentQuerySet(models.QuerySet):
    """Documents in scope."""

    def arrived(self) -> "AttachmentQuerySet":
        """Without the files of an answer that was not sent: until then they are its writer's alone."""
        from cases.models.request import InformationRequest

        return self.filter(Q(request__isnull=True) | Q(request__answered_via=InformationRequest.Via.SERVICE))


class Attachment(BaseModel):
    """A document somebody sent us. Stored under a random name outside the web root."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attachments")
    request = models.ForeignKey(
        "cases.InformationRequest",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )

    class Scan(models.TextChoices):
        """Whether somebody looked for harmful content. Nothing here claims that a file is safe."""

        NOT_SCANNED = "not_scanned", "Not scanned for viruses"
        WAITING = "waiting", "Held until it is scanned"
        CLEAN = "clean", "Scanned, nothing found"
        INFECTED = "infected", "Held back: the scan found something"

    title = models.CharField(max_length=200)
    scan = models.CharField(max_length=12, choices=Scan.choices, default=Scan.NOT_SCANNED)
    file = models.FileField(upload_to=_private_name)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the file as it came; differs where metadata were taken out."
    )
    pages = models.PositiveIntegerField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_found = models.CharField("what the scan found", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Empty where a respondent without an account sent it with an answer.",
    )  # fmt: skip
    by_name = models.CharField(max_length=150, blank=True, help_text="That respondent's name.")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(scan__in=["waiting", "not_scanned"], removed_at__isnull=True),
                name="attachments_to_scan",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(request__isnull=False), name="document_came_from_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(scan__in=["clean", "infected"]) | Q(scanned_at__isnull=False), name="verdict_has_time"
            ),
            models.CheckConstraint(
                condition=Q(scan="infected", scan_found__gt="") | ~Q(scan="infected") & Q(scan_found=""),
                name="only_a_find_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sender(self) -> str:
        """Who added it."""
        return str(self.by) if self.by_id else self.by_name

    @property
    def held(self) -> bool:
        """Whether it is quarantined: nobody may open it now."""
        return self.scan in (self.Scan.WAITING, self.Scan.INFECTED)

    @property
    def cleaned(self) -> bool:
        """Whether metadata were taken out before it was kept."""
        return bool(self.received_sha256) and self.received_sha256 != self.sha256
