"""Finds what an address names, within what the person may see; anything else is not there (404)."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import SEATED, Role
from cases.models import Case, Recommendation
from panels.models import AgendaItem, CaseHold, Extract, Invitation, Meeting, Seat
from panels.selectors import cases_for


def meeting_for(key: UUID, user) -> Meeting:
    """A meeting in scope."""
    return get_object_or_404(Meeting.objects.visible_to(user).select_related("panel"), pk=key)


def invitation_for(key: UUID, user) -> Invitation:
    """An invitation in scope: one's own, or any of the panel for the manager."""
    found = Invitation.objects.visible_to(user).select_related("meeting__panel", "user", "membership__organisation")
    return get_object_or_404(found, pk=key)


def own_invitation(meeting: Meeting, user) -> Invitation | None:
    """The reader's own invitation to a meeting, if there is one."""
    return Invitation.objects.visible_to(user).filter(meeting=meeting, user_id=user.pk).first()


def item_for(meeting_key: UUID, key: UUID, user) -> AgendaItem:
    """An item of a meeting in scope whose case this person may read now. A case closed to them is not there."""
    meeting = meeting_for(meeting_key, user)
    items = AgendaItem.objects.standing().filter(meeting=meeting, case__in=cases_for(user))
    item = get_object_or_404(items.select_related("case__panel", "case__local_authority"), pk=key)
    item.meeting = meeting
    return item


def invitation_of(meeting_key: UUID, key: UUID, user) -> Invitation:
    """Somebody invited to a meeting in scope."""
    meeting = meeting_for(meeting_key, user)
    found = get_object_or_404(Invitation.objects.standing().select_related("user"), meeting=meeting, pk=key)
    found.meeting = meeting
    return found


def place_for(meeting_key: UUID, key: UUID, user) -> AgendaItem:
    """An item to be moved by somebody who may not read it: any that stands on a meeting in scope."""
    meeting = meeting_for(meeting_key, user)
    return get_object_or_404(AgendaItem.objects.standing().filter(meeting=meeting), pk=key)


def case_for(key: UUID, user) -> Case:
    """An identifiable case in scope, for its panel tab."""
    return get_object_or_404(Case.objects.visible_to(user).select_related("panel"), pk=key)


def hold_for(key: UUID, user) -> CaseHold:
    """A hold of a case in scope."""
    holds = CaseHold.objects.filter(case__in=Case.objects.visible_to(user)).select_related("case__panel")
    return get_object_or_404(holds, pk=key)


def action_for(key: UUID, user) -> Recommendation:
    """A recommendation of the register in scope."""
    found = Recommendation.objects.visible_to(user).select_related("panel", "case__panel", "superseded_by")
    return get_object_or_404(found, pk=key)


def seat_for(key: UUID, user) -> Seat:
    """A seat of a panel whose register this person may see."""
    here = user.panels_as(Role.MANAGER, Role.ADMINISTRATOR, *SEATED)
    return get_object_or_404(Seat.objects.filter(panel_id__in=here).select_related("panel", "organisation"), pk=key)


def extract_for(case: Case, key: UUID) -> Extract:
    """A copy of a return that was chosen for the papers of a case in scope."""
    return get_object_or_404(Extract.objects.filter(case=case, removed_at__isnull=True), pk=key)


def panel_or_404(panel):
    """The panel somebody works in, which a new meeting needs."""
    if panel is None:
        raise Http404
    return panel


def own_invitation_or_404(meeting: Meeting, user) -> Invitation:
    """The reader's own invitation; somebody not invited has none."""
    found = own_invitation(meeting, user)
    if found is None:
        raise Http404
    return found
