"""A member's ratings of the factors in the released paper, and the spread of all for the chair."""

from collections.abc import Sequence

from common.components import Column, Table
from common.errors import NotNow
from panels import spread as spreading
from panels.forms.papers import RatingsForm
from panels.models import AgendaItem, FactorRating
from panels.pages import papers
from panels.papers import factor_key
from panels.presenters import room as shown
from panels.selectors import private, room


def _factors(item: AgendaItem) -> list[dict]:
    """The factors of the paper as released. Raises ``NotNow`` where there are none to rate."""
    pack = room.latest(item.meeting)
    paper = pack.papers.filter(case=item.case_id).first() if pack and pack.withdrawn_at is None else None
    if paper is None or not paper.content["factors"]:
        raise NotNow("factors", "The released papers list no factors for this case.")
    return paper.content["factors"]


def ratings(item: AgendaItem, user, data=None) -> dict:
    """The form of one's own ratings."""
    factors = _factors(item)
    if private.discussed(item):
        raise NotNow("discussed", "The panel has taken up this case. Ratings are taken before the discussion.")
    initial = RatingsForm.initial_of(factors, private.ratings_of(item, user))
    return {"item": item, "meeting": item.meeting, "form": RatingsForm(data, factors=factors, initial=initial)}


def spread(item: AgendaItem) -> dict:
    """How far the members are apart."""
    factors = _factors(item)
    keys = [factor["key"] for factor in factors]
    people = {one.user_id: str(one.user) for one in private.expected(item)}
    views = {
        user: {key: spreading.View(rating.relevance, rating.modifiable) for key, rating in own.items()}
        for user, own in private.by_person(item, keys).items()
    }
    found = spreading.spread(keys, people, views)
    names = {factor["key"]: factor["name"] for factor in factors}
    return {
        "item": item,
        "meeting": item.meeting,
        "spread": found,
        "fewest": spreading.FEWEST,
        "tables": _tables(found, names, decided(item)),
        "named": [(names[one.key], _named(one, names[one.key])) for one in found.factors if one.named],
        "title": shown.shown(item, None).bar.title,
    }


def decided(item: AgendaItem) -> dict[str, tuple[str, str]] | None:
    """``{factor key: what the panel decided of it}``, relevance and whether modifiable; nothing before the decision."""
    view = papers.live(item).analysis if item.outcome != AgendaItem.Outcome.PENDING else None
    if view is None:
        return None
    lines = [(domain, line) for domain, group in view.domains for line in group]
    return {
        factor_key(domain, line.name, line.words): (line.relevance, "Yes" if line.modifiable else "No")
        for domain, line in lines
    }


LEFT_OUT = ("Not among the factors", "Not among the factors")


def _tables(found: spreading.Spread, names: dict, became: dict | None) -> list[Table]:
    """How many chose what: one table for each of the two questions, so that both fit a tablet.

    After the decision what the panel decided stands beside it.
    """
    if not found.factors:
        return []
    degrees = [(n, str(n)) for n in (0, 1, 2)]
    tables = (("Relevance", degrees, "relevance"), ("Modifiable", FactorRating.Modifiable.choices, "modifiable"))
    made = []
    for place, (question, choices, name) in enumerate(tables):
        rows = [(names[one.key], getattr(one, name)) for one in found.factors]
        beside = [became.get(one.key, LEFT_OUT)[place] for one in found.factors] if became is not None else []
        made.append(_counted(question, choices, rows, beside))
    return made


def _counted(question: str, choices: Sequence, rows: list[tuple], beside: list[str]) -> Table:
    columns = [Column("Factor"), *(Column(str(label), numeric=True) for _, label in choices)]
    made = [[name, *(counts.get(value, 0) for value, _ in choices)] for name, counts in rows]
    if beside:
        columns.append(Column("Decided"))
        made = [[*row, words] for row, words in zip(made, beside, strict=True)]
    return Table(f"{question}: how many chose what", columns, made, stack=True)


def _named(one: spreading.FactorSpread, factor: str) -> Table:
    labels = dict(FactorRating.Modifiable.choices)
    rows = [[name, view.relevance, str(labels[view.modifiable])] for name, view in one.named]
    columns = [Column("Member"), Column("Relevance", numeric=True), Column("Modifiable")]
    return Table(f"Who chose what: {factor}", columns, rows, caption_hidden=True)
