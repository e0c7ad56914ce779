"""Emails about recommendations. They say that there is one and where to answer, never what it says."""

from django.urls import reverse

from accounts import mail
from cases.chasers import Step
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


def reminded(link: OwnerLink, token: str, step: Step, *, by) -> None:
    """It is due soon, today, or was; with a fresh link."""
    row = link.recommendation
    mail.queue(
        f"action_{step.letter}",
        recipient=link.sent_to,
        by=by,
        panel=row.panel,
        context={"path": reverse("panels:owner_open", args=[token]), "due": day(row.due_on), "until": link.expires_at},
        dedupe_key=f"action_reminder:{row.pk}:{step.step}:{row.due_on}",
        secret=True,
    )


def chair_told(row: Recommendation, step: Step, *, recipient: str, by) -> None:
    """To the chair: the owner has not answered."""
    mail.queue(
        f"action_{step.letter}",
        recipient=recipient,
        by=by,
        panel=row.panel,
        context={"path": reverse("panels:action", args=[row.pk]), "due": day(row.due_on)},
        dedupe_key=f"action_chair:{row.pk}:{row.due_on}:{recipient}"[:120],
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
