"""Invented deaths in number, as bare rows: for measuring how they are counted, not how they came about."""

import random
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Area, Panel
from cases.models import Analysis, Case, Factor, FactorCode
from cases.workflow import Status

BATCH = 5000
AREAS = ("E06000032", "E06000055", "E06000056", "E06000042")
FACTORS = ("smoking_in_pregnancy", "unsafe_sleeping", "treatment_issue", "housing_condition")
AGES = ((0, 27, 43), (28, 364, 17), (365, 1825, 13), (1826, 3651, 8), (3652, 5477, 10), (5478, 6574, 9))


def load(cases: int, years: int, last: int, dice: random.Random) -> Panel:
    """A panel with ``cases`` deaths spread over the financial years up to ``last``."""
    for code in AREAS:
        Area.objects.get_or_create(code=code, defaults={"name": code})
    panel = Panel.objects.create(code="bench", name="Sample panel", contact_email="sample@example.org")
    panel.areas.set(AREAS[:3])
    begin, now = date(last - years + 1, 4, 1), timezone.now()
    span = (date(last + 1, 3, 31) - begin).days
    for start in range(0, cases, BATCH):
        numbers = range(start, min(start + BATCH, cases))
        made = [_death(panel, n, begin + timedelta(days=dice.randrange(span + 1)), now, dice) for n in numbers]
        Case.objects.bulk_create(made)
        _factors([case for case in made if case.modifiability == "modifiable"], dice)
    return panel


def _death(panel: Panel, number: int, notified: date, now, dice: random.Random) -> Case:
    youngest, oldest, _ = dice.choices(AGES, [weight for *_, weight in AGES])[0]
    days = dice.randint(youngest, oldest)
    fields = {
        "age_days": days, "age_years": min(17, days // 365), "notified_on": notified,
        "died_on": notified - timedelta(days=dice.randrange(4)),
        "sex": dice.choice(("female", "male")), "ethnicity": dice.choice("ABCDEFGHJKLMNPRSZ"),
        "local_authority_id": dice.choice(AREAS), "imd_decile": dice.choice((None, *range(1, 11))),
        "gestation_weeks": dice.choice((None, *range(23, 42))),
        "birth_weight_grams": dice.choice((None, 700, 1400, 3000)),
        "place_of_death": dice.choice(("hospital", "home", "hospice", "other")),
        "expectedness": dice.choice(("expected", "unexpected", "not_known")), "status": Status.GATHERING,
    }  # fmt: skip
    if dice.random() < 0.85:
        fields |= {
            "reviewed_on": notified + timedelta(days=dice.randint(60, 700)), "status": Status.REVIEWED,
            "primary_category": dice.choices(range(1, 11), (1, 2, 3, 3, 18, 3, 17, 43, 5, 6))[0],
            "modifiability": dice.choices(("modifiable", "none", "inadequate_information"), (37, 60, 3))[0],
        }  # fmt: skip
    return Case(panel=panel, reference=f"BENCH-{number}", status_since=now, **fields)


def _factors(cases: list[Case], dice: random.Random) -> None:
    codes = [
        FactorCode.objects.get_or_create(code=code, panel=None, defaults={"label": code, "domain": "social"})[0]
        for code in FACTORS
    ]
    forms = [Analysis(case=case, state="final", finalised_on=case.reviewed_on) for case in cases]
    Analysis.objects.bulk_create(forms)
    Factor.objects.bulk_create(
        Factor(analysis=form, domain="social", code=dice.choice(codes), relevance=2, modifiable=True) for form in forms
    )
