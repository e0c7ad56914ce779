"""The page on which words are accepted or rewritten: what was found in them, each place in its sentence."""

from cases.identifiability.facts import KIND_LABELS
from cases.models import Recommendation
from cases.selectors import owner_words
from panels.checking import Finding, Passage, findings, replaced
from panels.forms.owner_words import OwnerWordsForm

HEADINGS = {owner_words.ANSWER: "What the owner wrote", owner_words.TEXT: "The changed words of a recommendation"}


def findings_in(row: Recommendation, words: str, part: str, user) -> list[Finding]:
    """What in ``words``, and in what belongs to them, may say who a child was."""
    found = owner_words.found(row, words, by=user, part=part)
    passages = [Passage(part if text == words else "measure", HEADINGS[part], text) for text in found]
    return [one for passage in passages for one in findings(passage, found[passage.text])]


def suggested(words: str, found: list[Finding]) -> str:
    """The words with every suggestion in its place."""
    here = [one for one in found if one.passage.text == words]
    for one in sorted(here, key=lambda finding: finding.hit.start, reverse=True):
        words = replaced(words, one, one.hit.instead)
    return words


def page(row: Recommendation, part: str, found: list[Finding], form: OwnerWordsForm) -> dict:
    """The recommendation, the words that wait, what was found."""
    places = [{"finding": one, "kind": KIND_LABELS[one.hit.kind]} for one in found]
    own = part == owner_words.TEXT
    waits = row.words_unchecked if own else row.answer_unchecked
    return {"form": form, "action": row, "places": places, "heading": HEADINGS[part], "own": own, "waits": waits}
