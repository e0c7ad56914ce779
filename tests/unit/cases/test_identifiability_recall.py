"""How much of what is planted is found, and how often nothing is taken for something. The figures stand in the docs."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cases.identifiability import check
from tests.labelled.families import BY_HAND, FAMILIES
from tests.labelled.made import by_hand, clean, clean_by_hand, narratives, unseen

RECALL, ALARMS_A_THOUSAND = 0.98, 3.0
ALARMS_AMONG_CAPITALS = 12.0
PAGE = Path(__file__).parents[3] / "docs" / "identifiability.md"


@pytest.fixture(scope="module")
def measured():
    """Planted and found by kind, what was missed, and extra hits in the marked texts."""
    planted, found, missed, extra, words = Counter(), Counter(), [], [], 0
    for one in narratives():
        hits = check(one.text, one.family.facts)
        words += len(one.text.split())
        for mark in one.planted:
            planted[mark.kind] += 1
            if _covered(one.text, mark, hits):
                found[mark.kind] += 1
            else:
                missed.append((mark.kind, one.text[mark.start : mark.end]))
        extra += [one.text[h.start : h.end] for h in hits if not _touches(h, one.planted)]
    return planted, found, missed, extra, words


def _covered(text: str, mark, hits) -> bool:
    """Every letter and digit of the mark lies in a hit."""
    inside = {i for hit in hits for i in range(hit.start, hit.end)}
    return all(i in inside for i in range(mark.start, mark.end) if text[i].isalnum() and not _joins(text, mark, i))


def _joins(text: str, mark, index: int) -> bool:
    """Whether the letter belongs to a word that names nothing: “on the” before a date."""
    return any(
        mark.start + m.start() <= index < mark.start + m.end()
        for m in re.finditer(r"\b(on|the|of)\b", text[mark.start : mark.end], re.IGNORECASE)
    )


def _touches(hit, planted) -> bool:
    return any(hit.start < mark.end and mark.start < hit.end for mark in planted)


def test_recall(measured):
    planted, found, missed, _, _ = measured
    assert sum(planted.values()) > 500
    assert sum(found.values()) / sum(planted.values()) >= RECALL, missed
    print(_figures(measured))  # noqa: T201  the measurement is the point


def test_every_kind_is_found_nearly_always(measured):
    planted, found, missed, _, _ = measured
    low = {kind: found[kind] / planted[kind] for kind in planted if found[kind] / planted[kind] < 0.95}
    assert not low, missed


def test_false_alarms_are_few():
    alarms, words = _alarms()
    assert 1000 * len(alarms) / words <= ALARMS_A_THOUSAND, Counter(alarms).most_common(40)


def _alarms() -> tuple[list[str], int]:
    return _alarms_of(clean(), FAMILIES)


def _alarms_of(texts: list[str], families) -> tuple[list[str], int]:
    alarms, words = [], 0
    for family in families:
        for text in texts:
            words += len(text.split())
            alarms += [text[h.start : h.end] for h in check(text, family.facts)]
    return alarms, words


def _figures(measured) -> str:
    planted, found, _, extra, words = measured
    alarms, clean_words = _alarms()
    lines = [
        f"| {kind} | {planted[kind]} | {found[kind]} | {found[kind] / planted[kind]:.3f} |" for kind in sorted(planted)
    ]
    total, got = sum(planted.values()), sum(found.values())
    lines.append(f"| all | {total} | {got} | {got / total:.3f} |")
    lines.append(
        f"False alarms in clean text: {1000 * len(alarms) / clean_words:.2f} per 1,000 words ({clean_words} words)"
    )
    lines.append(f"Hits beside what was planted: {1000 * len(extra) / words:.2f} per 1,000 words ({words} words)")
    lines.append(_of_unseen())
    return "\n".join(lines)


def _of_unseen() -> str:
    planted, found = 0, 0
    for one in unseen():
        hits = check(one.text, one.family.facts)
        planted += len(one.planted)
        found += sum(_covered(one.text, mark, hits) for mark in one.planted)
    assert found / planted >= RECALL
    return f"Narratives it had not met: {found} of {planted} found, recall {found / planted:.3f}"


def test_the_figures_in_the_documentation_are_these(measured):
    page = PAGE.read_text(encoding="utf-8")
    lines = [*_figures(measured).splitlines(), *_of_passages()]
    assert [line for line in lines if line not in page] == []


# --- passages written by hand, each by somebody else


def test_passages_by_hand_are_many_and_found():
    passages = [*by_hand("open"), *by_hand("held")]
    assert len(passages) >= 60
    planted, found, missed = _counted(passages)
    assert sum(planted.values()) >= 300
    assert sum(found.values()) / sum(planted.values()) >= RECALL, missed
    print("\n".join(_of_passages()))  # noqa: T201  the measurement is the point


def test_false_alarms_among_capitals_are_bearable():
    alarms, words = _alarms_of(clean_by_hand(), (*FAMILIES, *BY_HAND))
    assert 1000 * len(alarms) / words <= ALARMS_AMONG_CAPITALS, Counter(alarms).most_common(40)


def _counted(passages) -> tuple[Counter, Counter, list]:
    planted, found, missed = Counter(), Counter(), []
    for one in passages:
        hits = check(one.text, one.family.facts)
        for mark in one.planted:
            planted[mark.kind] += 1
            if _covered(one.text, mark, hits):
                found[mark.kind] += 1
            else:
                missed.append((mark.kind, one.text[mark.start : mark.end]))
    return planted, found, missed


def _of_passages() -> list[str]:
    lines = []
    for part, name in (("open", "Passages by hand, by which it was mended"), ("held", "Passages by hand, held back")):
        planted, found, _ = _counted(by_hand(part))
        total, got = sum(planted.values()), sum(found.values())
        lines.append(f"{name}: {got} of {total} found, recall {got / total:.3f}")
    alarms, words = _alarms_of(clean_by_hand(), (*FAMILIES, *BY_HAND))
    lines.append(f"False alarms in texts full of capitals: {1000 * len(alarms) / words:.2f} per 1,000 words")
    return lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Under 943 476 5919, seen twice.", ["943 476 5919"]),
        ("Under 943 476 5919. Seen twice.", ["943 476 5919"]),
        ("Seen under 9434765919 twice", ["9434765919"]),
        ("It cost 1,234,567 in all", []),
        ("She had 1500000 iu of it", []),
        ("She had 1500000iu, twice", []),
    ],
)
def test_a_long_number_is_found_whole_or_left_alone(text, found):
    numbers = [text[hit.start : hit.end] for hit in check(text, FAMILIES[0].facts) if "number" in hit.what]
    assert numbers == found
