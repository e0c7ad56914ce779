"""Takes checked case-level rows into a panel: new cases, or changes to those with the same reference."""

from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import Panel
from audit.recording import record
from cases import policy
from cases.actions import analysis as analyses
from cases.actions.cases import change_facts, open_case
from cases.actions.transition import transition
from cases.identity.actions import keep_birth
from cases.imports.rows import ages
from cases.models import Case
from cases.selectors import analysis as saved_analysis
from cases.vocabularies import Relevance
from cases.workflow import Status, Step
from common.errors import NotNow

REASON = "Imported from a case-level file"
PLAIN = (
    "notified_on",
    "died_on",
    "sex",
    "ethnicity",
    "imd_decile",
    "gestation_weeks",
    "place_of_death",
    "expectedness",
)
TO_REVIEWED = {
    Status.GATHERING: (Step.PREPARE, Step.LIST),
    Status.CDRM_HELD: (Step.PREPARE, Step.LIST),
    Status.CDRM_SCHEDULED: (Step.RETURN, Step.PREPARE, Step.LIST),
    Status.PANEL_PREPARATION: (Step.LIST,),
    Status.LISTED: (),
    Status.AWAITING_ITEM: (),
}
"""The steps that bring an open case to where its review can be finalised."""


@dataclass
class Imported:
    """References by what happened to them."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@transaction.atomic
def import_rows(*, panel: Panel, rows: list[tuple[int, dict]], by) -> Imported:
    """Imports every row, or none: an error in one undoes all. Rows come from ``cases.imports.rows.parse``."""
    policy.triage(panel.pk, by)
    outcome = Imported()
    present = {case.reference: case for case in Case.objects.of_panel(panel).select_for_update()}
    for _, values in rows:
        case = present.get(values["reference"])
        if case is None:
            _add(panel, values, by)
            outcome.added.append(values["reference"])
        elif case.erased_on:
            raise NotNow("erased", f"{case.reference} was erased. It cannot be imported again.")
        else:
            changed = _update(case, values, by)
            (outcome.updated if changed else outcome.unchanged).append(values["reference"])
    return outcome


def _facts(values: dict) -> dict:
    age_days, age_years = ages(values)
    facts = {name: values[name] for name in PLAIN}
    return {**facts, "age_days": age_days, "age_years": age_years, "local_authority_id": values["local_authority"]}


def _add(panel: Panel, values: dict, by) -> None:
    case = open_case(panel=panel, by=by, reference=values["reference"], imported=True, **_facts(values))
    _keep_birth(case, values, by)
    if values["reviewed_on"]:
        _review(case, values, by)


def _keep_birth(case: Case, values: dict, by) -> bool:
    return values["born_on"] is not None and keep_birth(case=case, born_on=values["born_on"], by=by)


def _update(case: Case, values: dict, by) -> bool:
    facts = {name: value for name, value in _facts(values).items() if getattr(case, name) != value}
    if facts:
        case = change_facts(case_id=case.pk, version=case.version, by=by, **facts)
    changed = bool(facts) | _keep_birth(case, values, by) | _update_review(case, values, by)
    if changed:
        record("case_import_updated", by=by, subject=case, case=case, details={"fields": sorted(facts)})
    return changed


def _update_review(case: Case, values: dict, by) -> bool:
    if values["reviewed_on"] is None or not _review_differs(case, values):
        return False
    if case.reviewed_on is not None:
        transition(case_id=case.pk, step=Step.REOPEN, by=by, reason=REASON)
        case.refresh_from_db()
        if case.reviewed_on is not None:
            analyses.reopen(case_id=case.pk, by=by)
        case.refresh_from_db()
    _review(case, values, by)
    return True


def _review_differs(case: Case, values: dict) -> bool:
    columns = ("reviewed_on", "primary_category", "modifiability")
    if any(getattr(case, name) != values[name] for name in columns):
        return True
    saved = saved_analysis.as_data(saved_analysis.of_case(case), case)
    have = {(row["code"], row["modifiable"]) for row in saved["factors"] if row["code"]}
    return have != {(row["code"], row["modifiable"]) for row in _factors(values)}


def _factors(values: dict) -> list[dict]:
    found = [(code, True) for code in values["factors"]] + [(code, False) for code in values["other_factors"]]
    return [{"code": c, "relevance": int(Relevance.CONTRIBUTED), "modifiable": m} for c, m in found]


def _review(case: Case, values: dict, by) -> None:
    saved = saved_analysis.of_case(case)
    data = {
        "categories": [values["primary_category"]],
        "modifiability": values["modifiability"],
        "inadequate_reason": REASON if values["modifiability"] == "inadequate_information" else "",
        "factors": _factors(values),
    }
    analyses.save_draft(case_id=case.pk, version=saved.version if saved else 0, data=data, by=by)
    for step in TO_REVIEWED[Status(case.status)]:
        transition(case_id=case.pk, step=step, by=by, reason=REASON)
    analyses.finalise(case_id=case.pk, reviewed_on=values["reviewed_on"], by=by)
    transition(case_id=case.pk, step=Step.FINALISE, by=by, reason=REASON)
