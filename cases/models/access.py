"""Grants of one case to one panel member, and exclusions, which beat any grant.

The only module that imports guardian: its tables are subclasses of guardian's direct-key tables.
"""

from django.conf import settings
from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


class CaseGrant(UserObjectPermissionBase):
    """Lets one person read one case anonymised, because it is on the agenda of a meeting they are invited to."""

    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="grants")
    reason = models.CharField(max_length=200)
    meeting_key = models.UUIDField(help_text="The meeting that the grant stands for.")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        unique_together = []
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "meeting_key"], name="one_grant_per_meeting"
            )
        ]


class CaseGroupGrant(GroupObjectPermissionBase):
    """Never used; it exists so that a grant to a group cannot land silently in guardian's generic table."""

    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)


class Exclusion(models.Model):
    """A case closed to one person because of a conflict of interest. Stays for good."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_exclusion_per_person")]

    def __str__(self) -> str:
        return f"{self.case} closed to {self.user}"
