"""Where people, organisations and mail may name somebody."""

from common.mentions import Place

PLACES = (
    Place("accounts.User", "People with an account", panel="memberships__panel"),
    Place("accounts.Membership", "Roles of people", panel="panel"),
    Place("accounts.OrganisationContact", "Contacts of organisations, which all panels share", ()),
    Place("accounts.OutgoingMessage", "Emails that were sent", panel="panel"),
    Place("accounts.Panel", "How the panel is reached", panel="pk"),
)
