"""The link in a new person's email with which they choose a password."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from common.models import BaseModel


class SignInInvitation(BaseModel):
    """One link, for one person, once, for some days. Only a hash of it is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_in_invitations")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="A newer link was sent.")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Invitation of {self.user_id}"

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.used_at is None and self.replaced_at is None and self.expires_at > timezone.now()
