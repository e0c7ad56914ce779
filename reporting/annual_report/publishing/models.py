"""A publication: the figures, texts and files of one edition of the report, frozen; and who answers for it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.models import BaseModel
from reporting.annual_report.models import AnnualReport


class PublicationQuerySet(models.QuerySet):
    """Publications in scope."""

    def visible_to(self, user) -> "PublicationQuerySet":
        """Those of the reports that this person may see."""
        return self.filter(report__in=AnnualReport.objects.visible_to(user))

    def light(self) -> "PublicationQuerySet":
        """Without what was frozen, which is large."""
        return self.defer("public", "confidential", "figures", "cases", "proof")


def _person():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Publication(BaseModel):
    """One edition of a report on its way to the public. What is frozen in it the database lets nobody change."""

    class State(models.TextChoices):
        """How far it is. The row is the truth; the task is a nudge."""

        PREPARING = "preparing", "Being prepared"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Could not be prepared"
        DRAFT = "draft", "Draft"
        REVIEW = "review", "In review"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Charts(models.TextChoices):
        """What the Word files of an edition make of its charts."""

        PICTURES = "pictures", "Charts as pictures"
        EDITABLE = "editable", "Charts that can be edited in Word"

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="publications")
    charts = models.CharField("charts in Word", max_length=8, choices=Charts.choices, default=Charts.PICTURES)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARING)
    number = models.PositiveSmallIntegerField("edition", null=True, blank=True)
    what_changed = models.TextField("what this edition changes", blank=True, max_length=2000)
    override_reason = models.TextField("why it goes out unproved", blank=True, max_length=2000)
    ended_reason = models.TextField("why it was withdrawn", blank=True, max_length=2000)

    prepared_by = _person()
    sent_by, sent_at = _person(), models.DateTimeField(null=True, blank=True)
    approved_by, approved_at = _person(), models.DateTimeField(null=True, blank=True)
    published_by, published_at = _person(), models.DateTimeField(null=True, blank=True)

    step = models.CharField("progress", max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusals = models.JSONField(default=list, blank=True, help_text="Why it was refused, in sentences.")

    data_as_at = models.DateTimeField(null=True, blank=True)
    profile = models.CharField("protection of small numbers", max_length=100, blank=True)
    public = models.JSONField(null=True, blank=True, help_text="The public edition's figures and texts.")
    public_hash = models.CharField(max_length=64, blank=True)
    confidential = models.JSONField(null=True, blank=True, help_text="The same for the panel and its partners.")
    confidential_hash = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(null=True, blank=True, help_text="What was counted, what was printed, by which rule.")
    cases = models.JSONField(null=True, blank=True, help_text="A mark of each fact of the cases that were counted.")
    proof = models.JSONField(null=True, blank=True, help_text="The limits of every number that must not be known.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_publication_per_edition"),
            models.UniqueConstraint(
                fields=["report"], condition=~Q(state__in=["published", "withdrawn"]), name="one_publication_under_way"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("prepared_by")) & ~Q(approved_by=F("sent_by")) & Q(approved_at__isnull=False)),
                name="publication_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | Q(approved_by__isnull=False),
                name="publication_needs_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(number__isnull=False, published_at__isnull=False, public__isnull=False, figures__isnull=False),
                name="publication_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, edition {self.number}" if self.number else f"{self.report}, in preparation"

    @property
    def panel_id(self):
        """The panel, for the audit trail."""
        return self.report.panel_id


def _file_name(instance: "PublishedFile", filename: str) -> str:
    return f"publications/{uuid.uuid4().hex}"


class PublishedFile(models.Model):
    """One file of a publication. Written once, never changed; the database refuses both changing and deleting."""

    class Edition(models.TextChoices):
        """Whom it is for."""

        PUBLIC = "public", "Public"
        CONFIDENTIAL = "confidential", "Confidential, for the panel and its partners"
        RECORD = "record", "For the panel's own records"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    edition = models.CharField(max_length=12, choices=Edition.choices)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to=_file_name)

    class Meta:
        ordering = ["edition", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "edition", "kind"], name="published_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
