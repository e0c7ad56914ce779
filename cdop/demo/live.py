"""The present: work in every state, dated from today, so that each screen has something to show."""

from datetime import date, timedelta

from accounts.models import Organisation, Panel
from audit.recording import PUBLIC
from cases.actions import analysis, delays, notes, notify, requests, steps, triage
from cases.models import Case
from cases.workflow import Step
from cdop.demo import ahead, clock, forms, gathering, recommended, records, seated, surroundings, told, words
from cdop.demo.history import FACTS, Builder, key, name_key_worker
from cdop.demo.meetings import list_case, plan_meeting, release_papers, write_summary
from cdop.demo.people import People
from common.dates import today
from panels.actions import conflicts, invitations
from panels.models import AgendaItem, Invitation

OUTWARD = {"E06000032": "QZ1", "E06000055": "QZ2", "E06000056": "QZ3"}
"""Where the postcodes of each area begin, in the invented lookup."""

# days since notification, age in days, sex, area, category, expectedness, how far it has come
CASES = (
    (300, 2, "male", "E06000056", 8, "expected", "listed"),
    (280, 120, "female", "E06000032", 10, "unexpected", "listed"),
    (265, 5200, "male", "E06000055", 3, "unexpected", "listed"),
    (240, 15, "female", "E06000032", 7, "expected", "prepared"),
    (230, 900, "male", "E06000056", 9, "unexpected", "prepared"),
    (200, 0, "female", "E06000055", 8, "expected", "ready"),
    (150, 6100, "female", "E06000032", 2, "unexpected", "inquest"),
    (120, 40, "male", "E06000056", 7, "expected", "meeting_arranged"),
    (75, 1, "male", "E06000032", 8, "expected", "asked"),
    (33, 2500, "female", "E06000056", 4, "expected", "asked"),
    (6, 11, "female", "E06000055", 8, "expected", "opened"),
    (220, 1500, "female", "E06000055", 9, "unexpected", "prepared"),
    (210, 700, "female", "E06000055", 9, "unexpected", "prepared"),
)


def build(panel: Panel) -> int:
    """Makes the live cases, one coming meeting with a declared conflict, and notifications that wait."""
    builder, now = Builder(panel, People(panel)), today()
    gathering.keep_contacts(builder)
    upcoming = key("meeting", "upcoming")
    with clock.on(now - timedelta(days=20)):
        plan_meeting(builder, _weekday(now + timedelta(days=9)), upcoming, builder.people.core())
    for number, plan in enumerate(CASES, start=1001):
        _case(builder, now, upcoming, number, *plan)
    recommended.build(builder)
    told.build(builder)
    seated.build(builder)
    ahead.build(builder, _weekday(now + timedelta(days=37)))
    _replies(builder, upcoming)
    _conflict(builder, upcoming)
    release_papers(builder, upcoming)
    _waiting(builder, now)
    records.build(builder)
    return len(CASES)


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _case(builder, now, meeting, number, days, age, sex, area, category, expectedness, stage) -> None:
    opened = now - timedelta(days=days)
    row = _row(opened, age, sex, area, category, expectedness)
    with clock.on(opened):
        case = _open(builder, number, row)
        if stage != "opened":
            _office(builder, case, number, opened)
            _ask(builder, case, number, opened)
            forms.fill(builder, number, case)
    surroundings.around(builder, case, number, opened, stage)
    if stage == "asked":
        gathering.remind(builder, case, now)
    if stage in {"asked", "opened"}:
        return
    with clock.on(opened + timedelta(days=25)):
        _answered(builder, case)
    if stage == "inquest":
        _inquest(builder, case, number, opened)
    elif stage == "meeting_arranged":
        surroundings.arranged(builder, case, number, _weekday(now + timedelta(days=12)))
    else:
        _towards_panel(builder, now, meeting, case, number, row, stage)


def _row(opened: date, age: int, sex: str, area: str, category: int, expectedness: str) -> dict:
    return {
        "notified_on": opened,
        "died_on": opened - timedelta(days=1),
        "age_days": age,
        "sex": sex,
        "ethnicity": "A",
        "local_authority": area,
        "imd_decile": None,  # from the postcode
        "gestation_weeks": 24 if category == 8 else (39 if age < 365 else None),
        "place_of_death": "hospital" if expectedness == "expected" else "home",
        "expectedness": expectedness,
        "category": category,
    }


def _send(builder, number: int, row: dict, **child):
    facts = {name: row[name] for name in FACTS if name != "imd_decile"}
    return notify.send(
        key=key("live notification", number),
        panel=builder.panel,
        by=PUBLIC,
        facts={
            **facts,
            "died_on": row["died_on"],
            "local_authority_id": row["local_authority"],
            "circumstances": words.CIRCUMSTANCES,
            "notifier_name": "Sample Notifier",
            "notifier_role": "Consultant (invented)",
            "notifier_agency": "Sample General Hospital",
            "notifier_email": "notifier@example.org",
        },
        child={
            **words.names(number),
            "postcode": f"{OUTWARD[row['local_authority']]} {number % 10}AA",
            "born_on": row["died_on"] - timedelta(days=row["age_days"]),
            **child,
        },
        relatives=[
            {"relationship": "mother", "name": f"Parenta {words.names(number)['surname']}",
             "nhs_number": surroundings.MOTHERS.get(number, "")}
        ],
        professionals=[
            {"role": "General practitioner", "name": "Dr Uma Unreal", "organisation": "Sample Surgery",
             "email": "gp@example.org"},
            {"role": "Head teacher", "name": "Vic Unreal", "organisation": "Sample Primary School",
             "email": "school@example.org", "send_form": row["age_days"] > 1500},
        ],
    )  # fmt: skip


