"""What a member wrote for themselves, and the spread of ratings that the chair may see."""

from collections import defaultdict
from collections.abc import Iterable

from cases.models import Exclusion
from panels.models import AgendaItem, Discussion, FactorRating, Invitation, Meeting, PrivateNote, Sitting
from panels.selectors import people


def note_of(item: AgendaItem, user) -> PrivateNote | None:
    """The reader's own note. There is no way to ask for another's."""
    return PrivateNote.objects.filter(item=item, user_id=user.pk).first()


def ratings_of(item: AgendaItem, user) -> dict[str, FactorRating]:
    """The reader's own ratings by factor."""
    return {rating.factor: rating for rating in FactorRating.objects.filter(item=item, user_id=user.pk)}


def discussed(item: AgendaItem) -> bool:
    """Whether the panel has begun to talk about the case."""
    begun = Sitting.objects.filter(item=item).exists() or Discussion.objects.filter(item=item).exists()
    return begun or item.outcome != AgendaItem.Outcome.PENDING


def expected(item: AgendaItem) -> list[Invitation]:
    """Whose ratings are waited for: the people present, or before the meeting everybody invited who did not decline."""
    closed = set(Exclusion.objects.filter(case=item.case_id).values_list("user_id", flat=True))
    started = item.meeting.state != Meeting.State.SCHEDULED
    return [
        one
        for one in people(item.meeting)
        if one.user_id not in closed
        and (one.attendance in Invitation.CAME if started else one.reply != Invitation.Reply.DECLINED)
    ]


def by_person(item: AgendaItem, keys: Iterable[str]) -> dict:
    """``{user key: {factor: rating}}`` for the factors of the paper as it stands."""
    found: dict = defaultdict(dict)
    for rating in FactorRating.objects.filter(item=item, factor__in=list(keys)):
        found[rating.user_id][rating.factor] = rating
    return dict(found)
