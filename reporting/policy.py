"""Who may read figures."""

from accounts.roles import Role
from common.errors import Refused

READERS = (Role.MANAGER, Role.CHAIR, Role.DOCTOR, Role.ANALYST)


def read_figures(user, panel) -> None:
    """Figures in full, small numbers included: the people who run, lead, advise and analyse the panel."""
    if not user.has_role(panel.pk, *READERS):
        raise Refused("figures_not_for_role", "Your role does not include the panel's confidential figures.")
