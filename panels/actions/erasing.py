"""Takes a case out of papers, agendas and minutes. Called inside the one transaction of an erasure."""

from cases.actions.erasing import rows_of, take_away
from cases.erasing import Part
from cases.models import Case
from panels.erasing import GOES
from panels.models import AgendaItem, Minutes, Sitting

ITEMS = Part("panels.AgendaItem")


def keys_of(cases: list[Case]) -> set[str]:
    """Keys of rows under which mail about the cases can be found."""
    return {str(key) for part in GOES for key in rows_of(part, cases).values_list("pk", flat=True)}


def erase(cases: list[Case]) -> None:
    """Everything of the cases in this app."""
    items = {str(key) for key in rows_of(ITEMS, cases).values_list("pk", flat=True)}
    meetings = AgendaItem.objects.filter(pk__in=items).values("meeting")
    Sitting.objects.filter(item__in=items).update(item=None, since=None)
    for minutes in Minutes.objects.select_for_update(of=("self",)).filter(meeting__in=meetings):
        _leave_out(minutes, items)
    take_away(GOES, cases)


def _leave_out(minutes: Minutes, items: set[str]) -> None:
    """Of approved minutes too. The words before and after all items are the meeting's, not the case's."""
    kept = [item for item in minutes.facts["items"] if item["item"] not in items]
    minutes.facts = {**minutes.facts, "items": kept}
    minutes.texts = {key: words for key, words in minutes.texts.items() if key not in items}
    minutes.version += 1
    minutes.save()
