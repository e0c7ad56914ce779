"""All matchers over one text, and one answer for each place."""

from collections.abc import Mapping

from cases.identifiability import combinations, dates, names, numbers, places, unknown
from cases.identifiability.facts import Hit, Kind, KnownFacts
from cases.identifiability.folding import Reading

_WEIGHT = {Kind.NUMBER: 5, Kind.ADDRESS: 4, Kind.NAME: 3, Kind.PLACE: 3, Kind.DATE: 2, Kind.COMBINATION: 1}
_UNSURE = ("perhaps", "a named place", "a person with", "a long number")


def check(text: str, facts: KnownFacts) -> list[Hit]:
    """Every place in ``text`` that may say who the child was, in order; none overlaps another."""
    if not text.strip():
        return []
    reading = Reading(text)
    of_places = list(places.find(reading, facts))
    found = [
        *names.find(reading, facts),
        *dates.find(reading, facts),
        *numbers.find(reading, facts),
        *of_places,
        *unknown.find(reading),
        *combinations.find(reading, facts, of_places),
    ]
    return _parted([hit for hit in found if hit.end > hit.start])


def check_together(texts: Mapping[str, str], facts: KnownFacts) -> dict[str, list[Hit]]:
    """As ``check``, for texts that are read side by side: what is rare only over several of them is found too."""
    found = {key: check(text, facts) for key, text in texts.items()}
    readings = {key: Reading(text) for key, text in texts.items() if text.strip()}
    places_in = {key: list(places.find(reading, facts)) for key, reading in readings.items()}
    rare = combinations.across(readings, facts, places_in)
    if rare is not None:
        key, hit = rare
        found[key] = _parted([*found[key], hit])
    return found


def _parted(found: list[Hit]) -> list[Hit]:
    """Where places overlap, the one that says most stays, made as long as what it swallows."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and hit.start < kept[-1].end:
            kept[-1] = _one_of(kept[-1], hit)
        else:
            kept.append(hit)
    return kept


def _one_of(first: Hit, second: Hit) -> Hit:
    better = max(first, second, key=_rank)
    return Hit(min(first.start, second.start), max(first.end, second.end), better.kind, better.what, better.instead)


def _rank(hit: Hit) -> tuple:
    sure = not hit.what.startswith(_UNSURE)
    return sure, hit.end - hit.start, _WEIGHT[hit.kind]
