"""Which supplementary forms a case needs, and why: rules as data over a few facts. Pure but for reading the file.

The facts are described in this folder's README.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cases.statutory.definition import Rule
from cases.statutory.rules import holds, mentioned
from cases.statutory.soundness import rule_fault

FILE = Path(__file__).parent / "supplementary.json"
OF_THE_CASE = ("age_days", "expectedness")
OF_THE_NOTIFICATION = ("confirmed_place", "event_place", "jar_triggered")
OF_REPORTS = ("known_events", "mode_of_death", "long_term_conditions", "life_limiting", "neonatal_admission")
OF_THE_ANALYSIS = ("categories",)
FACTS = (*OF_THE_CASE, *OF_THE_NOTIFICATION, *OF_REPORTS, *OF_THE_ANALYSIS)
"""What a rule may ask."""


@dataclass(frozen=True)
class Need:
    """A form and the sentence that says why."""

    form: str
    because: str
    when: Rule


@cache
def rules() -> tuple[Need, ...]:
    """The rules of the file, in its order; a faulty one is refused."""
    return tuple(_need(raw) for raw in json.loads(FILE.read_text(encoding="utf-8")))


def _need(raw: dict) -> Need:
    unknown = set(mentioned(raw["when"])) - set(FACTS)
    fault = rule_fault(raw["when"]) or (f"there is no fact {', '.join(sorted(unknown))}" if unknown else "")
    if fault or not (FILE.parent / "definitions" / raw["form"]).is_dir():
        raise ValueError(f"{FILE.name}: {raw.get('form')}: {fault or 'there is no such form'}")
    return Need(raw["form"], raw["because"], raw["when"])


def needed(facts: Mapping[str, Any]) -> dict[str, str]:
    """``{form: why}`` of the forms that the rules ask for."""
    found: dict[str, str] = {}
    for need in rules():
        if need.form not in found and holds(need.when, dict(facts)):
            found[need.form] = need.because
    return found


def told(reports: list[Mapping[str, Any]]) -> dict[str, list]:
    """What several agencies said, put together: every code that any of them gave."""
    found: dict[str, list] = {}
    for name in OF_REPORTS:
        given = [report[name] for report in reports if report.get(name)]
        codes = [code for value in given for code in (value if isinstance(value, list) else [value])]
        found[name] = [code for code in dict.fromkeys(codes) if isinstance(code, str)]
    return found
