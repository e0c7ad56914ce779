"""The ``--panel`` option: which panel a command is about."""

from django.core.management.base import CommandError

from accounts.models import Panel


def add_panel_option(parser) -> None:
    """Adds ``--panel CODE``."""
    parser.add_argument("--panel", default="", help="the panel's code; not needed where there is only one")


def chosen_panel(options: dict) -> Panel:
    """The panel with the given code, in any case, or the only one there is; otherwise an error that names them."""
    code = options["panel"]
    found = list(Panel.objects.filter(code__iexact=code) if code else Panel.objects.order_by("code")[:2])
    if len(found) == 1:
        return found[0]
    known = ", ".join(Panel.objects.order_by("code").values_list("code", flat=True)) or "none yet"
    raise CommandError(f"Say which panel with --panel CODE. Known: {known}.")
