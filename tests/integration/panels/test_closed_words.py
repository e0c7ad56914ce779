"""What is said of a case that is closed, and of the members whom the record names: no more than is known."""

from django.urls import reverse

from panels.actions import live, minutes
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
    assert "This item is closed to you." in html
    assert case.reference not in html
    assert "onflict of interest" not in html
