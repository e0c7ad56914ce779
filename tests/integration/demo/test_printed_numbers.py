"""Each number of the printed report: it comes out of the database, or it is refused in a way that is shown here."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from cdop.demo import history
from common.dates import FinancialYear
from reporting.checking import check
from reporting.comparing import Against, Comparison
from reporting.context import Mixed
from reporting.figures import annual_figures
from reporting.models import Comparator, PublishedValue
from reporting.selectors import context_of
from tests import factories
from tests.integration.demo.statements import COMPARATORS, LUTON, OWN, REFUSALS, STATEMENTS
from tests.integration.demo.test_published_figures import figures_of


@pytest.fixture
def plan(db):
    """The panel with the plan of the demonstration, and the reference data that a real installation loads."""
    call_command("load_reference_data", stdout=io.StringIO())
    panel = factories.panel(code="BL")
    call_command("import_cases", str(history.FILE), stdout=io.StringIO())
    return panel


@pytest.mark.slow
def test_what_was_printed_comes_out_of_the_database(plan):
    values = {
        (v.indicator, v.area_code, v.period, v.category): v.count if v.value is None else v.value
        for v in PublishedValue.objects.filter(retired=False)
    }
    figures = figures_of(plan)
    found = [(one, one.found(figures, values)) for one in STATEMENTS]
    assert [f"{one.line}: {one.says}: {got}" for one, got in found if got != one.expected] == []
    known = {(one.key, one.year): one.value for one in Comparator.objects.filter(area="England")}
    assert {key: known[key] for key in COMPARATORS} == COMPARATORS


@pytest.mark.parametrize("refused", REFUSALS, ids=lambda one: f"{one.line}-{one.finding}")
def test_what_cannot_stand_is_named(refused):
    assert refused.finding in {one.code for one in check(refused.sentence)}


@pytest.mark.slow
def test_what_the_design_leaves_no_way_to_print(plan):
    figures = figures_of(plan)("2024-25")
    # 237: the base of the shares is 49 with one not known, so no share of 50 can come about
    assert (figures["notified.age"].base, figures["notified.age"].not_known) == (49, 1)
    # 283: a band has one name, and the three shares say that rounding keeps them from 100
    group = figures["reviewed.age_group"]
    assert [row.percent for row in group.rows] == [62, 22, 17]
    assert "28 days to under 1 year" in [row.label for row in group.rows]
    assert "may not add up to 100" in group.note
    # 57 and 258: nothing is over-represented without the population of the group
    for key in ("notified.infant_rate_by_ethnic_group", "notified.child_rate_by_ethnic_group"):
        assert {row.rate for row in figures[key].rows} == {None}
    # 276 and 384: one child in a hospice and three with social factors are not in a public edition
    before = annual_figures(plan, FinancialYear(2023), "public")
    assert before["notified.place"].row("hospice").suppressed
    now = annual_figures(plan, FinancialYear(2024), "public")
    assert now["reviewed.factors"].row("multiple_social_factors").suppressed
    # 295: an ideal time is no figure; what the reviews took is one
    assert figures["reviewed.time_to_review"].extra["median_days"] > 180


@pytest.mark.slow
def test_what_others_published_is_not_mixed_or_guessed(plan):
    obesity = next(one for one in context_of(plan) if one.key == "obesity_early_pregnancy")
    with pytest.raises(Mixed):  # 169: the trust's year beside another of England's
        obesity.comparable()
    mortality = next(one for one in context_of(plan) if one.key == "infant_mortality")
    assert mortality.warning.startswith("Wider than the panel's area")  # 151: it holds Milton Keynes
    assert not {value.area_code for value in mortality.values} & set(OWN)  # 151: nothing of Luton was printed
    against = Against("England", "2020-22", 3.9, "Sample", date(2026, 11, 1))
    assert Comparison(None, None, "2020-22", against).word == ""  # 151: no interval, so not even “similar”
    assert (
        Comparison(31.8, 55.2, "2024/25", Against("England", "2024/25", 34, "x", date(2026, 11, 1))).word == "similar"
    )
    unnamed = {"indicator": "infant_mortality", "name": "x", "source": "x", "extracted_on": date(2026, 11, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():  # 153 to 159: a period without its name
        PublishedValue.objects.create(area_code=LUTON, area="Luton", period="", value="4.7", **unnamed)
