"""``docs/statistics.md``: how a figure comes about, and the whole catalogue as its functions declare it."""

from collections.abc import Iterator
from pathlib import Path

from reporting.figures import definitions
from reporting.presenters.definitions import parts

HEAD = Path(__file__).with_suffix(".md")
"""What people write: the way of a figure and the rules."""


def text() -> str:
    """The whole document."""
    return "\n".join(
        [
            HEAD.read_text(encoding="utf-8"),
            *(line for key, found in definitions().items() for line in _figure(key, *found)),
        ]
    )


def _figure(key: str, summary: str, definition) -> Iterator[str]:
    yield f"### `{key}`\n"
    yield f"{summary}\n"
    yield from (f"- {row.label}: {row.value}" for row in parts(definition))
    yield ""
