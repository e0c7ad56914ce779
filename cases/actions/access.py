"""Opens a case, anonymised, to people, and closes it again. The only writer of grants and exclusions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone

from audit.recording import record, record_all
from cases import policy
from cases.models import Case, CaseGrant, Exclusion
from cases.selectors.merging import same_death


def _permission() -> Permission:
    return Permission.objects.get(content_type__app_label="cases", codename="view_case")


@transaction.atomic
def give(
    *, case: Case, users: Iterable, meeting_key: UUID, by, reason: str, expires_at: datetime | None = None
) -> list[CaseGrant]:
    """Lets ``users`` read ``case`` anonymised for one meeting. Those whom the case is closed to get nothing."""
    policy.grant(case, by)
    closed_to = set(case.exclusions.values_list("user_id", flat=True))
    people = {user.pk: user for user in users if user.pk not in closed_to}
    there = CaseGrant.objects.filter(content_object=case, meeting_key=meeting_key, user__in=people)
    renewed = set(there.values_list("user_id", flat=True))
    there.update(expires_at=expires_at)
    terms = {"permission": _permission(), "content_object": case, "meeting_key": meeting_key, "reason": reason}
    made = CaseGrant.objects.bulk_create(
        CaseGrant(user=user, granted_by_id=by.pk, expires_at=expires_at, **terms)
        for key, user in people.items()
        if key not in renewed
    )
    details = {"meeting": str(meeting_key)}
    record_all("access_given", by=by, about=[(user, case) for user in people.values()], details=details)
    return made


@transaction.atomic
def end(*, meeting_key: UUID, by, case: Case | None = None, user=None, at: datetime | None = None) -> int:
    """Ends the grants of a meeting, of one case or person of it where given; returns how many ended."""
    now = timezone.now()
    grants = CaseGrant.objects.filter(meeting_key=meeting_key).select_related("content_object__panel", "user")
    if case is not None:
        grants = grants.filter(content_object=case)
    if user is not None:
        grants = grants.filter(user=user)
    ended = [grant for grant in grants if grant.expires_at is None or grant.expires_at > now]
    for touched in {grant.content_object for grant in ended}:
        policy.grant(touched, by)
    CaseGrant.objects.filter(pk__in=[grant.pk for grant in ended]).update(expires_at=at or now)
    record_all("access_ended", by=by, about=[(grant.user, grant.content_object) for grant in ended])
    return len(ended)


@transaction.atomic
def exclude(*, case: Case, user, by, reason: str) -> Exclusion:
    """Closes a case to one person for good and ends their grants on it. A person may always exclude themselves.

    So are the cases that were merged with it: the same death would be open to them there. They are looked for once the
    first is closed, which waits for a merge that is under way.
    """
    if by != user:
        policy.grant(case, by)
    exclusion = _exclude(case, user, by, reason)
    for other in same_death(case):
        _exclude(other, user, by, reason)
    return exclusion


def _exclude(case: Case, user, by, reason: str) -> Exclusion:
    exclusion, made = Exclusion.objects.get_or_create(case=case, user=user, defaults={"reason": reason, "by_id": by.pk})
    if made:
        record("member_excluded", by=by, subject=user, case=case, panel=case.panel)
    now = timezone.now()
    standing = CaseGrant.objects.filter(content_object=case, user=user).exclude(expires_at__lte=now)
    if standing.update(expires_at=now):
        record("access_ended", by=by, subject=user, case=case, panel=case.panel)
    return exclusion


@transaction.atomic
def exclude_alike(*, cases: Iterable[Case], by) -> None:
    """Whoever one of these cases of one death is closed to, the others are closed to as well."""
    for one in Exclusion.objects.filter(case__in=cases).select_related("case__panel", "user"):
        exclude(case=one.case, user=one.user, by=by, reason=one.reason)
