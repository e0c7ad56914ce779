"""What is rare only over two texts that stand side by side is found in the one that tells most."""

import pytest

from cases.identifiability import Kind, KnownFacts, check, check_together

RARE, FARM, PLAIN = "The baby had a rare metabolic disorder.", "They lived on a farm.", "The baby was born early."


def combined(*texts: str) -> dict[int, list[str]]:
    """The words that are found as a rare combination, by the number of the text."""
    found = check_together({str(number): text for number, text in enumerate(texts)}, KnownFacts())
    return {
        int(key): [texts[int(key)][hit.start : hit.end] for hit in hits if hit.kind == Kind.COMBINATION]
        for key, hits in found.items()
        if any(hit.kind == Kind.COMBINATION for hit in hits)
    }


@pytest.mark.parametrize("texts", [(RARE, FARM), (FARM, PLAIN, RARE)])
def test_a_rare_condition_in_one_and_a_trait_in_another(texts):
    assert not any(check(text, KnownFacts()) for text in texts)
    assert combined(*texts) == {texts.index(RARE): ["rare metabolic disorder"]}


@pytest.mark.parametrize("texts", [(), (RARE,), (RARE, PLAIN), (RARE, RARE), (FARM, PLAIN), ("", RARE)])
def test_what_is_not_rare_together(texts):
    assert combined(*texts) == {}


def test_three_traits_over_three_texts():
    found = combined(FARM, "It was the eighth pregnancy.", "The child was two years, three months old.")
    assert list(found) == [0]


def test_one_place_is_found_once():
    """A combination within one text stays that one."""
    both = f"{RARE} {FARM}"
    assert combined(both, "There was a village nearby.") == {0: ["rare metabolic disorder"]}
    assert len(check_together({"a": both, "b": "It was an island."}, KnownFacts())["a"]) == 1
