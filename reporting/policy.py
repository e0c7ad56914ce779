"""Who may read figures."""

from accounts.roles import IDENTIFIABLE, Role
from common.errors import Refused

READERS = (Role.MANAGER, Role.CHAIR, Role.DOCTOR, Role.ANALYST)


def read_figures(user, panel) -> None:
    """Figures in full, small numbers included: the people who run, lead, advise and analyse the panel."""
    if not user.has_role(panel.pk, *READERS):
        raise Refused("figures_not_for_role", "Your role does not include the panel's confidential figures.")


def open_cases(user, panel) -> None:
    """The cases behind a figure: for those who may see identifiable cases, and then only the cases they may see."""
    if not user.has_role(panel.pk, *IDENTIFIABLE):
        raise Refused(
            "cases_not_for_role", "Only the CDR manager and the designated doctor open the cases of a figure."
        )
