"""Writes the analysis form: draft by the designated doctor or the manager, final at the panel."""

from datetime import date

from django.db import transaction

from audit.recording import SYSTEM, record
from cases import policy, workflow
from cases.actions.recommendations import keep_proposed
from cases.analysis import contents, rules
from cases.models import Analysis, AnalysisCategory, Case, Factor, LearningPoint
from cases.selectors import analysis as saved_analysis
from cases.workflow import Step
from common.dates import today
from common.errors import NotNow, Stale


@transaction.atomic
def save_draft(*, case_id, version: int, data: dict, by, at_panel: bool = False) -> Analysis:
    """Saves the form; ``data`` is described in ``cases.analysis.contents``, ``version`` is 0 before the first save.

    Raises ``Stale`` with both texts when somebody saved since, unless they saved exactly this; ``NotNow`` when the
    form contradicts itself, is already final, or the case is no longer open. ``at_panel``: during a meeting the
    chair writes too.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    (policy.decide if at_panel else policy.draft_analysis)(case, by)
    refuse_final(case)
    analysis = saved_analysis.of_case(case)
    saved = contents.merged({}, saved_analysis.as_data(analysis, case))
    wanted = _with_domains(contents.merged(saved, data), case)
    if version != (analysis.version if analysis else 0):
        if analysis and _same(saved, wanted):
            return analysis
        raise Stale(differences(wanted, saved))
    _refuse(rules.problems(wanted, factors_known=not case.imported))
    analysis = _write(case, analysis, wanted, by)
    changed = sorted(key for key in wanted if wanted[key] != saved[key])
    record("analysis_saved", by=by, subject=analysis, case=case, label=case.reference, details={"fields": changed})
    return analysis


@transaction.atomic
def finalise(*, case_id, reviewed_on: date, by) -> Analysis:
    """Closes the form with the date of the panel meeting and gives the case its category and modifiability.

    Called in the transaction of the meeting's decision, before the step ``FINALISE`` is taken.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.decide(case, by)
    if workflow.target(case.status, Step.FINALISE) is None:
        raise NotNow("step", f"The review cannot be finalised while the case is “{case.get_status_display()}”.")
    if not case.notified_on <= reviewed_on <= today():
        raise NotNow("review_date", "The date of the review must lie between the notification and today.")
    analysis = saved_analysis.of_case(case)
    data = contents.merged({}, saved_analysis.as_data(analysis, case))
    _refuse(rules.missing(data) + rules.problems(data, factors_known=not case.imported))
    _close(analysis, reviewed_on, by)
    case.reviewed_on, case.modifiability = reviewed_on, data["modifiability"]
    case.primary_category = rules.primary_category(data["categories"], data["primary_override"])
    _save_review(case)
    record("analysis_finalised", by=by, subject=analysis, case=case, label=case.reference)
    return analysis


@transaction.atomic
def reopen(*, case_id, by) -> Case:
    """Takes the review's results off a reopened case; the form becomes a draft again and keeps its words."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    details = {"reviewed_on": str(case.reviewed_on or ""), "category": case.primary_category}
    case.reviewed_on, case.primary_category, case.modifiability = None, None, ""
    _save_review(case)
    analysis = saved_analysis.of_case(case)
    if analysis:
        analysis.state, analysis.finalised_on, analysis.finalised_by = Analysis.State.DRAFT, None, None
        analysis.version += 1
        analysis.save()
        record("analysis_reopened", by=by, subject=analysis, case=case, label=case.reference, details=details)
    return case


def differences(mine: dict, theirs: dict) -> list[tuple[str, str, str]]:
    """``(label, what you wrote, what is saved now)`` for each part that differs."""
    return [
        (contents.LABELS[key], _words(mine[key]), _words(theirs[key]))
        for key in mine
        if _plain(mine[key]) != _plain(theirs[key])
    ]


def _same(saved: dict, wanted: dict) -> bool:
    return all(_plain(saved[key]) == _plain(wanted[key]) for key in wanted)


def _plain(value):
    """Without the keys of rows, which a second press of the button would choose anew."""
    if isinstance(value, list):
        return [{k: v for k, v in row.items() if k != "id"} if isinstance(row, dict) else row for row in value]
    return value


def _words(value) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(_line(row) for row in value)
    return "" if value is None else str(value)


def _line(row) -> str:
    if not isinstance(row, dict):
        return str(row)
    return ", ".join(f"{k.replace('_', ' ')}: {v}" for k, v in row.items() if v not in ("", None, False) and k != "id")


def _refuse(found: list[rules.Problem]) -> None:
    if found:
        raise NotNow(found[0].code, ". ".join(dict.fromkeys(problem.sentence for problem in found)) + ".")


def refuse_final(case: Case) -> None:
    """Says why the form of a case that is no longer open cannot be changed."""
    if case.status not in workflow.OPEN:
        raise NotNow("closed", f"The analysis cannot be changed while the case is “{case.get_status_display()}”.")


def _with_domains(data: dict, case: Case) -> dict:
    """Each coded factor gets its code's own domain, so that figures by domain agree with figures by code."""
    codes = saved_analysis.factor_codes(case.panel_id) if data["factors"] else {}
    for row in data["factors"]:
        if row["code"] and row["code"] not in codes:
            raise NotNow("factor_code", f"“{row['code']}” is not a factor of this panel.")
        if row["code"]:
            row["domain"] = codes[row["code"]].domain
    data["factors"].sort(key=lambda row: row["domain"])  # as they are read back
    return data


def _write(case: Case, analysis: Analysis | None, data: dict, by) -> Analysis:
    fields = {name: data[name] for name in contents.COLUMNS}
    if analysis is None:
        analysis = Analysis.objects.create(case=case, **fields)
    else:
        for name, value in fields.items():
            setattr(analysis, name, value)
        analysis.version += 1
        analysis.save()
    _write_rows(analysis, case, data)
    keep_proposed(case=case, rows=data["recommendations"], by=by)
    return analysis


def _write_rows(analysis: Analysis, case: Case, data: dict) -> None:
    codes = saved_analysis.factor_codes(case.panel_id)
    analysis.categories.all().delete()
    analysis.factors.all().delete()
    analysis.learning_points.all().delete()
    AnalysisCategory.objects.bulk_create(
        AnalysisCategory(analysis=analysis, category=number) for number in data["categories"]
    )
    Factor.objects.bulk_create(
        Factor(analysis=analysis, **{**row, "code": codes.get(row["code"])}) for row in data["factors"]
    )
    LearningPoint.objects.bulk_create(LearningPoint(analysis=analysis, **row) for row in data["learning_points"])


def _close(analysis: Analysis, reviewed_on: date, by) -> None:
    analysis.state, analysis.finalised_on = Analysis.State.FINAL, reviewed_on
    analysis.finalised_by_id = None if by is SYSTEM else by.pk
    analysis.version += 1
    analysis.save()


def _save_review(case: Case) -> None:
    case.version += 1
    case.save(update_fields=["reviewed_on", "primary_category", "modifiability", "version", "updated_at"])
