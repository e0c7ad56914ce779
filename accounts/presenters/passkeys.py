"""The list of a person's passkeys, and what a browser is asked for."""

import json

from django.urls import reverse

from common.components import Cell, Column, Table
from common.formats import short_day


def passkeys_table(passkeys) -> Table:
    """A row each."""
    columns = [Column(label) for label in ("Name", "Added", "Last used", "Change", "Remove")]
    return Table("Your passkeys", columns, [_row(one) for one in passkeys], stack=True, caption_hidden=True)


def _row(one) -> list:
    name = one.wrap().name
    return [
        name,
        short_day(one.created_at),
        short_day(one.last_used_at) if one.last_used_at else "Not yet",
        Cell(f"Rename {name}", url=reverse("mfa_edit_webauthn", args=[one.pk])),
        Cell(f"Remove {name}", url=reverse("mfa_remove_webauthn", args=[one.pk])),
    ]


def asked(options: dict | None) -> str:
    """The question to the browser, as its script reads it; empty where there is no passkey to ask for."""
    if not options or not options["publicKey"].get("allowCredentials", True):
        return ""
    return json.dumps(options)
