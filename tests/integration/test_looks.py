"""Whoever is shown who a child or a family is leaves one entry in the trail for it, and none twice."""

from collections import Counter

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IDENTITY = {
    "first_names", "surname", "nhs number", "date of birth", "postcode", "address", "relative name",
    "relative nhs number", "relative date of birth", "relative address",
}  # fmt: skip
LOOKS = {
    "identity_viewed", "names_listed", "names_searched", "notification_viewed", "merge_compared", "return_viewed",
}  # fmt: skip
"""Entries that say that somebody saw who it was."""


def _answers(sweep):
    """``(what was asked, by whom, the answer, what of an identity stands in it)``."""
    for (name, method), answers in (sweep.answers | sweep.more).items():
        for who, answer in answers.items():
            yield f"{method} {name}", who, answer, sweep.canaries.found_in(answer.body) & IDENTITY


def test_no_identity_is_shown_without_an_entry(sweep):
    shown = [(asked, who, answer) for asked, who, answer, found in _answers(sweep) if found]
    assert len(shown) > 100
    assert {"manager", "doctor", "key_worker", "respondent"} <= {who for _, who, _ in shown}
    assert not [(asked, who) for asked, who, answer in shown if not LOOKS.intersection(answer.entries)]


def test_no_look_is_recorded_twice(sweep):
    twice = [
        (asked, who, verb)
        for asked, who, answer, _ in _answers(sweep)
        for verb, times in Counter(answer.entries).items()
        if verb in LOOKS and times > 1
    ]
    assert not twice
