"""Recommendations of several years with what became of them: one done, one declined, one overtaken, some open."""

from datetime import date, timedelta

from audit.recording import SYSTEM
from cases.actions import owner_links, owner_pauses, owner_reminders, recommendations
from cases.chasers import OWNERS
from cases.models import Recommendation
from cases.owners import OwnerByLink
from cdop.demo import clock
from cdop.demo.history import key
from common.dates import today

# made, due, level, strength, owner, what should change, how one will know; then (days after, state, words) in turn
PLANS = (
    (date(2023, 9, 14), date(2024, 3, 31), "local", "medium", "Head of midwifery, Sample General Hospital",
     "Midwives ask about smoking at every antenatal contact and refer in the same visit",
     "Nine in ten records show the question at each contact",
     ((40, "accepted", "Agreed at the maternity board"), (300, "done", "Audit of 60 records: 56 show it each time"))),
    (date(2024, 2, 8), date(2024, 12, 31), "regional", "strong", "Director of commissioning, Sample Care Board",
     "The region buys monitors that cannot be set to adult limits on a children's ward",
     "No adult monitor is found in two spot checks",
     ((60, "declined", "The monitors were renewed two years ago; to be raised again at the next purchase"),)),
    (date(2024, 6, 13), date(2025, 3, 31), "local", "medium", "Lead for health visiting, Sample Care Trust",
     "Safer sleep advice is given to everybody who cares for the baby, and who was told is written down", "",
     ((90, "in_progress", "Half of the teams have begun"),)),
    (date(2024, 6, 13), date(2025, 6, 30), "local", "weak", "All agencies",
     "Raise awareness of safer sleep", "", ()),
    (date(2025, 1, 9), date(2025, 12, 31), "national", "strong", "National Child Mortality Database",
     "The notification asks for the home's smoking status, so that it is known for every death",
     "The answer is missing in fewer than one death in ten", ((30, "accepted", ""),)),
)  # fmt: skip


def build(builder) -> None:
    """Makes them on their days, the vague one overtaken by the one that says who does what."""
    made = [_made(builder, number, *plan) for number, plan in enumerate(PLANS)]
    with clock.on(PLANS[3][0] + timedelta(days=120)):
        _said(builder, made[3], "superseded", "Too vague to follow", superseded_by=made[2])
    _chased(made[2])
    with clock.on(PLANS[2][1] + timedelta(days=80)):
        _answered(
            builder, made[2], "Nine of twelve teams write it down, Dr Sample's since 3 May 2025. The rest follow."
        )
    with clock.on(PLANS[4][1] - timedelta(days=30)):
        reason = "The next version of the national form is awaited."
        owner_pauses.begin(recommendation_id=made[4].pk, by=builder.people["manager"], reason=reason)


def _chased(row: Recommendation) -> None:
    """Each step of the ladder on its day, as far as today."""
    now = today()
    for step in OWNERS.steps.values():
        day = OWNERS.on(step, row.due_on)
        if day < now:
            with clock.on(day):
                owner_reminders.take(recommendation_id=row.pk, by=SYSTEM)


def _answered(builder, row: Recommendation, words: str) -> None:
    """The owner says so by link; the CDR manager has not read it yet."""
    link = owner_links.send(recommendation_id=row.pk, by=builder.people["chair"])
    row.refresh_from_db()
    owner_links.answer(link_id=link.pk, version=row.version, state=row.state, words=words, by=OwnerByLink(link))


def _made(builder, number: int, on, due_on, level, strength, owner, text, measure, said) -> Recommendation:
    with clock.on(on):
        row = recommendations.add_across_cases(
            panel=builder.panel, new_id=key("recommendation", number), by=builder.people["chair"], text=text,
            owner=owner, owner_email="owner@example.org", due_on=due_on, level=level, strength=strength,
            measure=measure,
        )  # fmt: skip
    for days, state, words in said:
        with clock.on(on + timedelta(days=days)):
            _said(builder, row, state, words)
    return row


def _said(builder, row: Recommendation, state: str, words: str, **more) -> None:
    row.refresh_from_db()
    recommendations.change(
        recommendation_id=row.pk, version=row.version, state=state, answer=words, by=builder.people["chair"], **more
    )
