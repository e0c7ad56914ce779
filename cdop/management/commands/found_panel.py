"""``found_panel``: the first panel and its first administrator, on a site where nobody can sign in yet."""

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError

from accounts.actions import founding, invitations
from accounts.models import Area, Panel
from accounts.roles import Role
from audit.recording import SYSTEM


class Command(BaseCommand):
    """Founds one panel; everything else is done on screen by the administrator it invites."""

    help = "Founds a panel and invites its first administrator by email."

    def add_arguments(self, parser):
        parser.add_argument("--code", required=True, help="short and lasting, for example BL")
        parser.add_argument("--name", required=True)
        parser.add_argument("--contact-email", required=True, type=_address, help="the panel's own mailbox")
        parser.add_argument("--areas", required=True, nargs="+", metavar="CODE", help="ONS codes, such as E06000032")
        parser.add_argument("--administrator", required=True, nargs=2, metavar=("EMAIL", "NAME"))

    def handle(self, *args, code, name, contact_email, areas, administrator, **options):
        if Panel.objects.filter(code__iexact=code).exists():
            raise CommandError(f"There is a panel {code} already. Its administrator invites further people on screen.")
        unknown = set(areas) - set(Area.objects.filter(pk__in=areas).values_list("code", flat=True))
        if unknown:
            raise CommandError(f"Not the ONS code of an area known here: {', '.join(sorted(unknown))}.")
        email, full_name = _address(administrator[0]), administrator[1]
        with transaction.atomic():
            panel = founding.found_panel(code=code, name=name, contact_email=contact_email, areas=areas, by=SYSTEM)
            seat = founding.appoint(panel=panel, email=email, full_name=full_name, role=Role.ADMINISTRATOR, by=SYSTEM)
            invitations.send(membership=seat, by=SYSTEM)
        self.stdout.write(f"Founded {panel.name}. {email} is sent a link to choose a password.")


def _address(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise CommandError(f"“{value}” is not an email address.") from None
    return value.lower()
