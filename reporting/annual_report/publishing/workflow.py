"""The states of a publication and what leads from one to the next."""

from common.errors import NotNow
from reporting.annual_report.publishing.models import Publication

State = Publication.State

UNDER_WAY = (State.PREPARING, State.REFUSED, State.FAILED, State.DRAFT, State.REVIEW, State.APPROVED)
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "send": ((State.DRAFT,), State.REVIEW),
    "approve": ((State.REVIEW,), State.APPROVED),
    "publish": ((State.APPROVED,), State.PUBLISHED),
    "withdraw": (UNDER_WAY, State.WITHDRAWN),
    "send_back": ((State.REVIEW, State.APPROVED), State.WITHDRAWN),
    "restart": ((State.FAILED,), State.PREPARING),
    "override": ((State.REFUSED,), State.PREPARING),
}
"""``{step: (states it leads from, state it leads to)}``."""

NOT_DISCLOSURE = "This was not refused for the sake of small numbers, so a reason does not help. Correct what it names."


def takes(publication: Publication, step: str) -> None:
    """The state must lead on by this step."""
    if publication.state not in STEPS[step][0]:
        now = publication.get_state_display().lower()
        raise NotNow("publication_state", f"This edition is {now}; this step is not next.")


def nothing_under_way(publications) -> None:
    """One edition at a time."""
    if publications.exclude(state__in=[State.PUBLISHED, State.WITHDRAWN]).exists():
        raise NotNow("publication_under_way", "An edition of this report is under way. Publish or withdraw it first.")


def says_what_changed(publications, words: str) -> None:
    """A corrected edition names what it changes."""
    if not words.strip() and publications.filter(state=State.PUBLISHED).exists():
        raise NotNow("say_what_changed", "This report is published. Say what the corrected edition changes.")


def may_override(publication: Publication) -> None:
    """Only a refusal of the disclosure proof can be overridden, never a fault of the text."""
    if not any(one.get("disclosure") for one in publication.refusals):
        raise NotNow("nothing_to_override", NOT_DISCLOSURE)
