"""The report of a year, its sections with every version of their text, and the files made from it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.roles import Role
from common.models import BaseModel


class ReportQuerySet(models.QuerySet):
    """Reports in scope."""

    def visible_to(self, user) -> "ReportQuerySet":
        """Reports of the panels this person manages, chairs or analyses."""
        return self.filter(panel_id__in=user.panels_as(Role.MANAGER, Role.CHAIR, Role.ANALYST))


class AnnualReport(BaseModel):
    """One panel's report of one financial year."""

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="reports")
    year = models.CharField("financial year", max_length=7, help_text="For example 2024-25.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["panel", "year"], name="one_report_per_year")]

    def __str__(self) -> str:
        return f"Annual report {self.year.replace('-', '/')}"


class Section(BaseModel):
    """One narrative section; the standard ones are listed in ``contents``."""

    class State(models.TextChoices):
        """How far the authors are with it."""

        DRAFT = "draft", "Draft"
        READY = "ready", "Ready to be signed off"
        SIGNED_OFF = "signed_off", "Signed off"

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=60)
    text = models.TextField(blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="one_section_per_key"),
            models.CheckConstraint(
                condition=Q(state="signed_off", signed_by__isnull=False, signed_at__isnull=False)
                | (~Q(state="signed_off") & Q(signed_by__isnull=True, signed_at__isnull=True)),
                name="signed_section_has_signature",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SectionVersion(models.Model):
    """The text as it stood before a change. Never edited. ``number`` is the last version of the row that had it."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="section_version_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.number}"


def _export_name(instance: "Export", filename: str) -> str:
    return f"exports/{uuid.uuid4().hex}"


class Export(BaseModel):
    """A file that is due or was made, kept with the exact figures it was made from."""

    class State(models.TextChoices):
        """The row is the truth; the task is a nudge."""

        DUE = "due", "Waiting"
        RUNNING = "running", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"
        STOPPED = "stopped", "Stopped"

    class Edition(models.TextChoices):
        """Who may read it."""

        CONFIDENTIAL = "confidential", "Confidential, for the panel and its partners"
        PUBLIC = "public", "Public, small numbers protected"

    class Format(models.TextChoices):
        """File formats."""

        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"
        HTML = "html", "Web page"
        ODS = "ods", "OpenDocument tables"
        XLSX = "xlsx", "Excel tables"
        CSV = "csv", "CSV tables (zip)"

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="exports")
    edition = models.CharField(max_length=12, choices=Edition.choices)
    format = models.CharField(max_length=4, choices=Format.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.DUE)
    step = models.CharField("progress", max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    snapshot = models.JSONField(null=True, blank=True, help_text="The protected figures and texts in the file.")
    snapshot_hash = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to=_export_name, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], condition=Q(state__in=["due", "running"]), name="exports_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(file="") & ~Q(file_hash="") & Q(snapshot__isnull=False)),
                name="ready_export_has_file_and_figures",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.edition}, {self.format}"
