"""How well the year's meetings were run, as figures: each row with its own base, never in a public edition."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from cases.models import Case, DelayReason
from common.dates import FinancialYear, today
from panels.actions import conflicts, live, minutes, packs
from panels.models import Meeting, Minutes, Pack
from panels.selectors import quality, room
from panels.selectors.report import meetings_held
from reporting.figures import PUBLIC, annual_figures
from reporting.statistics import annual_tables
from tests import factories
from tests import scenarios_panels as scene
from tests.integration.reporting import rows

YEAR = FinancialYear.of(today())


def table(panel, name: str, year: FinancialYear = YEAR):
    """One of the figures before protection."""
    return next(one for one in annual_tables(panel, year) if one.key == f"quality.{name}")


def counts(panel, name: str) -> dict:
    """``{row: (number, out of)}``."""
    return {row.code: (row.count, row.population) for row in table(panel, name).rows}


@pytest.fixture
def colleague(person):
    """One more member."""
    return person(Role.MEMBER, organisation=factories.organisation(), seat="core")


@pytest.fixture
def cases(panel, manager) -> list[Case]:
    """Two prepared cases."""
    return [scene.summarised(panel, manager) for _ in range(2)]


@pytest.fixture
def met(cases, manager, chair, member, colleague) -> Meeting:
    """A meeting held: one case agreed, of which a member had a conflict, and one deferred."""
    meeting = scene.opened(*cases, manager=manager, invited=[chair, member, colleague])
    item = scene.item(meeting, cases[0])
    conflicts.declare(item_id=item.pk, meeting_id=meeting.pk, reason="Sample", by=colleague)
    scene.decide(meeting, cases[0], chair)
    scene.decide(meeting, cases[1], chair, outcome="deferred", reason="The inquest is not over")
    live.finalise(meeting_id=meeting.pk, by=chair)
    return Meeting.objects.get(pk=meeting.pk)


def test_meetings_are_counted_by_quorum_papers_and_minutes(panel, manager, met):
    none = {"papers_in_time": (0, 1), "minutes_in_time": (0, 1), "minutes_approved": (0, 1)}
    assert counts(panel, "meetings") == {"quorate": (1, 1), **none}
    found = Minutes.objects.get(meeting=met)
    minutes.send(minutes_id=found.pk, version=found.version, by=manager)
    Pack.objects.filter(meeting=met).update(released_at=met.starts_at - timedelta(days=9))
    assert counts(panel, "meetings") == {**none, "quorate": (1, 1), "papers_in_time": (1, 1), "minutes_in_time": (1, 1)}
    words = "Median: papers were released 9 days before the meeting; minutes were sent 0 days after the meeting."
    assert table(panel, "meetings").note == words
    Minutes.objects.update(sent_at=met.starts_at + timedelta(days=15))
    assert counts(panel, "meetings")["minutes_in_time"] == (0, 1)


def test_minutes_are_approved_in_time_by_the_next_meeting_held(panel, manager, chair, member, met):
    Meeting.objects.filter(pk=met.pk).update(
        starts_at=met.starts_at - timedelta(days=30), ends_at=met.ends_at - timedelta(days=30)
    )
    found = Minutes.objects.get(meeting=met)
    minutes.send(minutes_id=found.pk, version=found.version, by=manager)
    case = scene.summarised(panel, manager)
    later = scene.opened(case, manager=manager, invited=[chair, member])
    minutes.approve(minutes_id=found.pk, at_meeting=later.pk, by=chair)
    scene.decide(later, case, chair)
    assert not quality._approved_next(met, Minutes.objects.get(pk=found.pk), None)  # that meeting is not over
    live.finalise(meeting_id=later.pk, by=chair)
    (first,) = [
        one
        for year in {YEAR, FinancialYear.of(today() - timedelta(days=30))}
        for one in quality.meetings(panel, meetings_held(panel, year))
        if one.on < today()
    ]
    assert first.approved_next


def test_cases_are_counted_by_what_became_of_them(panel, met):
    assert counts(panel, "cases") == {
        "decided": (1, 2), "awaiting": (0, 2), "deferred": (1, 2), "conflict": (1, 2), "with_quorum": (1, 1),
    }  # fmt: skip
    assert table(panel, "cases").note == "2.0 cases at a meeting on average."


def test_a_decision_without_a_quorum_is_seen(panel, cases, manager, chair, member):
    meeting = scene.opened(cases[0], manager=manager, invited=[chair, member])
    scene.attend(meeting, manager, member, attendance="absent")
    item = scene.item(meeting, cases[0])
    why = "It cannot wait (invented)."
    live.decide(
        meeting_id=meeting.pk, item_id=item.pk, version=item.version, outcome="decided", without_quorum=why, by=chair
    )
    live.finalise(meeting_id=meeting.pk, by=chair)
    assert counts(panel, "cases")["with_quorum"] == (0, 1)
    assert counts(panel, "meetings")["quorate"] == (0, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        (-60, None, "awaiting_inquest"),
        (14, None, "awaiting_inquest"),
        (15, None, "unrecorded"),
        (-60, 0, "unrecorded"),
        (-60, 1, "awaiting_inquest"),
    ],
)
def test_deferrals_are_counted_by_the_reason_that_ran(panel, cases, met, starts, ends, code):
    DelayReason.objects.filter(case=cases[1]).delete()
    begun, ended = met.held_on + timedelta(days=starts), None if ends is None else met.held_on + timedelta(days=ends)
    DelayReason.objects.create(
        case=cases[1], code="awaiting_inquest", owner="Coroner", started_on=begun, ended_on=ended
    )
    found = counts(panel, "deferrals")
    assert {key: number for key, number in found.items() if number[0]} == {code: (1, 1)}


def test_readers_are_those_who_came_and_the_papers_open_to_them(panel, met, member, colleague, chair):
    pack = Pack.objects.get(meeting=met)
    assert counts(panel, "readers") == {"all": (0, 3), "some": (0, 3), "none": (3, 3)}
    pages = {page.case_id: page for page in pack.papers.all()}
    open_to_colleague = [page for case, page in pages.items() if not case_closed(case, colleague)]
    packs.PaperRead.objects.bulk_create(
        packs.PaperRead(paper=page, user=user)
        for user, own in ((member, pages.values()), (colleague, open_to_colleague), (chair, [*pages.values()][:1]))
        for page in own
    )
    packs.PaperRead.objects.update(at=met.starts_at - timedelta(hours=1))
    assert counts(panel, "readers") == {"all": (2, 3), "some": (1, 3), "none": (0, 3)}
    packs.PaperRead.objects.update(at=met.starts_at + timedelta(hours=1))
    assert counts(panel, "readers")["none"] == (3, 3)
    assert len(room.invited(met)) == 3


def case_closed(case, user) -> bool:
    """Whether somebody had a conflict."""
    return user.conflicts.filter(case=case).exists()


def test_reviews_are_counted_by_what_they_recorded(panel, person):
    year, doctor = FinancialYear(2024), person(Role.DOCTOR)
    full = rows.reviewed(panel, reviewed_on=date(2024, 6, 3))
    rows.factor(full, "smoking_in_pregnancy", by=doctor)
    before = {row.code: (row.count, row.population) for row in table(panel, "reviews", year).rows}
    full.analysis.learning_points.create(text="Sample")
    full.analysis.__class__.objects.update(cause_1="Sample", modifiability="")
    after = {row.code: (row.count, row.population) for row in table(panel, "reviews", year).rows}
    assert (before["factors"], before["learning"], after["learning"]) == ((1, 1), (0, 1), (1, 1))
    assert (after["cause"], after["modifiability"], after["complete"]) == ((1, 1), (0, 1), (0, 1))


def test_nothing_of_it_is_public_and_nothing_crosses_panels(panel, other_panel, met):
    assert not any(one.key.startswith("quality.") for one in annual_figures(panel, YEAR, PUBLIC).tables)
    factories.person(other_panel, Role.MANAGER)
    assert not any(one.rows for one in annual_tables(other_panel, YEAR) if one.key.startswith("quality."))
    assert counts(panel, "meetings")["quorate"] == (1, 1)


def test_the_cost_does_not_grow_with_cases_or_meetings(panel, manager, chair, member, django_assert_max_num_queries):
    found = []
    for size in (1, 3):
        many = [scene.summarised(panel, manager) for _ in range(size)]
        meeting = scene.opened(*many, manager=manager, invited=[chair, member])
        for case in many:
            scene.decide(meeting, case, chair)
        live.finalise(meeting_id=meeting.pk, by=chair)
        with django_assert_max_num_queries(60) as counted:
            quality.of_year(panel, meetings_held(panel, YEAR))
        found.append(len(counted))
    assert found[0] == found[1]
