"""Who may do what with a case. Each rule raises ``Refused`` with a reason, or says nothing.

Rules look at roles and exclusions, never at statuses: whether the moment is right is ``workflow``'s question.
"""

from accounts.roles import Role
from audit.recording import SYSTEM
from common.errors import Refused


def _role(panel_id, by, *roles: str, sentence: str) -> None:
    if by is not SYSTEM and not by.has_role(panel_id, *roles):
        raise Refused("role", sentence)


def _covers(case, by) -> bool:
    """Whether ``by`` is the designated doctor for the case's area of residence."""
    return any(
        m.role == Role.DOCTOR
        and m.panel_id == case.panel_id
        and case.local_authority_id in {area.pk for area in m.areas.all()}
        for m in by.current_memberships
    )


def not_excluded(case, by) -> None:
    """A conflict of interest closes the case to a person, whatever the role."""
    if by is not SYSTEM and case.exclusions.filter(user_id=by.pk).exists():
        raise Refused("excluded", "This case is closed to you because of a conflict of interest.")


def see_identity(case, by) -> None:
    """The CDR manager of the panel, or the designated doctor for the area."""
    if by is SYSTEM:
        return
    if not by.has_role(case.panel_id, Role.MANAGER) and not _covers(case, by):
        raise Refused("identity", "Only the CDR manager and the designated doctor may see who the child is.")
    not_excluded(case, by)


def triage(panel_id, by) -> None:
    """Deciding what becomes of a notification."""
    _role(panel_id, by, Role.MANAGER, sentence="Only the CDR manager decides about notifications.")


def manage(case, by) -> None:
    """Working on a case: requests, processes, delays, key worker, documents, steps."""
    _role(case.panel_id, by, Role.MANAGER, sentence="Only the CDR manager may change this case.")
    not_excluded(case, by)


def draft_analysis(case, by) -> None:
    """Writing the analysis form before the panel: the designated doctor of the area, or the CDR manager."""
    if by is not SYSTEM and not _covers(case, by):
        _role(
            case.panel_id,
            by,
            Role.MANAGER,
            sentence="Only the designated doctor for the area or the CDR manager may write the analysis.",
        )
    not_excluded(case, by)


def decide(case, by) -> None:
    """Recording what the panel decided: the CDR manager or the chair, at a meeting."""
    _role(
        case.panel_id,
        by,
        Role.MANAGER,
        Role.CHAIR,
        sentence="Only the chair and the CDR manager record what the panel decides.",
    )
    not_excluded(case, by)


def grant(case, by) -> None:
    """Opening an anonymised case to a member, or closing it."""
    _role(case.panel_id, by, Role.MANAGER, Role.CHAIR, sentence="Only the CDR manager invites people to a case.")
