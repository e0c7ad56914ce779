"""What in a text may say who the child was. Callers get places, kinds and suggestions, never the record."""

from collections.abc import Mapping

from cases.identifiability import Hit, check
from cases.identity.known import known_facts
from cases.models import Case


def found_in(case: Case, texts: Mapping[str, str], *, by) -> dict[str, list[Hit]]:
    """``{key: hits}`` for each text of ``texts``. Only somebody who may see the identity of the case may ask."""
    facts = known_facts(case, by=by)
    return {key: check(text, facts) for key, text in texts.items()}
