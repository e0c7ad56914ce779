"""What may become of a recommendation, who may say so, and what has to be said with it. Pure."""

from cases.models import Recommendation
from common.errors import NotNow

State = Recommendation.State

OPEN = (State.PROPOSED, State.ACCEPTED, State.IN_PROGRESS)
CLOSED = (State.DONE, State.DECLINED, State.SUPERSEDED, State.ABSORBED)

ALLOWED: dict[str, frozenset[str]] = {
    State.PROPOSED: frozenset(State),
    State.ACCEPTED: frozenset(State) - {State.PROPOSED},
    State.IN_PROGRESS: frozenset(State) - {State.PROPOSED},
    State.DONE: frozenset({State.DONE, State.IN_PROGRESS}),
    State.DECLINED: frozenset({State.DECLINED, State.ACCEPTED, State.IN_PROGRESS}),
    State.SUPERSEDED: frozenset({State.SUPERSEDED, State.IN_PROGRESS}),
    State.ABSORBED: frozenset({State.ABSORBED, State.IN_PROGRESS}),
}
"""From where to where. Staying is saying more; leaving a closed state is taking the closing back."""

OWNERS = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.DONE, State.DECLINED})
"""What an owner may say by link; the rest is the panel's to say. Nothing that is closed is opened by link."""

WANTED = {
    State.DONE: ("answer", "Say what was done and how one can see it."),
    State.DECLINED: ("answer", "Say why it is declined."),
    State.SUPERSEDED: ("superseded_by", "Say which recommendation takes its place."),
    State.ABSORBED: ("absorbed_into", "Say where it goes on."),
}
"""What a state needs beside itself: the field and the sentence where it is missing."""


def choices(state: str, *, owner: bool = False) -> list[str]:
    """The states that may be said next, in the order of the list."""
    allowed = ALLOWED[state] & OWNERS if owner else ALLOWED[state]
    return [one for one in State if one in allowed]


def missing(state: str, given: dict) -> tuple[str, str] | None:
    """The field that the state needs and ``given`` leaves empty, with the sentence that asks for it."""
    wanted = WANTED.get(state)
    value = given.get(wanted[0]) if wanted else True
    return wanted if not (value.strip() if isinstance(value, str) else value) else None


def require(before: str, after: str, given: dict, *, owner: bool = False) -> None:
    """Raises ``NotNow`` where the step is not allowed, or something is missing."""
    if owner and before in CLOSED:
        raise NotNow("closed", "This recommendation is closed. Ask the panel.")
    if after not in choices(before, owner=owner):
        raise NotNow("state", f"“{State(before).label}” cannot become “{State(after).label}”.")
    found = missing(after, given)
    if found:
        raise NotNow(found[0], found[1])
