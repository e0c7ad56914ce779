"""Reads who looked at identifiable records of a panel, for the auditor."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases.identity import own_names
from cases.unusual import Look, Remark, remarks

LOOKS = ("identity_viewed", "case_viewed", "attachment_downloaded")
DAYS = 90


def unusual(panel) -> list[Remark]:
    """What was unusual in the last ``DAYS`` days; a constant number of queries."""
    since = timezone.now() - timedelta(days=DAYS)
    events = Event.objects.filter(chain=str(panel.pk), verb__in=LOOKS, happened_at__gte=since).exclude(case_id="")
    rows = list(
        events.values_list("id", "happened_at", "actor_id", "actor_label", "case_id", "case_reference").order_by("-id")
    )
    names = {str(key): name for key, name in User.objects.values_list("pk", "full_name")}
    own = own_names.pairs((actor, names.get(actor, ""), case) for _, _, actor, _, case, _ in rows if actor)
    return remarks(
        Look(key, at, actor, label, case, reference, (actor, case) in own)
        for key, at, actor, label, case, reference in rows
    )
