"""The learning library: what reviewed cases taught, in words that were checked to name nobody."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q

from accounts.models import Panel
from cases.models import Analysis, Case, Factor, LearningPoint, Recommendation
from cases.vocabularies import Category, Domain
from common.dates import FinancialYear
from panels import themes


@dataclass(frozen=True)
class Theme:
    """Something to search by: a usual theme, a category of death, or a domain of factors."""

    code: str
    label: str


THEMES = (
    *(Theme(f"theme-{name.lower()}", name) for name in themes.USUAL),
    *(Theme(f"category-{value}", str(label)) for value, label in Category.choices),
    *(Theme(f"factors-{value}", f"Factors: {label}") for value, label in Domain.choices),
)
BY_CODE = {theme.code: theme for theme in THEMES}


@dataclass(frozen=True)
class Lesson:
    """One learning point, with what a reader may know of where it came from: a year and a category of many."""

    text: str
    good_practice: bool
    year: str
    category: str


def _analyses(panel: Panel, user, theme: str):
    """Final analyses whose words were checked, in cases that are not closed to this person.

    Finalising raises a form's version by one and changes no word; anything written between check and panel does too,
    and keeps the form out.
    """
    cases = Case.objects.of_panel(panel.pk).counted().filter(reviewed_on__isnull=False).without_exclusion(user)
    checked = Q(case__panel_summary__checked=True, case__panel_summary__analysis_version__gte=F("version") - 1)
    found = Analysis.objects.filter(checked, state=Analysis.State.FINAL, case__in=cases)
    return found.filter(_of_theme(theme)).distinct() if theme else found


def _of_theme(code: str) -> Q:
    kind, _, value = code.partition("-")
    if kind == "category":
        return Q(categories__category=int(value))
    if kind == "factors":
        return Q(factors__domain=value, factors__relevance__gt=0)
    if value == themes.NEONATAL.lower():
        return Q(case__age_days__lt=themes.NEONATAL_DAYS)
    name = next(one for one in themes.CATEGORIES if one.lower() == value)
    return Q(categories__category__in=themes.CATEGORIES[name])


def lessons(panel: Panel, user, *, theme: str = "", text: str = "") -> list[Lesson]:
    """The learning points asked for, the newest review first; the same words once."""
    points = LearningPoint.objects.filter(analysis__in=_analyses(panel, user, theme))
    if text:
        points = points.filter(text__icontains=text)
    found: dict[str, Lesson] = {}
    for point in points.select_related("analysis__case").order_by("-analysis__case__reviewed_on", "pk"):
        found.setdefault(" ".join(point.text.split()).casefold(), _lesson(point))
    return list(found.values())


def _lesson(point: LearningPoint) -> Lesson:
    case = point.analysis.case
    return Lesson(
        text=point.text,
        good_practice=point.good_practice,
        year=FinancialYear.of(case.reviewed_on).label,
        category=case.get_primary_category_display(),
    )


def factors(panel: Panel, user, theme: str) -> list[tuple[str, int]]:
    """The named factors that could be changed, with the number of cases, the commonest first; never a single case."""
    named = Factor.objects.filter(modifiable=True, code__isnull=False).select_related("code")
    count: dict[str, int] = {}
    for form in _analyses(panel, user, theme).prefetch_related(Prefetch("factors", queryset=named)):
        for label in {factor.code.label for factor in form.factors.all()}:
            count[label] = count.get(label, 0) + 1
    often = [(label, number) for label, number in count.items() if number >= panel.smallest_shown]
    return sorted(often, key=lambda pair: (-pair[1], pair[0]))


def recommendations(panel: Panel, user, theme: str) -> list[Recommendation]:
    """What the panel recommended from these cases, but for words that were changed and not checked since."""
    cases = _analyses(panel, user, theme).values("case_id")
    found = Recommendation.objects.visible_to(user).filter(panel=panel, case_id__in=cases, words_unchecked=False)
    return list(found.select_related("superseded_by").order_by("-made_on", "pk"))
