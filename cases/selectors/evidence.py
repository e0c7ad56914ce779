"""The facts that say whose records a case needs, for one case or for a page of them."""

from collections import defaultdict

from cases.gathering import Asked, Facts, Need, needs
from cases.models import AnalysisCategory, Case, InformationRequest, Notification
from cases.vocabularies import Expectedness, PlaceOfDeath, YesNoNotKnown


def facts_of(case: Case, notice: Notification | None, categories=()) -> Facts:
    """What the rules look at in one case."""
    outside = case.place_of_death in (PlaceOfDeath.HOME, PlaceOfDeath.OTHER)
    said = {
        "unexpected": case.expectedness == Expectedness.UNEXPECTED,
        "joint_response": bool(notice) and notice.jar_triggered == YesNoNotKnown.YES,
        "coroner": bool(notice) and notice.coroner_notified == YesNoNotKnown.YES,
        "died_in_hospice": case.place_of_death == PlaceOfDeath.HOSPICE,
        "died_outside_hospital": outside,
    }
    return Facts(case.age_days, frozenset(name for name, holds in said.items() if holds), frozenset(categories))


def evidence(cases) -> dict:
    """``{case key: what it needs}`` for cases already found in scope; three queries, however many cases."""
    keys = [case.pk for case in cases]
    notices = {row.case_id: row for row in Notification.objects.filter(case__in=keys)}
    categories, asked = defaultdict(list), defaultdict(list)
    for key, category in AnalysisCategory.objects.filter(analysis__case__in=keys).values_list(
        "analysis__case", "category"
    ):
        categories[key].append(category)
    requests = InformationRequest.objects.filter(case__in=keys).order_by()
    for key, *facts in requests.values_list("case", "source", "organisation__kind", "state"):
        asked[key].append(Asked(*facts))
    return {case.pk: needs(facts_of(case, notices.get(case.pk), categories[case.pk]), asked[case.pk]) for case in cases}


def evidence_of(case: Case) -> list[Need]:
    """What one case needs."""
    return evidence([case])[case.pk]
