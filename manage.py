#!/usr/bin/env python
"""Management commands. Without a DATABASE_URL they run on the embedded servers (never with production settings)."""

import os
import sys

OWNER_COMMANDS = {  # they change the schema, or empty tables; all others run with the application's lesser rights
    "backup", "createcachetable", "flush", "generate_load", "makemigrations", "migrate", "optimizemigration",
    "remove_stale_contenttypes", "restore", "showmigrations", "sqlflush", "sqlmigrate", "sqlsequencereset",
    "squashmigrations", "test", "testserver",
}  # fmt: skip


def main(arguments: list[str]) -> None:
    """Choose the database role, start what is missing, run the command."""
    settings = _settings_named_in(arguments) or os.environ.get("DJANGO_SETTINGS_MODULE") or "cdop.settings.local"
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    command = arguments[1] if len(arguments) > 1 else "help"
    os.environ["CDOP_DATABASE_ROLE"] = "owner" if command in OWNER_COMMANDS else "app"
    os.environ["CDOP_PANELS"] = "" if command == "runserver" else "all"
    if not settings.endswith(".production"):
        _start_what_is_missing()
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)


def _settings_named_in(arguments: list[str]) -> str:
    for this, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if this == "--settings":
            return following
        if this.startswith("--settings="):
            return this.partition("=")[2]
    return ""


def _start_what_is_missing() -> None:
    from cdop import embedded

    try:
        embedded.ensure()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    try:
        main(sys.argv)
    except ImportError as error:
        if error.name not in {"celery", "django"}:
            raise
        sys.exit(f"{error.name} is not installed in this Python: run make setup, then .venv/bin/python manage.py …")
