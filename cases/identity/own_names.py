"""Who looked at a family of their own surname. Says only yes or no: the auditor reads the answer, not the name."""

import re
import unicodedata
from collections.abc import Iterable

from cases.identity.models import Child, Relative


def pairs(looked: Iterable[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """Of ``(person key, person's name, case key)`` the pairs of person and case that share a surname."""
    given = set(looked)
    families = _surnames({case for _, _, case in given})
    return {(person, case) for person, name, case in given if _last_words(name) & families.get(case, set())}


def _surnames(cases: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    children = Child.objects.filter(case__in=cases).values_list("case_id", "surname", "aliases")
    relatives = Relative.objects.filter(child__case__in=cases).values_list("child__case_id", "name")
    for case, surname, aliases in children:
        found.setdefault(str(case), set()).update(_last_words(surname) | _last_words(aliases))
    for case, name in relatives:
        found.setdefault(str(case), set()).update(_last_words(name))
    return found


def _last_words(name: str) -> set[str]:
    """The last word of a name and, of a double one, each half; without accents and case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z'-]{2,}", plain)
    return {part for part in {words[-1], *words[-1].split("-")} if len(part) > 1} if words else set()
