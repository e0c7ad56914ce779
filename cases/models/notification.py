"""A death as it was notified, before anybody decided what it is."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When

from cases.vocabularies import Ethnicity, Expectedness, Place, PlaceOfDeath, Sex, YesNoNotKnown
from common.models import BaseModel


def waiting_first() -> Case:
    """0 for those that wait for triage, 1 for the others: the order of the list, and of its index."""
    return Case(When(state="received", then=Value(0)), default=Value(1), output_field=models.IntegerField())


class NotificationQuerySet(models.QuerySet):
    """Notifications in scope."""

    def visible_to(self, user) -> "NotificationQuerySet":
        """Only CDR managers see notifications, and only their own panel's.

        A case that is closed to the person closes what was notified of it, as its own notification or a repeated one.
        """
        from accounts.roles import Role
        from cases.models.access import Exclusion

        closed = Exclusion.objects.filter(user_id=user.pk).values("case_id")
        here = self.filter(panel_id__in=user.panels_as(Role.MANAGER)).exclude(state=Notification.State.DRAFT)
        return here.exclude(case_id__in=closed).exclude(duplicate_of_id__in=closed)


class Notification(BaseModel):
    """What a notifier told. Who the child is stands in ``cases.identity``, keyed by this row."""

    class State(models.TextChoices):
        """From the public form to the manager's decision."""

        DRAFT = "draft", "Not sent yet"
        RECEIVED = "received", "Waiting for triage"
        ACCEPTED = "accepted", "Case opened"
        DUPLICATE = "duplicate", "Duplicate"
        OUT_OF_SCOPE = "out_of_scope", "Out of scope"
        TRANSFERRED = "transferred", "Transferred"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="notifications")
    reference = models.CharField(max_length=20, unique=True, help_text="Random; given to the notifier.")
    resume_hash = models.CharField(max_length=64, blank=True, help_text="Hash of the save-and-return code.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    draft = models.TextField(blank=True, help_text="Encrypted answers of an unfinished form; empty once sent.")
    draft_expires_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)

    notifier_name = models.CharField("your name", max_length=150, blank=True)
    notifier_role = models.CharField("your role", max_length=120, blank=True)
    notifier_agency = models.CharField("your organisation", max_length=200, blank=True)
    notifier_email = models.EmailField("your secure email", blank=True)
    notifier_phone = models.CharField("your phone number", max_length=40, blank=True)

    died_on = models.DateField("date of death", null=True, blank=True)
    died_at_time = models.TimeField("time of death", null=True, blank=True)
    sex = models.CharField(max_length=15, choices=Sex.choices, default=Sex.NOT_KNOWN)
    ethnicity = models.CharField(max_length=2, choices=Ethnicity.choices, default=Ethnicity.NOT_KNOWN)
    local_authority = models.ForeignKey("accounts.Area", null=True, blank=True, on_delete=models.PROTECT)
    resident_elsewhere = models.CharField(max_length=200, blank=True, help_text="Where, if not in the panel's area.")
    gestation_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    gestation_days = models.PositiveSmallIntegerField("gestation, days beyond whole weeks", null=True, blank=True)
    birth_weight_grams = models.PositiveSmallIntegerField(null=True, blank=True)
    multiplicity = models.PositiveSmallIntegerField("number of babies", null=True, blank=True)
    birth_order = models.PositiveSmallIntegerField(null=True, blank=True)
    place_of_death = models.CharField(max_length=10, choices=PlaceOfDeath.choices, default=PlaceOfDeath.NOT_KNOWN)
    confirmed_place = models.CharField(
        "where the death was confirmed", max_length=15, choices=Place.choices, default=Place.NOT_KNOWN
    )
    place_detail = models.CharField("name of the place", max_length=200, blank=True)
    event_place = models.CharField("where the event happened", max_length=15, choices=Place.choices, blank=True)
    event_place_detail = models.CharField("more about the place", max_length=200, blank=True)
    expectedness = models.CharField(max_length=10, choices=Expectedness.choices, default=Expectedness.NOT_KNOWN)
    stillbirth_at_home = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    signs_of_life = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    termination = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    circumstances = models.TextField(blank=True)
    jar_triggered = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    jar_lead = models.CharField("lead health professional", max_length=150, blank=True)
    police_reference = models.CharField(max_length=60, blank=True)
    coroner_notified = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    post_mortem = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    mccd_issued = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    medical_examiner = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)
    cause_text = models.TextField("cause of death as given", blank=True)
    other_reviews = models.JSONField(default=list, blank=True)
    social_care = models.CharField("known to social care", max_length=10, choices=YesNoNotKnown.choices, blank=True)
    social_care_status = models.JSONField(default=list, blank=True)
    national_alert = models.BooleanField("tell the national database at once", default=False)
    national_alert_reason = models.TextField(blank=True)
    key_worker_name = models.CharField(max_length=150, blank=True)
    key_worker_contact = models.CharField(max_length=200, blank=True)
    booklet_given = models.CharField(max_length=10, choices=YesNoNotKnown.choices, blank=True)

    case = models.OneToOneField(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="notification"
    )
    duplicate_of = models.ForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicate_notifications"
    )
    transferred_to = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["panel", "state", "-received_at"], name="notifications_by_state"),
            models.Index("panel", waiting_first(), F("received_at").desc(), "id", name="notifications_waiting_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(received_at__isnull=False, died_on__isnull=False),
                name="received_has_time_and_death",
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(draft=""), name="sent_keeps_no_draft"),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(draft_expires_at__isnull=False), name="draft_expires"
            ),
            models.CheckConstraint(
                condition=~Q(state="duplicate") | Q(duplicate_of__isnull=False), name="duplicate_names_case"
            ),
            models.CheckConstraint(condition=~Q(state="accepted") | Q(case__isnull=False), name="accepted_has_case"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="notification_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == self.State.RECEIVED


class TriageDecision(models.Model):
    """One decision about a notification, or its withdrawal. Written once, never changed."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="decisions")
    from_state = models.CharField(max_length=12, choices=Notification.State.choices)
    to_state = models.CharField(max_length=12, choices=Notification.State.choices)
    reason = models.TextField(blank=True)
    transferred_to = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.notification} {self.from_state} → {self.to_state}"
