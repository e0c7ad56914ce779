"""A recommendation and its action: one row that lives until it is answered, year after year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.roles import SEATED, Role
from common.models import BaseModel

UNCHECKED_WORDS = "The wording of this recommendation is being checked."
"""Stands where the words will stand."""


class RecommendationQuerySet(models.QuerySet):
    """Recommendations in scope."""

    def agreed(self) -> "RecommendationQuerySet":
        """Those that the panel stands for: of reviewed cases, or made across cases. The others are drafts."""
        return self.filter(Q(case__isnull=True) | Q(case__reviewed_on__isnull=False))

    def visible_to(self, user) -> "RecommendationQuerySet":
        """The register of a panel, for those who prepare and sit on it, without cases that are closed or erased."""
        from cases.models.access import Exclusion

        closed = Exclusion.objects.filter(user_id=user.pk).values("case_id")
        here = self.agreed().filter(panel_id__in=user.panels_as(Role.MANAGER, *SEATED))
        return here.filter(case__erased_on__isnull=True).exclude(case_id__in=closed)

    def unchecked(self) -> "RecommendationQuerySet":
        """Those with words that wait for the CDR manager."""
        return self.filter(Q(answer_unchecked=True) | Q(words_unchecked=True))

    def open(self) -> "RecommendationQuerySet":
        """Those that nobody has closed."""
        return self.filter(closed_on__isnull=True)


class Recommendation(BaseModel):
    """Something that should change, who owns it, by when, and what became of it."""

    class Level(models.TextChoices):
        """Who could bring it about."""

        LOCAL = "local", "Local"
        REGIONAL = "regional", "Regional"
        NATIONAL = "national", "National"

    class Strength(models.TextChoices):
        """How far it changes the system rather than asks people to do better."""

        NOT_STATED = "", "Not stated"
        STRONG = "strong", "Strong: changes equipment, the environment or how a service is set up"
        MEDIUM = "medium", "Medium: changes a process, staffing or a check"
        WEAK = "weak", "Weak: training, a reminder or a policy"

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        IN_PROGRESS = "in_progress", "In progress"
        DONE = "done", "Done"
        DECLINED = "declined", "Declined"
        SUPERSEDED = "superseded", "Superseded"
        ABSORBED = "absorbed", "Absorbed elsewhere"

    panel = models.ForeignKey("accounts.Panel", on_delete=models.PROTECT, related_name="recommendations")
    case = models.ForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    text = models.TextField("what should change")
    words_unchecked = models.BooleanField(
        "its own words were changed and are not yet checked", default=False,
        help_text="It stands in no briefing, letter or report until the CDR manager has accepted or rewritten them.",
    )  # fmt: skip
    words_kept_because = models.CharField("why what was found in its words can stay", max_length=300, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.LOCAL)
    strength = models.CharField(max_length=6, choices=Strength.choices, blank=True, default="")
    owner = models.CharField("who owns it", max_length=200)
    owner_email = models.EmailField("owner's email address", blank=True)
    due_on = models.DateField("by when")
    measure = models.CharField("how we will know that it worked", max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    answer = models.TextField("what was done, or why not", blank=True)
    answer_unchecked = models.BooleanField(
        "the owner's words are not yet checked", default=False,
        help_text="They stand in no briefing and no report until the CDR manager has accepted or rewritten them.",
    )  # fmt: skip
    answer_kept_because = models.CharField("why words that were found can stay", max_length=300, blank=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes",
        verbose_name="the recommendation that takes its place",
    )  # fmt: skip
    absorbed_into = models.CharField("where it goes on", max_length=300, blank=True)
    made_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        indexes = [models.Index(fields=["panel", "due_on"], name="recommendations_of_panel")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "accepted", "in_progress"], closed_on__isnull=True)
                | (Q(state__in=["done", "declined"], closed_on__isnull=False) & ~Q(answer=""))
                | Q(state__in=["superseded", "absorbed"], closed_on__isnull=False),
                name="closed_recommendation_has_date_and_answer",
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_by__isnull=False)
                | (~Q(state="superseded") & Q(superseded_by__isnull=True)),
                name="superseded_recommendation_has_successor",
            ),
            models.CheckConstraint(
                condition=(Q(state="absorbed") & ~Q(absorbed_into="")) | (~Q(state="absorbed") & Q(absorbed_into="")),
                name="absorbed_recommendation_says_where",
            ),
            models.CheckConstraint(
                condition=Q(answer_unchecked=False) | ~Q(answer=""), name="unchecked_recommendation_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def worded(self) -> str:
        """What others may read of it: not words that were changed and that nobody has checked."""
        return UNCHECKED_WORDS if self.words_unchecked else self.text

    @property
    def unchecked(self) -> bool:
        """Whether something waits for the CDR manager: its own words, or what the owner wrote."""
        return self.words_unchecked or self.answer_unchecked

    @property
    def told(self) -> str:
        """What may be said about it to others: not what an owner wrote and nobody has checked."""
        return "" if self.answer_unchecked else self.answer


class RecommendationProgress(models.Model):
    """What was said about a recommendation once, by the panel or by its owner. Written once, never changed."""

    # A proposal that the panel takes away while it writes the analysis takes these along.
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="progress")
    state = models.CharField(max_length=12, choices=Recommendation.State.choices)
    words = models.TextField(blank=True)
    by_owner = models.BooleanField("the owner said so, by link", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.words[:40]}"


class OwnerLink(BaseModel):
    """A link in one email with which the owner answers one recommendation. Only a hash of it is kept."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="owner_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_to = models.EmailField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, help_text="When the owner answered with it.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Taken back, or a newer link was sent.")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
                name="one_open_link_per_recommendation",
            )
        ]

    def __str__(self) -> str:
        return f"Link of {self.recommendation_id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered with."""
        return self.used_at is None and self.ended_at is None and self.expires_at > timezone.now()
