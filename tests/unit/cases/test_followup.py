"""What may become of a recommendation, as a table."""

import pytest

from cases import followup
from common.errors import NotNow

SAID = {"answer": "Done so", "superseded_by": "x", "absorbed_into": "The plan"}
STATES = [state.value for state in followup.State]
MAY = {
    "proposed": STATES,
    "accepted": ["accepted", "in_progress", "done", "declined", "superseded", "absorbed"],
    "in_progress": ["accepted", "in_progress", "done", "declined", "superseded", "absorbed"],
    "done": ["in_progress", "done"],
    "declined": ["accepted", "in_progress", "declined"],
    "superseded": ["in_progress", "superseded"],
    "absorbed": ["in_progress", "absorbed"],
}
OWNER_MAY = {
    **dict.fromkeys(("proposed", "accepted", "in_progress"), ["accepted", "in_progress", "done", "declined"]),
    **dict.fromkeys(("done", "declined", "superseded", "absorbed"), []),
}


def allowed(before: str, after: str, *, owner: bool) -> bool:
    """Whether the step passes, with everything said that could be asked for."""
    try:
        followup.require(before, after, SAID, owner=owner)
    except NotNow:
        return False
    return True


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize(("owner", "table"), [(False, MAY), (True, OWNER_MAY)])
def test_steps(before, owner, table):
    assert [after for after in STATES if allowed(before, after, owner=owner)] == table[before]


@pytest.mark.parametrize(
    ("state", "given", "code"),
    [
        ("done", {"answer": " "}, "answer"),
        ("declined", {}, "answer"),
        ("superseded", {"answer": "Because"}, "superseded_by"),
        ("absorbed", {"answer": "Because", "absorbed_into": ""}, "absorbed_into"),
    ],
)
def test_what_each_needs(state, given, code):
    with pytest.raises(NotNow) as refused:
        followup.require("in_progress", state, given)
    assert refused.value.code == code


@pytest.mark.parametrize("state", ["proposed", "accepted", "in_progress"])
def test_an_open_state_needs_nothing(state):
    assert followup.missing(state, {}) is None
