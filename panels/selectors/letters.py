"""Which owners of recommendations wait for a letter."""

from cases import followup
from cases.models import Recommendation
from panels.models import Meeting


def of_meeting(meeting: Meeting, user):
    """The open recommendations of the cases that this meeting reviewed, without cases closed to the reader."""
    reviewed = meeting.agenda.standing().reviewed().values("case")
    open_ = Recommendation.objects.visible_to(user).filter(case__in=reviewed, state__in=followup.OPEN)
    return open_.select_related("panel", "case").order_by("due_on", "pk")


def to_write(meeting: Meeting, user) -> list[Recommendation]:
    """Those whose owner has an address and was not written to yet; not while their words wait to be checked."""
    ready = of_meeting(meeting, user).filter(owner_links__isnull=True, words_unchecked=False)
    return list(ready.exclude(owner_email=""))


def without_address(meeting: Meeting, user) -> list[Recommendation]:
    """Those whose owner cannot be written to."""
    return list(of_meeting(meeting, user).filter(owner_email=""))
