"""Another body that has to hear of what a meeting recorded about a case, until it is done or not to be done."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.roles import Role
from common.models import BaseModel
from panels.models.floor import Discussion


class TellingQuerySet(models.QuerySet):
    """What is to be told, in scope."""

    def visible_to(self, user) -> "TellingQuerySet":
        """The CDR manager's whole panel, without cases that are closed to them: an answer may name the child."""
        from cases.models.access import Exclusion

        closed = Exclusion.objects.filter(user_id=user.pk).values("case_id")
        return self.filter(item__case__panel_id__in=user.panels_as(Role.MANAGER)).exclude(item__case_id__in=closed)

    def waiting(self) -> "TellingQuerySet":
        """What nobody was told yet."""
        return self.filter(state=Telling.State.WAITING)


class Telling(BaseModel):
    """A proposed correction of the cause of death, or a referral: what became of it. Never a recommendation."""

    class Kind(models.TextChoices):
        """What it follows from."""

        CORRECTION = "correction", "Correction of the cause of death"
        REFERRAL = "referral", "Referral"

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "To be told"
        SENT = "sent", "Told, no answer yet"
        ANSWERED = "answered", "Told and answered"
        NOT_SENT = "not_sent", "Not told"

    EXAMINER = "examiner"
    BODIES = ((EXAMINER, "The medical examiner"), *Discussion.Body.choices)

    item = models.ForeignKey("panels.AgendaItem", on_delete=models.PROTECT, related_name="tellings")
    kind = models.CharField("what it follows from", max_length=10, choices=Kind.choices)
    body = models.CharField("who is told", max_length=12, choices=BODIES)
    text = models.TextField("what it is told", blank=True)
    words_kept_because = models.CharField("why what was found in its words can stay", max_length=300, blank=True)
    due_on = models.DateField("to be told by")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    sent_on = models.DateField("told on", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField("answered on", null=True, blank=True)
    answer = models.TextField("what the body answered", blank=True)
    reason = models.TextField("why it is not told", blank=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind"], name="told_once_of_each_kind"),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "answered"], sent_on__isnull=False, sent_by__isnull=False)
                | Q(state__in=["waiting", "not_sent"], sent_on__isnull=True, sent_by__isnull=True),
                name="told_has_day_and_person",
            ),
            models.CheckConstraint(
                condition=(Q(state="answered", answered_on__isnull=False) & ~Q(answer=""))
                | (~Q(state="answered") & Q(answered_on__isnull=True, answer="")),
                name="answer_of_a_body_has_day_and_words",
            ),
            models.CheckConstraint(
                condition=(Q(state="not_sent") & ~Q(reason="")) | (~Q(state="not_sent") & Q(reason="")),
                name="not_told_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.item.case}"
