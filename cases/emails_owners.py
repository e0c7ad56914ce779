"""Emails about recommendations. They say that there is one and where to answer, never what it says."""

from django.urls import reverse

from accounts import mail
from cases.models import OwnerLink, Recommendation
from common.formats import day


def asked(link: OwnerLink, token: str, *, by) -> None:
    """“What has become of it?”, with the link."""
    row = link.recommendation
    mail.queue(
        "action_asked",
        recipient=link.sent_to,
        by=by,
        panel=row.panel,
        context={"path": reverse("panels:owner_open", args=[token]), "due": day(row.due_on), "until": link.expires_at},
        dedupe_key=f"action_asked:{link.pk}",
        secret=True,
    )


def answered(link: OwnerLink, row: Recommendation, *, by) -> None:
    """To the panel's mailbox: somebody answered."""
    mail.queue(
        "action_answered",
        recipient=row.panel.contact_email,
        by=by,
        panel=row.panel,
        context={"path": reverse("panels:action", args=[row.pk]), "state": row.get_state_display()},
        dedupe_key=f"action_answered:{link.pk}",
    )
