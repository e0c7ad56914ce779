"""``publish_forms``: writes down the sums of the definitions that are in use, so that a later change is noticed."""

from django.core.management.base import BaseCommand, CommandError

from cases.statutory import catalogue


class Command(BaseCommand):
    """Publishes every definition that is not published yet."""

    help = "Publishes new versions of forms. A published file never changes: a correction is a new version."

    def handle(self, *args, **options):
        published, there = catalogue.published(), catalogue.on_disk()
        changed = sorted(name for name, total in published.items() if there.get(name) != total)
        if changed:
            raise CommandError(f"Published, so never to be changed: {', '.join(changed)}. Make a new version instead.")
        lines = [f"{total}  {name}\n" for name, total in sorted(there.items())]
        catalogue.PUBLISHED.write_text("".join(lines), encoding="utf-8")
        self.stdout.write(f"{len(there) - len(published)} published, {len(there)} in all.")
