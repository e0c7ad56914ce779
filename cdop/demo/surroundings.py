"""What stands around the live cases: processes with their days, review meetings, what families asked."""

from datetime import date, datetime, time, timedelta

from cases.actions import family, marks, processes, review_guests, review_meetings
from cases.models import Case, MeetingGuest
from cdop.demo import clock
from cdop.demo.history import key
from common.dates import today

MOTHERS = {1006: "9990000018", 1011: "9990000018"}
"""Two of the live cases have one mother, so that a death in the family is proposed."""

GUESTS = (
    ("Dr Uma Unreal", "General practitioner", "Sample Surgery", "gp@example.org", False),
    ("Dr Ona Notreal", "Consultant", "Sample General Hospital", "ward@example.org", True),
    ("Sergeant Ira Fictive", "Investigator", "Sample Police", "police@example.org", True),
)


def first_steps(builder, case: Case) -> None:
    """The first decisions, on the day of the death."""
    case.refresh_from_db()
    days = {"decided": case.died_on, "told": case.notified_on}
    marks.note(case_id=case.pk, version=case.version, by=builder.people["manager"], days=days)


def arranged(builder, case: Case, number: int, on: date):
    """A review meeting with three people invited."""
    manager = builder.people["manager"]
    meeting = review_meetings.arrange(
        case_id=case.pk,
        new_id=key("review meeting", number),
        by=manager,
        starts_at=datetime.combine(on, time(10), tzinfo=clock.LONDON),
        ends_at=datetime.combine(on, time(11, 30), tzinfo=clock.LONDON),
        place="Sample General Hospital, seminar room",
        chair="Dr Sol Imaginary",
    )
    names = ("name", "role", "organisation", "email", "essential")
    review_guests.invite(
        meeting_id=meeting.pk, people=[dict(zip(names, guest, strict=True)) for guest in GUESTS], by=manager
    )
    return meeting


def held(builder, case: Case, number: int, on: date) -> None:
    """A review meeting that was arranged five weeks before, held, and reported two weeks later."""
    manager = builder.people["manager"]
    with clock.on(on - timedelta(days=35)):
        meeting = arranged(builder, case, number, on)
    with clock.on(on, time(12)):
        came = dict(zip(GUESTS, ("present", "present", "report"), strict=True))
        attendance = {guest.pk: came[_of(guest)] for guest in meeting.guests.all()}
        meeting = review_meetings.hold(
            meeting_id=meeting.pk, version=meeting.version, by=manager, attendance=attendance
        )
    with clock.on(on + timedelta(days=14)):
        review_meetings.receive_report(meeting_id=meeting.pk, version=meeting.version, by=manager, on=today())


def _of(guest: MeetingGuest) -> tuple:
    return next(one for one in GUESTS if one[3] == guest.email)


def sudden(builder, case: Case, number: int, opened: date) -> None:
    """A joint agency response and an inquest, with the days that matter."""
    _add(
        builder, case, f"jar {number}", "jar", opened, status="open", started_on=case.died_on,
        triggers=["sudden"], lead="Dr Sol Imaginary", reference="SAMPLE-42",
        days={"initial": case.died_on, "scene": case.died_on + timedelta(days=1),
              "second": case.died_on + timedelta(days=9)},
    )  # fmt: skip
    _add(
        builder, case, number, "coroner", opened, status="open", started_on=opened + timedelta(days=3),
        blocks_review=True, post_mortem="coroner", lead="Sample Coroner's Office",
        days={"reported": case.died_on, "ordered": opened + timedelta(days=3), "told": opened + timedelta(days=5),
              "opened": opened + timedelta(days=20)},
    )  # fmt: skip


def newborn(builder, case: Case, number: int, opened: date) -> None:
    """A perinatal mortality review that the review meeting waits for, and the certificate."""
    _add(
        builder, case, f"pmrt {number}", "pmrt", opened, status="open", started_on=opened + timedelta(days=10),
        blocks_meeting=True, lead="Sample General Hospital", grade_birth="B", days={},
    )  # fmt: skip
    _add(
        builder, case, f"examiner {number}", "medical_examiner", opened, status="complete", started_on=case.died_on,
        ended_on=opened + timedelta(days=4), cause_1="Invented cause: extreme prematurity",
        days={"scrutiny": opened, "certificate": opened, "registered": opened + timedelta(days=4),
              "registrar_told": opened + timedelta(days=8)},
    )  # fmt: skip


def _add(builder, case: Case, name, kind: str, opened: date, **fields) -> None:
    processes.add(case_id=case.pk, new_id=key("process", name), by=builder.people["manager"], kind=kind, **fields)


def family_thread(builder, case: Case, number: int) -> None:
    """A leaflet, a call, a question with its answer and one that still waits."""
    manager, keyworker = builder.people["manager"], builder.people["keyworker"]
    common = {"case_id": case.pk, "by": keyworker}
    family.add_contact(**common, new_id=key("leaflet", number), kind="leaflet", on=today())
    family.add_contact(
        **common,
        new_id=key("call", number),
        kind="call",
        on=today(),
        text="Rang the family; they know how to reach me.",
    )
    first = family.ask(
        **common, new_id=key("question", number), asked_on=today(), asked_by="mother",
        text="Could anything have been done sooner? (invented)",
    )  # fmt: skip
    family.ask(
        **common, new_id=key("second question", number), asked_on=today(), asked_by="father",
        text="Will we be told what the panel says? (invented)",
    )  # fmt: skip
    family.answer(
        question_id=first.pk, version=first.version, by=manager, answered_on=today(), answered_in="clinician",
        answered_by="Dr Ona Notreal", answer="The consultant went through the last days with both parents (invented).",
    )  # fmt: skip


def around(builder, case: Case, number: int, opened: date, stage: str) -> None:
    """Whatever belongs to a live case of this stage."""
    with clock.on(opened + timedelta(days=1)):
        first_steps(builder, case)
    if stage == "opened":
        return
    if stage == "inquest":
        sudden(builder, case, number, opened)
    if stage == "asked" and case.age_days < 28:
        newborn(builder, case, number, opened)
    if number % 3:
        with clock.on(opened + timedelta(days=9)):
            family_thread(builder, case, number)
