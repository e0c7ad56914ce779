"""A statutory form as somebody fills it in: in one version of its definition, as a draft until it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from common.models import BaseModel


class ResponseQuerySet(models.QuerySet):
    """Forms in scope."""

    def visible_to(self, user) -> "ResponseQuerySet":
        """Forms of the cases that this person may see as manager or designated doctor."""
        from cases.models.case import Case

        return self.filter(Exists(Case.objects.visible_to(user).filter(pk=OuterRef("case_id"))))

    def of_request(self, request) -> "ResponseQuerySet":
        """The forms begun for one request for information."""
        return self.filter(request=request)


class FormResponse(BaseModel):
    """One form of one case. Answers that say who somebody is stand in ``cases.identity``, never here."""

    class State(models.TextChoices):
        """Draft until it is sent; a sent one can be reopened with a reason."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Sent"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="responses")
    request = models.ForeignKey(
        "cases.InformationRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="responses",
        help_text="The request that it answers; none where the panel's office fills the form in.",
    )  # fmt: skip
    form = models.CharField(max_length=60, help_text="Which form: a key of the catalogue.")
    definition_version = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    answers = models.JSONField(default=dict, blank=True)
    left_behind = models.JSONField(
        default=list, blank=True, help_text="Answers of an earlier version that this one does not ask for."
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_by_label = models.CharField(max_length=200)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_label = models.CharField(max_length=200, blank=True)
    reopen_reason = models.TextField("why it was reopened", blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "form", "request"], nulls_distinct=False, name="one_response_per_form_and_request"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True, submitted_by_label="")
                | (Q(state="submitted", submitted_at__isnull=False) & ~Q(submitted_by_label="")),
                name="submitted_response_has_time_and_sender",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.definition_version}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written."""
        return self.state == self.State.DRAFT


class ResponseChange(models.Model):
    """What stood in a draft before a save changed it: the way back to the version that another person began with.

    Deleted when the form is sent: what was written and taken back before that is nobody's to keep.
    """

    response = models.ForeignKey(FormResponse, on_delete=models.CASCADE, related_name="changes")
    made_version = models.PositiveIntegerField()
    before = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["made_version"]
        constraints = [models.UniqueConstraint(fields=["response", "made_version"], name="one_change_per_version")]

    def __str__(self) -> str:
        return f"Version {self.made_version}"


class ColumnDifference(BaseModel):
    """An answer that says something else than the fact the case already holds; the case manager settles it."""

    class State(models.TextChoices):
        """Whether it is settled, and how."""

        OPEN = "open", "To be settled"
        KEPT = "kept", "The fact of the case was kept"
        TAKEN = "taken", "The answer was taken over"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="differences")
    response = models.ForeignKey(FormResponse, on_delete=models.PROTECT, related_name="differences")
    column = models.CharField(max_length=40)
    given = models.CharField("what the form says", max_length=100)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["response", "column"], name="one_difference_per_column"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | (Q(state__in=["kept", "taken"], settled_at__isnull=False, settled_by__isnull=False)),
                name="settled_difference_has_time_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column}, {self.get_state_display().lower()}"


class FormDecision(BaseModel):
    """The manager's word on a supplementary form that differs from what the rules say, with the reason."""

    class Choice(models.TextChoices):
        """Against the rules, or back to them."""

        ADDED = "added", "Added"
        WAIVED = "waived", "Not needed"
        BY_RULE = "by_rule", "As the rules say"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="form_decisions")
    form = models.CharField(max_length=60)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["form"]
        constraints = [
            models.UniqueConstraint(fields=["case", "form"], name="one_decision_per_form"),
            models.CheckConstraint(condition=~Q(reason=""), name="form_decision_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.get_choice_display()}"
