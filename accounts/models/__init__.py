"""People, the organisations they work for, the panels they serve, and the messages sent to them."""

from accounts.models.membership import Membership
from accounts.models.organisation import Area, Organisation, OrganisationContact, Panel
from accounts.models.outgoing_message import OutgoingMessage
from accounts.models.sign_in_invitation import SignInInvitation
from accounts.models.user import User

__all__ = [
    "Area", "Membership", "Organisation", "OrganisationContact", "OutgoingMessage", "Panel", "SignInInvitation", "User",
]  # fmt: skip
