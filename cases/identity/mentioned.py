"""Whether a text that goes to the public names somebody whom a panel's record names. Answers how many, never who."""

import re

from cases.identifiability.folding import plain
from cases.identity.models import Child, Relative

_WORD = re.compile(r"[^\W_]+")


def mentioned(text: str, *, panel) -> int:
    """How many people of the panel's record stand in the text by first name and surname, or by NHS number."""
    said = _spaced(text)
    digits = set(re.findall(r"\d{10}", re.sub(r"(?<=\d)[ -](?=\d)", "", text)))
    children = Child.objects.filter(case__panel=panel).values_list("first_names", "surname", "nhs_number")
    found = sum(_stands(said, f"{first} {last}", f"{last} {first}") or nhs in digits for first, last, nhs in children)
    relatives = Relative.objects.filter(child__case__panel=panel).values_list("name", flat=True)
    return found + sum(_stands(said, name) for name in relatives)


def _stands(said: str, *names: str) -> bool:
    """The whole name, or its first and last word; one word alone is too often an ordinary one."""
    for name in names:
        parts = _spaced(name).split()
        if len(parts) > 1 and any(f" {' '.join(form)} " in said for form in (parts, [parts[0], parts[-1]])):
            return True
    return False


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(plain(text)))} "
