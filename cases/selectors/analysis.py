"""The saved analysis form as the dictionary described in ``cases.analysis.contents``."""

from cases.analysis.contents import COLUMNS, EMPTY, RECOMMENDATION
from cases.models import Analysis, Case, FactorCode, Recommendation


def of_case(case: Case) -> Analysis | None:
    """The case's analysis, if one was begun."""
    return Analysis.objects.filter(case=case).first()


def as_data(analysis: Analysis | None, case: Case) -> dict:
    """What is saved; the empty form where nothing is. Recommendations under way are not part of the draft."""
    if analysis is None:
        return {**EMPTY, "recommendations": _recommendations(case)}
    return {
        **{name: getattr(analysis, name) for name in COLUMNS},
        "categories": [row.category for row in analysis.categories.all()],
        "factors": [_factor(row) for row in analysis.factors.select_related("code")],
        "learning_points": [
            {"text": row.text, "good_practice": row.good_practice} for row in analysis.learning_points.all()
        ],
        "recommendations": _recommendations(case),
    }


def _factor(row) -> dict:
    return {
        "code": row.code.code if row.code else "",
        "domain": row.domain,
        "text": row.text,
        "relevance": row.relevance,
        "modifiable": row.modifiable,
        "evidence": row.evidence,
    }


def _recommendations(case: Case) -> list[dict]:
    rows = case.recommendations.filter(state=Recommendation.State.PROPOSED).order_by("created_at", "pk")
    names = [name for name in RECOMMENDATION if name != "id"]
    return [{"id": str(row.pk), **{name: getattr(row, name) for name in names}} for row in rows]


def factor_codes(panel_id) -> dict[str, FactorCode]:
    """The codes a panel may use, by code; its own beat a standard one of the same code."""
    rows = FactorCode.objects.filter(retired=False, panel__isnull=True)
    own = FactorCode.objects.filter(retired=False, panel_id=panel_id)
    return {row.code: row for row in [*rows, *own]}
