"""All definitions, by form and version. Read once; a faulty file stops the service from starting to answer."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from cases.statutory.definition import Definition
from cases.statutory.loading import load

FOLDER = Path(__file__).parent / "definitions"
PUBLISHED = FOLDER / "published.sha256"
"""``<sum>  <form>/<version>.json`` for each file that may never change again."""


class NoSuchForm(LookupError):
    """No definition has this form or version."""


@cache
def forms() -> dict[str, tuple[Definition, ...]]:
    """Every version of every form, the oldest first: ``{"reporting": (2026-1, …)}``."""
    return read(FOLDER)


def read(folder: Path) -> dict[str, tuple[Definition, ...]]:
    """The definitions in a folder."""
    found: dict[str, list[Definition]] = {}
    for path in sorted(folder.glob("*/*.json")):
        found.setdefault(path.parent.name, []).append(load(path))
    return {form: tuple(sorted(rows, key=lambda row: (row.starts_on, row.version))) for form, rows in found.items()}


def versions(form: str) -> tuple[Definition, ...]:
    """All versions of a form."""
    found = forms().get(form)
    if not found:
        raise NoSuchForm(form)
    return found


def definition(form: str, version: str) -> Definition:
    """One version, however old."""
    for found in versions(form):
        if found.version == version:
            return found
    raise NoSuchForm(f"{form} {version}")


def current(form: str, on: date) -> Definition:
    """The version in use on a day: the latest that has begun, or the first where none has."""
    begun = [found for found in versions(form) if found.starts_on <= on]
    return begun[-1] if begun else versions(form)[0]


def title(form: str) -> str:
    """What a form is called; its key where the catalogue has none such."""
    found = forms().get(form)
    return found[-1].title if found else form


def of_kind(*kinds: str) -> list[Definition]:
    """The latest version of each form of these kinds, in the order of their titles within a kind."""
    latest = [found[-1] for found in forms().values() if found[-1].kind in kinds]
    return sorted(latest, key=lambda found: (kinds.index(found.kind), found.title))


def checksum(path: Path) -> str:
    """The sum of a file, whatever the line endings of this machine."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def published(folder: Path = FOLDER) -> dict[str, str]:
    """``{"reporting/2026-1.json": sum}`` of the files that may not change."""
    listed = folder / PUBLISHED.name
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    return {name: total for total, _, name in (line.partition("  ") for line in lines if line.strip())}


def on_disk(folder: Path = FOLDER) -> dict[str, str]:
    """The sums of the files as they are."""
    return {f"{path.parent.name}/{path.name}": checksum(path) for path in sorted(folder.glob("*/*.json"))}
