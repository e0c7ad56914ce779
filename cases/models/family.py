"""The thread with the family: every contact, leaflet and letter, and what the parents asked and were answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.models import BaseModel


class FamilyContact(BaseModel):
    """One contact with the family. Never edited; a correction is a new entry."""

    class Kind(models.TextChoices):
        """How."""

        CALL = "call", "Telephone call"
        VISIT = "visit", "Visit"
        MEETING = "meeting", "Meeting"
        EMAIL = "email", "Email or message"
        LEAFLET = "leaflet", "Leaflet given: what happens after a child dies"
        LETTER = "letter", "Letter sent"
        OUTCOME = "outcome", "Outcome of the review told"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="family_contacts")
    kind = models.CharField("how", max_length=10, choices=Kind.choices)
    on = models.DateField("when")
    text = models.TextField("what was said or sent", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-created_at"]

    def __str__(self) -> str:
        return self.get_kind_display()


class FamilyQuestion(BaseModel):
    """Something the parents asked or said for the review, and where it was answered."""

    class Where(models.TextChoices):
        """Where the answer was given."""

        REVIEW_MEETING = "review_meeting", "At the child death review meeting"
        PANEL = "panel", "At the panel"
        KEY_WORKER = "key_worker", "By the key worker"
        CLINICIAN = "clinician", "In a meeting with a clinician"
        LETTER = "letter", "In a letter"
        OTHER = "other", "Elsewhere"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="family_questions")
    asked_on = models.DateField("asked on")
    asked_by = models.CharField("who asked", max_length=150, blank=True)
    text = models.TextField("question or comment")
    answer = models.TextField(blank=True)
    answered_on = models.DateField("answered on", null=True, blank=True)
    answered_by = models.CharField("who answered", max_length=150, blank=True)
    answered_in = models.CharField("where it was answered", max_length=15, choices=Where.choices, blank=True)

    class Meta:
        ordering = ["asked_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_in="", answer="")
                | (Q(answered_on__gte=F("asked_on")) & ~Q(answered_in="") & ~Q(answer="")),
                name="family_answer_is_whole",
            )
        ]

    def __str__(self) -> str:
        return "A question of the family"  # never its words: this text can reach a log
