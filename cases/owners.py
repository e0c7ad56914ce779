"""Owners of recommendations who answer by a link: no account, one recommendation, nothing else."""

from datetime import timedelta

from accounts.invitations import hashed
from audit.recording import Actor
from cases.followup import OPEN
from cases.models import OwnerLink
from common import wall

LINK_LIFE = timedelta(days=60)


class OwnerByLink(Actor):
    """Whoever opened a link. May answer the recommendation that it is for."""

    def __init__(self, link: OwnerLink) -> None:
        super().__init__("The owner of a recommendation, by link")
        self.link_id = link.pk


def open_link(token: str) -> OwnerLink | None:
    """The link of a token, while it can be answered with. Looking uses nothing up."""
    return _open(OwnerLink.objects.filter(token_hash=hashed(token)))


def link_in_session(key: str) -> OwnerLink | None:
    """The link that somebody opened in this session, while it can be answered with."""
    return _open(OwnerLink.objects.filter(pk=key)) if key else None


def _open(links) -> OwnerLink | None:
    wall.open_by(links, "recommendation__panel")
    found = links.select_related("recommendation__panel", "recommendation__case").first()
    waits = found and found.is_open and found.recommendation.state in OPEN
    return found if waits else None
