"""Opens one case for three hours in an emergency, and ends that early. The chair and the auditors are told at once."""

from django.db import transaction
from django.utils import timezone

from accounts import mail
from accounts.models import Membership, User
from accounts.roles import TOLD_OF_URGENT
from audit.recording import record
from cases import policy
from cases.models import Case, UrgentAccess
from cases.models.urgent import LASTS
from common.errors import NotNow


@transaction.atomic
def open_case(*, case_id, new_id, reason: str, by) -> UrgentAccess:
    """For three hours from now; sent twice it is one, and a second while one holds is refused."""
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    policy.open_urgently(case, by)
    there = UrgentAccess.objects.filter(pk=new_id, case=case, user_id=by.pk).first()
    if there:
        return there
    now = timezone.now()
    _close_what_ran_out(case, by, now)
    if UrgentAccess.objects.filter(case=case, user_id=by.pk, ended_at__isnull=True).exists():
        raise NotNow("open", "You have opened this case already. It is in the list on this page.")
    made = UrgentAccess.objects.create(
        id=new_id, case=case, user_id=by.pk, user_label=str(by), reason=reason, begun_at=now, ends_at=now + LASTS
    )
    record("urgent_access_opened", by=by, subject=made, case=case, label=case.reference)
    _tell(made, by)
    return made


@transaction.atomic
def end(*, access_id, by) -> None:
    """No look more. Ending what is over changes nothing."""
    found = UrgentAccess.objects.select_for_update(of=("self",)).select_related("case").get(pk=access_id)
    policy.end_urgent_access(found, by)
    if not found.holds:
        return
    found.ended_at, found.ended_by_label, found.version = timezone.now(), str(by), found.version + 1
    found.save(update_fields=["ended_at", "ended_by_label", "version", "updated_at"])
    record("urgent_access_ended", by=by, subject=found, case=found.case, label=found.case.reference)


@transaction.atomic
def look(*, access: UrgentAccess, by) -> None:
    """Every single look stands in the trail of the case; the reason stays with the access, out of the trail."""
    policy.use_urgent_access(access, by)
    case = access.case
    record("case_viewed", by=by, subject=case, case=case, label=case.reference, purpose="Urgent access")


def _close_what_ran_out(case: Case, by, now) -> None:
    ran_out = UrgentAccess.objects.filter(case=case, user_id=by.pk, ended_at__isnull=True, ends_at__lte=now)
    for one in ran_out:
        one.ended_at = one.ends_at
        one.save(update_fields=["ended_at", "updated_at"])


def _tell(access: UrgentAccess, by) -> None:
    """Names nobody and says nothing of the case but that the page has more."""
    held = Membership.objects.current().filter(panel=access.case.panel, role__in=TOLD_OF_URGENT)
    for person in User.objects.filter(pk__in=held.values("user"), is_active=True):
        mail.queue(
            "urgent_access_opened",
            recipient=person.email,
            by=by,
            panel=access.case.panel,
            dedupe_key=f"urgent:{access.pk}:{person.pk}",
        )
