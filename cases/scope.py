"""Whether a notified death is one for this panel. Pure: it asks questions, people decide.

Nothing here refuses a notification: a death that turns out not to be in scope is decided by the CDR manager, with
a reason that stays.
"""

from dataclasses import dataclass
from datetime import date

from cases.vocabularies import YesNoNotKnown
from common.dates import birthday

YES, NO, NOT_KNOWN = YesNoNotKnown.YES, YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN


@dataclass(frozen=True)
class Facts:
    """What is known. ``lives_in_area`` is ``None`` where nobody said."""

    today: date
    born_on: date | None = None
    died_on: date | None = None
    lives_in_area: bool | None = None
    lived_where: str = ""
    area_said: str = ""
    area_of_postcode: str = ""
    stillbirth_at_home: str = ""
    signs_of_life: str = ""
    termination: str = ""


@dataclass(frozen=True)
class ScopeQuestion:
    """Something to settle before a case is opened."""

    code: str
    sentence: str


def years_old(born_on: date, died_on: date) -> int:
    """Age at death in completed years."""
    years = died_on.year - born_on.year
    return years - (birthday(born_on, years) > died_on)


def questions(facts: Facts) -> list[ScopeQuestion]:
    """Everything to settle, in the order of domain sense: dates, age, birth, residence."""
    return [*_dates(facts), *_age(facts), *_birth(facts), *_residence(facts)]


def _dates(facts: Facts):
    if facts.died_on and facts.died_on > facts.today:
        yield ScopeQuestion("death_in_future", "The date of death is in the future. Check it with the notifier.")
    if facts.born_on and facts.born_on > facts.today:
        yield ScopeQuestion("birth_in_future", "The date of birth is in the future. Check it with the notifier.")
    if facts.born_on and facts.died_on and facts.died_on < facts.born_on:
        yield ScopeQuestion("death_before_birth", "The date of death is before the date of birth. Check both dates.")


def _age(facts: Facts):
    if not (facts.born_on and facts.died_on):
        return
    if birthday(facts.born_on, 18) <= facts.died_on:
        years = years_old(facts.born_on, facts.died_on)
        yield ScopeQuestion(
            "adult",
            f"The person was {years} years old. Child death review covers deaths before the 18th birthday. "
            "Check the dates.",
        )


def _birth(facts: Facts):
    if facts.stillbirth_at_home == YES:
        yield ScopeQuestion(
            "stillbirth_at_home",
            "A possible stillbirth with no healthcare professional present. A joint agency response is needed. "
            "The review ends if the post-mortem shows that the baby was stillborn.",
        )
    if facts.signs_of_life == NO:
        yield ScopeQuestion(
            "no_signs_of_life",
            "No sign of life was seen after birth. A stillbirth or late fetal loss is not reviewed here.",
        )
    if facts.signs_of_life == NOT_KNOWN:
        yield ScopeQuestion(
            "signs_of_life_not_known",
            "It is not known whether there were signs of life. Ask the clinician who attended the birth.",
        )
    if facts.termination == YES:
        yield ScopeQuestion(
            "termination",
            "A lawful termination is not reviewed at any gestation, even if there were signs of life.",
        )
    if facts.termination == NOT_KNOWN:
        yield ScopeQuestion(
            "termination_not_known",
            "It is not known whether this was a lawful termination, which would not be reviewed. Ask the clinician.",
        )


def _residence(facts: Facts):
    if facts.lives_in_area is False:
        where = f" ({facts.lived_where})" if facts.lived_where else ""
        yield ScopeQuestion(
            "resident_elsewhere",
            f"The child normally lived outside the panel’s area{where}. Tell the home panel, and agree who reviews.",
        )
    if facts.area_of_postcode and facts.area_said and facts.area_of_postcode != facts.area_said:
        yield ScopeQuestion(
            "postcode_elsewhere",
            f"The postcode lies in {facts.area_of_postcode}, but the notification says {facts.area_said}. "
            "Check the address.",
        )
    if facts.lives_in_area is None:
        yield ScopeQuestion("residence_not_known", "It is not known where the child normally lived.")