def _open(builder, number: int, row: dict) -> Case:
    notification = _send(builder, number, row)
    return triage.accept(
        notification_id=notification.pk,
        version=notification.version,
        by=builder.people["manager"],
        born_on=row["died_on"] - timedelta(days=row["age_days"]),
        local_authority=notification.local_authority,
        **{name: row[name] for name in FACTS},
    )


def _office(builder, case: Case, number: int, opened: date) -> None:
    manager = builder.people["manager"]
    case = steps.tell_national_database(case_id=case.pk, version=case.version, on=opened, by=manager)
    case = steps.assign(case_id=case.pk, version=case.version, worker=manager, by=manager)
    if number % 3:
        name_key_worker(builder, number, case, opened)


ASKED = (
    ("Sample Surgery", "Dr Uma Unreal", "gp@example.org"),
    ("Sample General Hospital", "Dr Ona Notreal", "ward@example.org"),
)


def _ask(builder, case: Case, number: int, opened: date) -> None:
    school = (("Sample Primary School", "Vic Unreal", "school@example.org"),) if case.age_days > 1500 else ()
    for organisation, name, email in ASKED + school:
        requests.ask(
            case_id=case.pk,
            new_id=key("request", number, email),
            by=builder.people["manager"],
            organisation=Organisation.objects.get(name=organisation),
            respondent_name=name,
            respondent_email=email,
            asked_on=opened,
        )


def _answered(builder, case: Case) -> None:
    for request in case.requests.outstanding():
        requests.receive(
            request_id=request.pk,
            version=request.version,
            by=builder.people["manager"],
            on=today(),
            via="email",
            text="An invented return: seen regularly, nothing of note in the record.",
        )


def _inquest(builder, case: Case, number: int, opened: date) -> None:
    manager = builder.people["manager"]
    delays.add(
        case_id=case.pk, new_id=key("delay", number), by=manager, code="awaiting_inquest",
        owner="Sample Coroner's Office", started_on=opened + timedelta(days=30),
    )  # fmt: skip
    notes.add(
        case_id=case.pk, new_id=key("note", number), by=manager, happened_on=opened + timedelta(days=40),
        text="The coroner's officer expects a hearing in the spring.",
    )  # fmt: skip


def _towards_panel(builder, now: date, meeting, case: Case, number: int, row: dict, stage: str) -> None:
    manager = builder.people["manager"]
    surroundings.held(builder, case, number, now - timedelta(days=40))
    data = {
        "neonatal": row["age_days"] < 28,
        "cause_understood": words.CAUSE[row["category"]],
        "categories": [row["category"]],
        "modifiability": "none",
        "factors": words.FACTORS,
    }
    doctor = builder.people.doctor_for(row["local_authority"])
    analysis.save_draft(case_id=case.pk, version=0, data=data, by=doctor)
    if stage == "ready":
        return
    steps.take(case_id=case.pk, step=Step.PREPARE, by=manager)
    case.refresh_from_db()
    if stage == "listed":
        list_case(builder, meeting, case)
    else:
        write_summary(builder, case)


def _replies(builder, meeting) -> None:
    found = Invitation.objects.filter(meeting_id=meeting).select_related("user").order_by("user__email")
    for number, invitation in enumerate(found[:7]):
        reply = Invitation.Reply.DECLINED if number == 4 else Invitation.Reply.ACCEPTED
        invitations.answer(invitation_id=invitation.pk, version=invitation.version, reply=reply, by=invitation.user)


def _conflict(builder, meeting) -> None:
    item = AgendaItem.objects.filter(meeting_id=meeting).order_by("position").first()
    conflicts.declare(
        item_id=item.pk,
        meeting_id=meeting,
        reason="I was the ward manager when the child was in our care (invented).",
        by=builder.people["deathnurse"],
    )


def _waiting(builder, now: date) -> None:
    """Three notifications for triage: a plain one, one that repeats a case, one that is out of scope."""
    with clock.on(now - timedelta(days=1)):
        _send(builder, 2001, _row(now - timedelta(days=1), 3, "female", "E06000032", 8, "expected"))
    twin = _row(now - timedelta(days=6), 11, "female", "E06000055", 8, "expected")
    _send(builder, 2002, twin, **words.names(1011))
    adult = _row(now - timedelta(days=2), 6700, "male", "E06000056", 3, "unexpected")
    _send(builder, 2003, adult)
