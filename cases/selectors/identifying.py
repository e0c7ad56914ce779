"""What in a text may say who the child was. Callers get places, kinds and suggestions, never the record."""

from collections.abc import Mapping

from cases.identifiability import Hit, check, check_together
from cases.identity.known import known_facts
from cases.models import Case


def found_in(
    case: Case, texts: Mapping[str, str], *, by, together: Mapping[str, str] | None = None
) -> dict[str, list[Hit]]:
    """``{key: hits}`` for each text of ``texts``. Only somebody who may see the identity of the case may ask.

    ``together`` are texts that are read side by side: those of them that stand in ``texts`` too are checked as such.
    """
    facts = known_facts(case, by=by)
    beside = check_together(together, facts) if together else {}
    return {key: beside[key] if key in beside else check(text, facts) for key, text in texts.items()}
