"""The page on which an owner's words are accepted or rewritten: what was found in them, each place in its sentence."""

from cases.identifiability.facts import KIND_LABELS
from cases.models import Recommendation
from cases.selectors import owner_words
from panels.checking import Finding, Passage, findings, replaced
from panels.forms.owner_words import OwnerWordsForm


def findings_in(row: Recommendation, words: str, user) -> list[Finding]:
    """What in ``words`` may say who a child was."""
    passage = Passage("answer", "What the owner wrote", words)
    return findings(passage, owner_words.found(row, words, by=user))


def suggested(words: str, found: list[Finding]) -> str:
    """The words with every suggestion in its place."""
    for one in sorted(found, key=lambda finding: finding.hit.start, reverse=True):
        words = replaced(words, one, one.hit.instead)
    return words


def page(row: Recommendation, found: list[Finding], form: OwnerWordsForm) -> dict:
    """The recommendation, the owner's words, what was found."""
    places = [{"finding": one, "kind": KIND_LABELS[one.hit.kind]} for one in found]
    return {"form": form, "action": row, "places": places}
