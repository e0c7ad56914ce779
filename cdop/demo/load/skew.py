"""How often what happens: close enough to England for lists and statistics to be as long and as uneven as they are.

Pure: everything is drawn from the random source that is handed in.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cases.vocabularies import Category

DEATHS_A_YEAR = 60.35
"""Of a panel of usual size: some 3,500 a year in 58 panels."""

CATEGORIES = {
    Category.PERINATAL: 34, Category.CHROMOSOMAL: 25, Category.MALIGNANCY: 8, Category.ACUTE: 7, Category.INFECTION: 6,
    Category.CHRONIC: 5, Category.SUDDEN: 5, Category.TRAUMA: 5, Category.SUICIDE: 3, Category.INFLICTED: 2,
}  # fmt: skip
INFANTS = {Category.PERINATAL: 1.0, Category.CHROMOSOMAL: 0.7, Category.SUDDEN: 0.8, Category.INFECTION: 0.4}
"""The share under one year; a seventh in the other categories."""
MONTHS = (1.22, 1.1, 1.06, 0.98, 0.95, 0.9, 0.88, 0.88, 0.93, 1.0, 1.06, 1.2)
ETHNICITY = dict(zip("ABCDEFGHJKLMNPRSZ", (52, 1, 7, 2, 1, 2, 2, 4, 10, 3, 3, 1, 5, 1, 1, 2, 3), strict=True))
DECILES = (18, 15, 12, 11, 9, 8, 8, 7, 6, 6)
MODIFIABLE = 0.4
SIZES = (0.35, 0.5, 0.65, 0.8, 0.9, 1.0, 1.1, 1.2, 1.45, 2.05)
"""Of panels, against the usual one; ten of them make ten usual ones."""


@dataclass(frozen=True)
class Death:
    """One death as it happened and as it will be reviewed."""

    died_on: date
    notified_on: date
    age_days: int
    category: int
    expected: bool
    review_after: int

    @property
    def age_years(self) -> int:
        """Completed years."""
        return min(17, int(self.age_days / 365.2425))


def panel_sizes(panels: int, years: float) -> list[int]:
    """How many deaths each panel has; together as many as so many usual panels."""
    total = round(panels * years * DEATHS_A_YEAR)
    weights = [SIZES[i * 7 % len(SIZES)] for i in range(panels)]
    sizes = [int(total * weight / sum(weights)) for weight in weights]
    sizes[-1] += total - sum(sizes)
    return sizes


def pick(random: Random, weights: dict):
    """One of the keys, as often as their weights say."""
    return random.choices(list(weights), list(weights.values()))[0]


def deaths(random: Random, count: int, first: date, until: date) -> list[Death]:
    """So many deaths between two days, the earliest first."""
    found = [_death(random, day) for day in _days(random, count, first, until)]
    return sorted((d for d in found), key=lambda d: (d.notified_on, d.died_on, d.age_days))


def _days(random: Random, count: int, first: date, until: date) -> list[date]:
    span, found = max(1, (until - first).days - 6), []
    while len(found) < count:
        day = first + timedelta(days=random.randrange(span))
        if random.random() * max(MONTHS) < MONTHS[day.month - 1]:
            found.append(day)
    return found


def _death(random: Random, died_on: date) -> Death:
    category = pick(random, CATEGORIES)
    infant = random.random() < INFANTS.get(category, 0.14)
    expected = random.random() < (0.15 if category in (1, 2, 3, 10) else 0.6)
    return Death(
        died_on=died_on,
        notified_on=died_on + timedelta(days=min(5, int(random.expovariate(1)))),
        age_days=_infant_age(random, category) if infant else random.randrange(366, 6500),
        category=int(category),
        expected=expected,
        review_after=_review_after(random, category),
    )


def _infant_age(random: Random, category: int) -> int:
    early = category == Category.PERINATAL or random.random() < 0.4
    return min(27, int(random.expovariate(0.25))) if early else random.randrange(28, 365)


def _review_after(random: Random, category: int) -> int:
    """Days from notification to the panel; inquests and criminal cases take years."""
    days = 120 + int(random.lognormvariate(5.3, 0.5))
    return days + (random.randrange(300, 1100) if random.random() < (0.35 if category <= 3 else 0.04) else 0)
