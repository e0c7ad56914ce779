"""Opens a case, anonymised, to one person, and closes it again. The only writer of grants and exclusions."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy
from cases.models import Case, CaseGrant, Exclusion


def _permission() -> Permission:
    return Permission.objects.get(content_type__app_label="cases", codename="view_case")


@transaction.atomic
def give(
    *, case: Case, user, meeting_key: UUID, by, reason: str, expires_at: datetime | None = None
) -> CaseGrant | None:
    """Lets ``user`` read ``case`` anonymised for one meeting. Nothing happens for a person it is closed to."""
    policy.grant(case, by)
    if case.exclusions.filter(user=user).exists():
        return None
    grant, made = CaseGrant.objects.get_or_create(
        permission=_permission(),
        content_object=case,
        user=user,
        meeting_key=meeting_key,
        defaults={"reason": reason, "granted_by_id": by.pk, "expires_at": expires_at},
    )
    if not made and grant.expires_at != expires_at:
        grant.expires_at = expires_at
        grant.save(update_fields=["expires_at"])
    record("access_given", by=by, subject=user, case=case, panel=case.panel, details={"meeting": str(meeting_key)})
    return grant


@transaction.atomic
def end(*, meeting_key: UUID, by, case: Case | None = None, user=None, at: datetime | None = None) -> int:
    """Ends the grants of a meeting, of one case or person of it where given; returns how many ended."""
    now = timezone.now()
    grants = CaseGrant.objects.filter(meeting_key=meeting_key).select_related("content_object", "user")
    if case is not None:
        grants = grants.filter(content_object=case)
    if user is not None:
        grants = grants.filter(user=user)
    ended = [grant for grant in grants if grant.expires_at is None or grant.expires_at > now]
    for grant in ended:
        policy.grant(grant.content_object, by)
        CaseGrant.objects.filter(pk=grant.pk).update(expires_at=at or now)
        record("access_ended", by=by, subject=grant.user, case=grant.content_object, panel=grant.content_object.panel)
    return len(ended)


@transaction.atomic
def exclude(*, case: Case, user, by, reason: str) -> Exclusion:
    """Closes a case to one person for good and ends their grants on it. A person may always exclude themselves."""
    if by != user:
        policy.grant(case, by)
    exclusion, made = Exclusion.objects.get_or_create(case=case, user=user, defaults={"reason": reason, "by_id": by.pk})
    if made:
        record("member_excluded", by=by, subject=user, case=case, panel=case.panel)
    now = timezone.now()
    standing = CaseGrant.objects.filter(content_object=case, user=user).exclude(expires_at__lte=now)
    if standing.update(expires_at=now):
        record("access_ended", by=by, subject=user, case=case, panel=case.panel)
    return exclusion
