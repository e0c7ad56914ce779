"""The papers of a meeting: what was chosen for a case, what was decided about its words, what was released and read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import BaseModel


class Extract(BaseModel):
    """The manager's anonymised copy of a return or document. The panel reads it only as part of a released pack."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="extracts")
    request = models.ForeignKey(
        "cases.InformationRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    attachment = models.ForeignKey(
        "cases.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    heading = models.CharField("heading", max_length=150)
    text = models.TextField("anonymised text")
    source_mark = models.CharField(max_length=64, editable=False, help_text="Of the text it was copied from.")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(request__isnull=False) ^ Q(attachment__isnull=False), name="extract_has_one_source"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(removed_at__isnull=True), name="return_chosen_once"
            ),
            models.UniqueConstraint(
                fields=["attachment"], condition=Q(removed_at__isnull=True), name="document_chosen_once"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class WordsDecision(models.Model):
    """What the manager decided about words that may identify somebody. Written once.

    The words themselves are not kept here: ``mark`` is a keyed hash of them and of the sentence around them, so the
    decision stands exactly as long as that sentence does.
    """

    class Choice(models.TextChoices):
        """What was done."""

        ACCEPTED = "accepted", "Suggestion taken"
        REWRITTEN = "rewritten", "Written in other words"
        KEPT = "kept", "Kept, with a reason"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="words_decisions")
    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    mark = models.CharField(max_length=64)
    choice = models.CharField(max_length=10, choices=Choice.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case", "mark"], name="decisions_by_mark")]
        constraints = [
            models.CheckConstraint(condition=~Q(choice="kept") | ~Q(reason=""), name="kept_words_have_a_reason"),
            models.UniqueConstraint(
                fields=["case", "source", "mark"], condition=Q(choice="kept"), name="kept_words_decided_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_choice_display()}: {self.kind}"


class Pack(models.Model):
    """The papers of a meeting as released: stored, numbered, never changed, only followed or withdrawn."""

    meeting = models.ForeignKey("panels.Meeting", on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField("why the papers are withdrawn", max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="pack_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_pack_has_time_person_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Papers, version {self.number}"


class PackPaper(models.Model):
    """One case in a pack: the lines and texts of the allow-list in ``panels.papers``, and nothing else."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="papers")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    mark = models.CharField(max_length=64, help_text="Of the content: the same mark, the same paper.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "case"], name="case_once_in_a_pack")]

    def __str__(self) -> str:
        return f"{self.pack}: {self.case}"


class PaperRead(models.Model):
    """Somebody opened this page. Once for each reader and page."""

    paper = models.ForeignKey(PackPaper, on_delete=models.PROTECT, related_name="reads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "user"], name="read_once_by_each")]

    def __str__(self) -> str:
        return f"{self.user}: {self.paper}"
