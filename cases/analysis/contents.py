"""The analysis form as one dictionary: what ``cases.actions.analysis.save_draft`` takes and what a saved form reads as.

Every key may be left out; what is left out stays as it is saved (at first: the default here).

============================  ========================================================================
``neonatal``                  whether the causes follow the certificate for the first 28 days
``cause_1`` to ``cause_5``    1a, 1b, 1c, (unused), 2; or a to e on the neonatal certificate
``cause_understood``          the cause as the review now understands it
``categories``                every category that applies, as numbers of ``Category``
``primary_override``          a number of ``Category``, only where the primary one is not the highest
``override_reason``           needed with ``primary_override``
``modifiability``             a value of ``Modifiability``, or ``""`` while undecided
``inadequate_reason``         needed with ``inadequate_information``
``issues``                    issues and good practice
``factors``                   list of ``FACTOR``
``learning_points``           list of ``LEARNING_POINT``
``recommendations``           list of ``RECOMMENDATION``; rows already under way are not touched here
============================  ========================================================================
"""

from copy import deepcopy
from typing import Any

FACTOR = {"code": "", "domain": "", "text": "", "relevance": 1, "modifiable": False, "evidence": ""}
"""``code`` of a ``FactorCode``, or ``domain`` and ``text`` for a factor in words. A code brings its own domain."""

LEARNING_POINT = {"text": "", "good_practice": False}

RECOMMENDATION = {
    "id": "", "text": "", "level": "local", "strength": "", "owner": "", "owner_email": "", "due_on": None,
    "measure": "",
}  # fmt: skip
"""``id`` is a uuid as text: the saved row's, or one chosen beforehand for a new row; blank makes a new one."""

CAUSES = ("cause_1", "cause_2", "cause_3", "cause_4", "cause_5")

EMPTY: dict[str, Any] = {
    "neonatal": False,
    **dict.fromkeys(CAUSES, ""),
    "cause_understood": "",
    "categories": [],
    "primary_override": None,
    "override_reason": "",
    "modifiability": "",
    "inadequate_reason": "",
    "issues": "",
    "factors": [],
    "learning_points": [],
    "recommendations": [],
}

COLUMNS = tuple(key for key, value in EMPTY.items() if not isinstance(value, list))
"""The keys that are columns of ``Analysis``."""

LABELS = {
    "neonatal": "Certificate for the first 28 days",
    "cause_1": "First cause",
    "cause_2": "Second cause",
    "cause_3": "Third cause",
    "cause_4": "Fourth cause",
    "cause_5": "Other causes",
    "cause_understood": "Cause as now understood",
    "categories": "Categories",
    "primary_override": "Primary category chosen instead",
    "override_reason": "Why it is not the highest",
    "modifiability": "Modifiability",
    "inadequate_reason": "Why it cannot be judged",
    "issues": "Issues and good practice",
    "factors": "Factors",
    "learning_points": "Learning points",
    "recommendations": "Recommendations",
}

_ROWS: dict[str, dict] = {"factors": FACTOR, "learning_points": LEARNING_POINT, "recommendations": RECOMMENDATION}


def merged(saved: dict, given: dict) -> dict:
    """``saved`` with the keys of ``given`` in their place. Raises ``ValueError`` for a key that does not exist."""
    unknown = set(given) - set(EMPTY)
    if unknown:
        raise ValueError(f"The analysis form has no {', '.join(sorted(unknown))}")
    found = {**deepcopy(EMPTY), **saved, **given}
    for key, defaults in _ROWS.items():
        found[key] = [_row(key, row, defaults) for row in found[key]]
    found["categories"] = sorted({int(number) for number in found["categories"]})
    return found


def _row(key: str, row: dict, defaults: dict) -> dict:
    unknown = set(row) - set(defaults)
    if unknown:
        raise ValueError(f"A row of {key} has no {', '.join(sorted(unknown))}")
    return {**defaults, **row}
