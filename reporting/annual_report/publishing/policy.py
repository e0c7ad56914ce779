"""Who may prepare, approve and publish. Raises; a page asks by ``common.policy``."""

from accounts.roles import Role
from common.errors import Refused
from reporting.annual_report.policy import MAKERS, READERS, WRITERS

CHAIR_ONLY = "Only the chair approves what the panel publishes."
SECOND_PERSON = (
    "You prepared this edition or sent it for review, so another person has to approve it. A chair who wants to "
    "approve lets somebody else prepare it."
)


def prepare(user, report) -> None:
    """Prepare an edition, send it for review, withdraw it: whoever writes the report."""
    _needs(user, report, WRITERS, "prepare_not_yours", "Only those who write the report prepare its publication.")


def approve(user, publication) -> None:
    """The chair, who is a second person: neither who prepared it nor who sent it for review."""
    _needs(user, publication.report, (Role.CHAIR,), "approve_not_yours", CHAIR_ONLY)
    if user.pk in (publication.prepared_by_id, publication.sent_by_id):
        raise Refused("second_person", SECOND_PERSON)


def send_back(user, publication) -> None:
    """The chair sends an edition back instead of approving it."""
    _needs(user, publication.report, (Role.CHAIR,), "approve_not_yours", CHAIR_ONLY)


def publish(user, publication) -> None:
    """Publish what the chair approved."""
    sentence = "Only the chair and the CDR manager publish the report."
    _needs(user, publication.report, MAKERS, "publish_not_yours", sentence)


def read(user, publication) -> None:
    """Read an edition, take its files, check them."""
    sentence = "Your role on this panel does not include the annual report."
    _needs(user, publication.report, READERS, "publication_not_yours", sentence)


def _needs(user, report, roles: tuple, code: str, sentence: str) -> None:
    if not user.has_role(report.panel_id, *roles):
        raise Refused(code, sentence)
