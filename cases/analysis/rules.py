"""Rules of the analysis form: the hierarchy of categories, relevance, modifiability."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.vocabularies import Category, Domain, Modifiability, Relevance


@dataclass(frozen=True)
class Problem:
    """Something that cannot stand: a code, the key of the form it is about, and a sentence."""

    code: str
    key: str
    sentence: str


def primary_category(categories: Iterable[int], override: int | None = None) -> int | None:
    """The highest category on the national list (1 is highest) that applies, unless one is chosen with a reason."""
    applies = sorted(set(categories))
    if override in applies:
        return override
    return applies[0] if applies else None


def explain_primary(categories: Iterable[int], override: int | None = None) -> str:
    """Why the primary category is what it is, in one sentence."""
    applies = sorted(set(categories))
    primary = primary_category(applies, override)
    if primary is None:
        return "No category is chosen yet."
    if override == primary and primary != applies[0]:
        return f"Chosen by the review instead of category {applies[0]}, with a reason."
    if len(applies) == 1:
        return "It is the only category that applies."
    others = " and ".join(str(number) for number in applies[1:])
    return f"It stands highest on the national list; {others} also {'applies' if len(applies) == 2 else 'apply'}."


def factor_problems(factor: dict) -> list[Problem]:
    """What cannot stand in one factor."""
    found = []
    if not factor["code"] and not factor["text"].strip():
        found.append(Problem("factor_empty", "text", "Choose a factor from the list or describe it in words"))
    if not factor["code"] and factor["domain"] not in Domain.values:
        found.append(Problem("factor_domain", "domain", "Select the domain of a factor that is not in the list"))
    if factor["relevance"] not in Relevance.values:
        found.append(Problem("factor_relevance", "relevance", "Select a relevance of 0, 1 or 2"))
    if factor["modifiable"] and factor["relevance"] != Relevance.CONTRIBUTED:
        found.append(
            Problem("modifiable_relevance", "modifiable", "A factor can be modifiable only where its relevance is 2")
        )
    return found


def _category_problems(data: dict) -> list[Problem]:
    override = data["primary_override"]
    if any(number not in Category.values for number in data["categories"]):
        return [Problem("category_unknown", "categories", "Select categories from the list")]
    if override is None:
        return []
    if override not in data["categories"]:
        return [Problem("override_applies", "primary_override", "Choose the primary category among those that apply")]
    if not data["override_reason"].strip():
        return [Problem("override_reason", "override_reason", "Say why the primary category is not the highest")]
    return []


def _modifiability_problems(data: dict, factors_known: bool) -> list[Problem]:
    outcome = data["modifiability"]
    found = any(factor["modifiable"] for factor in data["factors"])
    if outcome and outcome not in Modifiability.values:
        return [Problem("modifiability_unknown", "modifiability", "Select one of the three outcomes")]
    if outcome == Modifiability.MODIFIABLE and not found and factors_known:
        return [
            Problem("no_modifiable_factor", "modifiability", "Mark at least one factor as modifiable, or change this")
        ]
    if outcome in (Modifiability.NONE, Modifiability.INADEQUATE) and found:
        return [
            Problem("modifiable_factor", "modifiability", "A factor is marked as modifiable, so select “identified”")
        ]
    if outcome == Modifiability.INADEQUATE and not data["inadequate_reason"].strip() and factors_known:
        return [Problem("inadequate_reason", "inadequate_reason", "Say why modifiability cannot be judged")]
    return []


def problems(data: dict, *, factors_known: bool = True) -> list[Problem]:
    """What cannot stand in a form, draft or final. ``factors_known=False`` is for records of another system,
    which may give the outcome without the factors or reason behind it."""
    found = [problem for factor in data["factors"] for problem in factor_problems(factor)]
    found += _category_problems(data) + _modifiability_problems(data, factors_known)
    if any(not row["text"].strip() for row in data["learning_points"]):
        found.append(Problem("learning_empty", "learning_points", "Write the learning point or take it away"))
    for row in data["recommendations"]:
        if not (row["text"].strip() and row["owner"].strip() and row["due_on"]):
            found.append(
                Problem("recommendation_empty", "recommendations", "A recommendation needs words, an owner and a date")
            )
    return found


def missing(data: dict) -> list[Problem]:
    """What a form still needs before the panel can finalise it."""
    found = []
    if not data["categories"]:
        found.append(Problem("category_given", "categories", "Select at least one category of death"))
    if not data["modifiability"]:
        found.append(Problem("modifiability_given", "modifiability", "Decide on modifiability"))
    return found
