"""Who may do what with meetings. Each rule raises ``Refused`` with a reason, or says nothing.

Rules look at roles, never at states: whether the moment is right is ``workflow``'s question. What a single case
allows, conflicts of interest included, is asked of ``cases.policy``.
"""

from accounts.roles import SEATED, Role
from audit.recording import SYSTEM
from common.errors import Refused


def run(panel_id, by) -> None:
    """Preparing meetings: scheduling, inviting, agenda, summaries."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.MANAGER):
        raise Refused("role", "Only the CDR manager prepares meetings.")


def attend(panel_id, by) -> None:
    """The list of meetings: people with a seat, and the manager who prepares them."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.MANAGER, *SEATED):
        raise Refused("role", "Only people with a seat on the panel and the CDR manager have meetings.")


def see_register(panel_id, by) -> None:
    """Who sits on the panel: those who sit there, and those who keep the register."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.MANAGER, Role.ADMINISTRATOR, *SEATED):
        raise Refused("role", "Only people with a seat on the panel and its office see the register of members.")


def keep_register(panel_id, by) -> None:
    """Seats and who holds them."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.MANAGER, Role.ADMINISTRATOR):
        raise Refused("role", "Only the CDR manager and administrators keep the register of members.")


def lead(panel_id, by) -> None:
    """The meeting itself: starting it, attendance, decisions, finalising."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.MANAGER, Role.CHAIR):
        raise Refused("role", "Only the chair and the CDR manager run the meeting.")


def preside(panel_id, by) -> None:
    """What only the chair says: why a case is decided without a quorum."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.CHAIR):
        raise Refused("role", "Only the chair can decide a case without a quorum.")


def tell(panel_id, by) -> None:
    """What other bodies are told after a meeting; their answers may name the child."""
    if by is not SYSTEM and not by.has_role(panel_id, Role.MANAGER):
        raise Refused("role", "Only the CDR manager tells other bodies what a meeting recorded.")


def answer(invitation, by) -> None:
    """Answering an invitation: the person invited, or the manager on their behalf."""
    own = by is not SYSTEM and invitation.user_id == by.pk and by.has_role(invitation.meeting.panel_id, *SEATED)
    if not own:
        run(invitation.meeting.panel_id, by)


def seat(membership, panel_id) -> None:
    """Only people with a seat on the panel are invited."""
    if membership.panel_id != panel_id or membership.role not in SEATED:
        raise Refused("seat", "Only people with a seat on this panel can be invited.")


def private(meeting, by) -> None:
    """Notes and ratings of one's own: people invited to the meeting, for themselves."""
    invited = meeting.invitations.standing().filter(user_id=by.pk).exists()
    if not invited or not by.has_role(meeting.panel_id, *SEATED):
        raise Refused("invited", "Only people invited to the meeting keep notes and ratings for it.")


def see_spread(panel_id, by) -> None:
    """How far members are apart on the factors of a case: the chair, who leads the discussion."""
    if not by.has_role(panel_id, Role.CHAIR):
        raise Refused("role", "Only the chair sees how far members are apart.")


def download(panel, by) -> None:
    """Taking the papers home as a file: the CDR manager, and readers where the panel allows it."""
    if not panel.papers_download and not by.has_role(panel.pk, Role.MANAGER):
        raise Refused("download", "This panel does not allow its papers to be downloaded. Read them on screen.")
