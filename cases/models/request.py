"""What an agency was asked, by when, and what it sent."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from cases.vocabularies import Source
from common.models import BaseModel


class RequestQuerySet(models.QuerySet):
    """Requests in scope."""

    def visible_to(self, user) -> "RequestQuerySet":
        """Requests of the cases that this person may see as manager or designated doctor."""
        from cases.models.case import Case

        return self.filter(case__in=Case.objects.visible_to(user))

    def addressed_to(self, user) -> "RequestQuerySet":
        """An agency respondent's own requests: by address, on panels where the role is held today."""
        from accounts.roles import Role

        return self.filter(respondent_lower=user.email.lower(), panel_id__in=user.panels_as(Role.RESPONDENT))

    def outstanding(self) -> "RequestQuerySet":
        """Asked and not answered."""
        return self.filter(state=InformationRequest.State.ASKED)

    def with_pause(self) -> "RequestQuerySet":
        """Adds ``paused``: whether reminders rest at present."""
        from cases.models.gathering import Pause

        return self.annotate(paused=Exists(Pause.objects.filter(request=OuterRef("pk"), ended_on__isnull=True)))


class InformationRequest(BaseModel):
    """One agency asked for one return about one child, under the duty to comply (Children Act 2004, s16N)."""

    class Via(models.TextChoices):
        """How the answer came."""

        SERVICE = "service", "In this service"
        EMAIL = "email", "By secure email"
        POST = "post", "By post"
        PHONE = "phone", "By telephone or in a meeting"

    class State(models.TextChoices):
        """Whether it came."""

        ASKED = "asked", "Asked"
        RECEIVED = "received", "Received"
        NOT_KNOWN_CHILD = "not_known_child", "Agency did not know the child"
        CANCELLED = "cancelled", "Cancelled"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="requests")
    panel = models.ForeignKey(
        "accounts.Panel", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False,
        help_text="That of the case; kept by the database.",
    )  # fmt: skip
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="requests")
    respondent_name = models.CharField("who is asked", max_length=150)
    respondent_role = models.CharField("their role", max_length=120, blank=True)
    respondent_email = models.EmailField("their email address")
    respondent_lower = models.GeneratedField(
        expression=Lower("respondent_email"), output_field=models.CharField(max_length=254), db_persist=True,
        help_text="The address in small letters, by which its owner finds it; kept by the database.",
    )  # fmt: skip
    source = models.CharField(
        "asked as", max_length=20, choices=Source.choices, blank=True, help_text="Which kind of record this is about."
    )
    form = models.CharField(max_length=60, default="reporting", help_text="Which form is asked for.")
    asked_on = models.DateField()
    due_on = models.DateField("due")
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    answered_on = models.DateField("received", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_name = models.CharField("who answered by link", max_length=150, blank=True)
    answered_via = models.CharField("how it came", max_length=8, choices=Via.choices, blank=True)
    return_text = models.TextField("what the agency knows", blank=True)
    first_opened_at = models.DateTimeField("first opened by the agency", null=True, blank=True)
    last_chased_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "created_at"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="asked"), name="requests_outstanding"),
            models.Index(fields=["panel", "due_on"], condition=Q(state="asked"), name="requests_outstanding_of_panel"),
            models.Index(
                fields=["case", "due_on"],
                include=["panel"],
                condition=Q(state="asked"),
                name="requests_outstanding_of_case",
            ),
            models.Index(
                "panel",
                "respondent_lower",
                F("answered_on").asc(nulls_first=True),
                "due_on",
                "id",
                name="requests_by_respondent",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="request_due_after_asked"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "cancelled"]) | Q(answered_on__isnull=False),
                name="answered_request_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, due {self.due_on}"
