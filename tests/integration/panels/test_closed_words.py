"""What is said of a case that is closed, and of the members whom the record names: no more than is known."""

import pytest
from django.urls import reverse

from panels.actions import conflicts, live, minutes, possible
from panels.models import Minutes, PossibleConflict
from tests import scenarios_panels as scene


def _named(case, email: str) -> None:
    child = scene.identify(case, first_names="Zqchild")
    child.professionals.create(role="Nurse", name="Zqsomebody Else", organisation="Zqelsewhere", email=email)


def test_one_line_for_a_member_with_a_link_for_each_case(signed_in, manager, member, case, second_case):
    for one in (case, second_case):
        _named(one, member.email)
    meeting = scene.meeting_with(case, second_case, manager=manager, invited=[member])
    html = signed_in(manager).get(reverse("panels:meeting", args=[meeting.pk])).content.decode()
    assert html.count("is named in the record of the case") == 1
    for row in PossibleConflict.objects.all():
        assert reverse("panels:settle_conflict", args=[meeting.pk, row.pk]) in html


def test_a_case_shut_until_somebody_decides_is_not_called_a_conflict(signed_in, manager, member, case, second_case):
    _named(case, member.email)
    meeting = scene.opened(case, second_case, manager=manager, invited=[member])
    for one in (case, second_case):
        scene.decide(meeting, one, manager, outcome="deferred", reason="The inquest is not over")
    live.finalise(meeting_id=meeting.pk, by=manager)
    held = Minutes.objects.get(meeting=meeting)
    minutes.send(minutes_id=held.pk, version=held.version, by=manager)
    html = signed_in(member).get(reverse("panels:minutes", args=[meeting.pk])).content.decode()
    assert "This item is closed to you until it is settled whether you have a conflict of interest." in html
    assert case.reference not in html
    assert "because of a conflict" not in html


UNTIL, BECAUSE = "Closed to you until it is settled whether you have a conflict", "Closed to you because of a conflict"


@pytest.mark.parametrize(
    ("conflict", "says", "open_"), [(None, UNTIL, False), (True, BECAUSE, False), (False, "", True)]
)
@pytest.mark.parametrize("page", ["meeting", "minutes"])
def test_each_list_says_what_is_true(signed_in, manager, member, case, second_case, conflict, says, open_, page):
    _named(case, member.email)
    meeting = scene.opened(case, second_case, manager=manager, invited=[member])
    row = PossibleConflict.objects.get()
    if conflict is not None:
        settled = {"meeting_id": meeting.pk, "possible_id": row.pk, "version": row.version, "by": manager}
        possible.settle(conflict=conflict, reason="They were asked", **settled)
    if page == "minutes":
        for one in (case, second_case):
            scene.decide(meeting, one, manager, outcome="deferred", reason="The inquest is not over")
        live.finalise(meeting_id=meeting.pk, by=manager)
        held = Minutes.objects.get(meeting=meeting)
        minutes.send(minutes_id=held.pk, version=held.version, by=manager)
    html = signed_in(member).get(reverse(f"panels:{page}", args=[meeting.pk])).content.decode()
    assert [words for words in (UNTIL, BECAUSE) if words.lower() in html.lower()] == ([says] if says else [])
    assert (case.reference in html) is open_


def test_the_agenda_that_is_built_says_it_too(signed_in, manager, member, case, second_case):
    conflicts.declare(
        meeting_id=(meeting := scene.meeting_with(case, second_case, manager=manager, invited=[member])).pk,
        item_id=scene.item(meeting, case).pk, reason="Kin", by=manager,
    )  # fmt: skip
    html = signed_in(manager).get(reverse("panels:agenda", args=[meeting.pk])).content.decode()
    assert BECAUSE in html
