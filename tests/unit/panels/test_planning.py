"""The proposed agenda, the capacity forecast and themes as tables."""

from datetime import date, timedelta

import pytest

from panels import themes
from panels.planning import Waiting, forecast, propose

ON = date(2026, 3, 12)


def case(reference: str, waited: int = 100, due: int | None = None, **more) -> Waiting:
    """``due``: days from the meeting to the target, negative where it has passed."""
    on = ON + timedelta(days=due) if due is not None else None
    return Waiting(key=reference, reference=reference, ready=more.pop("ready", True), waited=waited, due_on=on, **more)


@pytest.mark.parametrize(
    ("cases", "theme", "room", "chosen", "left"),
    [
        ([], "", 180, [], []),
        ([case("a", 10), case("b", 300)], "", 180, ["b", "a"], []),
        ([case("a", 300, due=5), case("b", 10, due=-1)], "", 180, ["b", "a"], []),
        ([case("a", 10, due=-50), case("b", 10, due=-90)], "", 180, ["b", "a"], []),
        ([case("a", 300), case("b", 10, fits_theme=True)], "Neonatal", 180, ["b", "a"], []),
        ([case("a", 300), case("b", 10, fits_theme=True)], "", 180, ["a", "b"], []),
        ([case("a", 30), case("b", 20), case("c", 10)], "", 40, ["a", "b"], ["c"]),
        ([case("a", 300, held="Suicide. Two more are nearly ready."), case("b", 10)], "", 180, ["b"], ["a"]),
        ([case("a", 300, ready=False), case("b", 10)], "", 180, ["b"], ["a"]),
        ([case("a")], "", 19, [], ["a"]),
        ([case("a")], "", 20, ["a"], []),
        ([case("b"), case("a")], "", 180, ["a", "b"], []),
    ],
)
def test_propose(cases, theme, room, chosen, left):
    made = propose(cases, theme=theme, room=room, minutes=20, on=ON)
    assert [one.case.key for one in made if one.chosen] == chosen
    assert [one.case.key for one in made if not one.chosen] == left


@pytest.mark.parametrize(
    ("waiting", "theme", "room", "words"),
    [
        (case("a", 100), "", 60, "Waited 100 days since notification."),
        (case("a", 1, due=-30), "", 60, "Waited 1 day since notification. Its target of 10 February 2026 will be "
         "30 days past."),
        (case("a", 5, due=1), "", 60, "Waited 5 days since notification. Its target is 13 March 2026, 1 day after this "
         "meeting."),
        (case("a", 5, due=0), "", 60, "Waited 5 days since notification. Its target is the day of this meeting, "
         "12 March 2026."),
        (case("a", 5, fits_theme=True), "SUDI", 60, "Fits the theme “SUDI”. Waited 5 days since notification."),
        (case("a", 5), "", 10, "No room: 10 minutes are left and it takes 20. Waited 5 days since notification."),
        (case("a", 5, ready=False), "", 60, "Not ready: its summary is not written and checked. Waited 5 days since "
         "notification."),
        (case("a", 5, held="SUDI. Wait."), "", 60, "Held back: SUDI. Wait. Waited 5 days since notification."),
    ],
)  # fmt: skip
def test_every_proposal_is_explained(waiting, theme, room, words):
    (made,) = propose([waiting], theme=theme, room=room, minutes=20, on=ON)
    assert made.why == words


@pytest.mark.parametrize(
    ("backlog", "decided", "arriving", "apart", "meetings", "words"),
    [
        (0, [5, 5], 20, 30, 0, "No case waits for the panel."),
        (4, [], 20, 30, None, "After two meetings"),
        (4, [3], 20, 30, None, "After two meetings"),
        (4, [0, 0], 20, 30, None, "After two meetings"),
        (12, [5, 5, 5], 0, 30, 3, "clears in 3 meetings."),
        (1, [5, 5], 0, 30, 1, "1 case waits for the panel. The last 2 meetings decided 5.0 each"),
        (12, [6, 4], 24, 30, 4, "about 2.0 new cases come between two meetings. At this rate it clears in 4 meetings."),
        (12, [2, 2], 36, 30, None, "At this rate the backlog does not clear."),
        (12, [2, 2], 365, 2, None, "does not clear"),
    ],
)
def test_forecast(backlog, decided, arriving, apart, meetings, words):
    found = forecast(backlog=backlog, decided=decided, arriving=arriving, days_apart=apart)
    assert found.meetings == meetings
    assert words in found.sentence


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        ([date(2026, 4, 9), date(2026, 5, 14), date(2026, 6, 11), date(2026, 7, 9)], "3 meetings, about June 2026."),
        ([date(2026, 4, 9)], "3 meetings, about June 2026."),  # two more at the usual distance of 30 days
    ],
)
def test_forecast_names_the_month(planned, words):
    assert forecast(backlog=15, decided=[5, 5], arriving=0, days_apart=30, planned=planned).sentence.endswith(words)


@pytest.mark.parametrize(
    ("theme", "age", "categories", "fits"),
    [
        ("Neonatal", 27, [], True), ("neonatal panel", 0, [], True), ("Neonatal", 28, [8], False),
        ("Neonatal", None, [8], False), ("Suicide", 5000, [2], True), ("Suicide", 5000, [3], False),
        ("SUDI", 60, [10, 4], True), ("SUDI", 60, [], False), ("Asthma", 60, [5], False), ("", 3, [2, 10], False),
    ],
)  # fmt: skip
def test_what_fits_a_theme(theme, age, categories, fits):
    assert themes.fits(theme, age_days=age, categories=categories) is fits


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Asthma", "asthma", True), ("Themed panel: x", "x", False), ("Asthma panel", " asthma ", True), ("", "", False)],
)
def test_the_same_theme(one, other, same):
    assert themes.same(one, other) is same
