"""One case with something everywhere, from the notification to a meeting in progress, through real actions.

``say(what)`` gives the words for each thing that somebody writes: plain ones here, tokens where leaks are looked for.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.invitations import hashed, new_token
from accounts.models import Panel
from cases.actions import (
    access,
    analysis,
    attachments,
    delays,
    family,
    key_workers,
    notes,
    owner_links,
    processes,
    recommendations,
    requests,
    responses,
    review_guests,
    review_meetings,
    steps,
)
from cases.identity import actions as identity
from cases.models import Case, FormResponse, OwnerLink
from cases.owners import OwnerByLink
from cases.workflow import Step
from common.dates import FinancialYear, today
from panels import spoken
from panels.actions import (
    answers,
    conflicts,
    extracts,
    floor,
    holds,
    invitations,
    live,
    meetings,
    minutes,
    possible,
    private,
    tellings,
)
from panels.models import ChosenAnswer, PossibleConflict
from reporting.annual_report import actions as report_actions
from reporting.annual_report.models import Export
from tests import factories, scenarios, scenarios_forms, scenarios_panels, scenarios_publications


def plainly(what: str) -> str:
    """One harmless word for each thing, so that no text repeats a word of the identity."""
    return "Invented" + what.title().replace(" ", "").replace("_", "")


@dataclass
class Whole:
    """What was made, by the names that addresses use."""

    panel: Panel
    case: Case
    say: Callable[[str], str] = plainly
    made: dict[str, Any] = field(default_factory=dict)


def notified(panel: Panel, say: Callable[[str], str] = plainly):
    """A notification with every field of a family filled in."""
    facts = ("notifier_name", "notifier_role", "notifier_agency", "place_detail", "circumstances", "jar_lead",
             "police_reference", "cause_text", "key_worker_name", "key_worker_contact", "national_alert_reason",
             "event_place_detail", "notifier_phone", "resident_elsewhere")  # fmt: skip
    names = ("first_names", "surname", "aliases", "address", "gp_practice", "school", "first_language", "religion")
    relative = {
        "relationship": say("relative relationship"),
        "name": say("relative name"),
        "address": say("relative address"),
        "nhs_number": scenarios.test_nhs_number(55_501),
        "born_on": today() - timedelta(days=11_111),
    }
    professional = {name: say(f"professional {name}") for name in ("role", "name", "organisation", "phone")}
    return scenarios.notified(
        panel,
        **{name: say(name) for name in facts},
        notifier_email=f"{say('notifier_email')}@example.org".lower(),
        died_on=today() - timedelta(days=45),
        child={"postcode": "QZ1 1AA", **{name: say(name) for name in names}},
        relatives=[relative],
        professionals=[
            {**professional, "email": "professional@example.org"},
            {**professional, "email": f"{say('professional email')}@example.org".lower()},
        ],
    )


def whole(panel: Panel, people: dict, say: Callable[[str], str] = plainly) -> Whole:
    """The case, worked on by ``people`` (manager, doctor, respondent, key_worker), prepared for a panel."""
    manager = people["manager"]
    case = scenarios.open_case(panel, by=manager, notification=notified(panel, say))
    scene = Whole(panel, case, say)
    scene.made["case"] = case.pk
    _asked(scene, people)
    _around(scene, people)
    scene.made |= scenarios_forms.forms(case, manager, say)
    _documents(scene, people)
    steps.take(case_id=case.pk, step=Step.HOLD_CDRM, by=manager, on=today())
    _analysed(scene, people["doctor"])
    _across_cases(scene, manager)
    steps.take(case_id=case.pk, step=Step.PREPARE, by=manager)
    case.refresh_from_db()
    scenarios_panels.summary(case, manager, text=say("summary"))
    chosen(scene, manager)
    scenarios_panels.cleared(case, manager)
    return scene


def _asked(scene: Whole, people: dict) -> None:
    agency = scene.made["organisation"] = factories.organisation()
    common = {
        "case_id": scene.case.pk,
        "by": people["manager"],
        "organisation": agency,
        "respondent_name": scene.say("respondent name"),
        "respondent_email": people["respondent"].email,
    }
    first, second = (requests.ask(new_id=uuid.uuid4(), form="reporting", **common) for _ in range(2))
    requests.answer(request_id=first.pk, version=first.version, by=people["respondent"], text=scene.say("return"))
    requests.save_answer(
        request_id=second.pk, version=second.version, by=people["respondent"], text=scene.say("unsent return")
    )
    _form_begun(scene, second, people["respondent"])
    scene.made |= {"answered": first.pk, "info_request": second.pk, "request": second}


def _form_begun(scene: Whole, request, by) -> None:
    """The form of a request, begun and not sent: nobody but its writer reads it."""
    row = responses.begin(case_id=scene.case.pk, new_id=uuid.uuid4(), form="reporting", by=by, request=request)
    words = {"respondent_name": scene.say("unsent form")}
    responses.save(response_id=row.pk, version=row.version, by=by, values=words)


def _around(scene: Whole, people: dict) -> None:
    say, done = scene.say, {"case_id": scene.case.pk, "by": people["manager"]}
    fresh = lambda: {**done, "new_id": uuid.uuid4()}  # noqa: E731  a word for a thing made three times below
    made = scene.made
    written = {name: say(f"process {name}") for name in ("outcome", "lead", "reference", "conclusion", "cause_1")}
    made["process"] = processes.add(**fresh(), kind="coroner", status="open", days={"opened": today()}, **written).pk
    made["delay"] = delays.add(
        **fresh(), code="awaiting_postmortem", owner=say("delay owner"), started_on=today(), note=say("delay note")
    ).pk
    _review_meeting(scene, people["manager"])
    worker = people["key_worker"]
    made["key_worker"] = key_workers.name(
        **fresh(),
        name=say("key worker name"),
        organisation=made["organisation"],
        contact=say("key worker contact"),
        cover=say("key worker cover"),
        starts_on=today(),
        user=worker,
    ).pk
    made["contact"] = family.add_contact(**fresh(), kind="call", on=today(), text=say("family contact")).pk
    asked = family.ask(**fresh(), asked_on=today(), asked_by=say("asked by"), text=say("family question"))
    answered = {"answer": say("family answer"), "answered_by": say("answered by"), "answered_in": "letter"}
    family.answer(question_id=asked.pk, version=1, by=people["manager"], answered_on=today(), **answered)
    made["family_question"] = asked.pk
    _kin(scene, people["manager"])
    made["note"] = notes.add(**fresh(), happened_on=today(), text=say("note")).pk


def _kin(scene: Whole, manager) -> None:
    """An earlier death in the family, settled; the notification gave both the same mother."""
    mother = {"relationship": "mother", "nhs_number": scenarios.test_nhs_number(55_501)}
    other = scenarios.open_case(
        scene.panel, by=manager, died_on=today() - timedelta(days=400), relatives=[mother],
        child={"first_names": scene.say("kin first names"), "surname": scene.say("kin surname")},
    )  # fmt: skip
    identity.settle_family(
        case_id=scene.case.pk, other_id=other.pk, version=0, by=manager, relation="sibling", note=scene.say("kin note")
    )
    scene.made["other_case"] = other.pk


def _review_meeting(scene: Whole, manager) -> None:
    say, tomorrow = scene.say, timezone.now() + timedelta(days=1)
    meeting = review_meetings.arrange(
        case_id=scene.case.pk,
        new_id=uuid.uuid4(),
        by=manager,
        starts_at=tomorrow,
        ends_at=tomorrow + timedelta(hours=1),
        place="Room 1",
        chair=say("meeting chair"),
    )
    guest = {name: say(f"guest {name}") for name in ("name", "role", "organisation")}
    (invited,) = review_guests.invite(
        meeting_id=meeting.pk, people=[{**guest, "email": "guest@example.org"}], by=manager
    )
    scene.made |= {"review_meeting": meeting.pk, "review_guest": invited.pk}


def document(say: Callable[[str], str], what: str) -> SimpleUploadedFile:
    """A small text file whose name and content both say something."""
    return SimpleUploadedFile(f"{say(what + ' file name')}.txt", say(what + " content").encode(), "text/plain")


def _documents(scene: Whole, people: dict) -> None:
    case, say = scene.case.pk, scene.say
    scene.made["document"] = attachments.add(
        case_id=case, new_id=uuid.uuid4(), by=people["manager"], title=say("title"), file=document(say, "document")
    ).pk
    scene.made["attachment"] = attachments.add(
        case_id=case,
        new_id=uuid.uuid4(),
        by=people["respondent"],
        title=say("own title"),
        file=document(say, "own document"),
        request=scene.made["request"],
    ).pk


def _analysed(scene: Whole, doctor) -> None:
    say = scene.say
    data = {
        "cause_1": say("cause"),
        "categories": [8],
        "modifiability": "modifiable",
        "factors": [{"domain": "service", "text": say("factor"), "relevance": 2, "modifiable": True}],
        "learning_points": [{"text": say("learning")}],
        "recommendations": [
            {
                "text": say("proposal"),
                "owner": say("proposal owner"),
                "owner_email": f"{say('proposal owner email')}@example.org".lower(),
                "measure": say("proposal measure"),
                "due_on": today(),
            }
        ],
    }
    analysis.save_draft(case_id=scene.case.pk, version=0, data=data, by=doctor)
    scene.made["recommendation"] = recommendations.add(
        case_id=scene.case.pk,
        new_id=uuid.uuid4(),
        by=doctor,
        text=say("recommendation"),
        owner=say("recommendation owner"),
        owner_email=f"{say('recommendation owner email')}@example.org".lower(),
        measure=say("recommendation measure"),
        due_on=today() + timedelta(days=30),
    ).pk


def _across_cases(scene: Whole, manager) -> None:
    """A recommendation that belongs to no case, what its owner wrote, unread yet, and another link to the owner."""
    row = recommendations.add_across_cases(
        panel=scene.panel,
        new_id=uuid.uuid4(),
        by=manager,
        text="Every ward gives the leaflet.",
        owner="Lead nurse, Sample Hospital",
        owner_email="lead.nurse@example.org",
        due_on=today() + timedelta(days=60),
    )
    link = owner_links.send(recommendation_id=row.pk, by=manager)
    owner_links.answer(
        link_id=link.pk, version=row.version, state="in_progress", words=scene.say("owner answer"), by=OwnerByLink(link)
    )
    link = owner_links.send(recommendation_id=row.pk, by=manager)
    token = new_token()
    OwnerLink.objects.filter(pk=link.pk).update(token_hash=hashed(token))
    scene.made |= {"action": row.pk, "owner_token": token}


def met(scene: Whole, manager, *invited, conflicted=None, known=None, expired=None, withdrawn=None) -> None:
    """A meeting in progress with the case on its agenda and its papers released.

    ``conflicted`` declares a conflict at once, the access of ``expired`` has run out, the invitation of ``withdrawn``
    was taken back. ``known`` is somebody whom the record names (the professional, by email).
    """
    everybody = [person for person in (*invited, conflicted, expired, withdrawn) if person]
    waited = {"theme": scene.say("hold theme"), "reason": scene.say("hold reason")}
    until = today() + timedelta(days=90)
    hold = holds.hold(case_id=scene.case.pk, new_id=uuid.uuid4(), until=until, by=manager, **waited)
    holds.release(hold_id=hold.pk, version=hold.version, by=manager)
    meeting = scenarios_panels.meeting_with(scene.case, manager=manager, invited=everybody)
    item = scenarios_panels.item(meeting, scene.case)
    if conflicted:
        conflicts.declare(meeting_id=meeting.pk, item_id=item.pk, reason=scene.say("conflict reason"), by=conflicted)
    if known:
        possible.look(meeting=meeting, cases=[scene.case], users=[known])
        scene.made["possible"] = PossibleConflict.objects.get(user=known).pk
    if expired:
        access.end(meeting_key=meeting.pk, user=expired, by=manager)
    if withdrawn:
        invitations.withdraw(invitation_id=meeting.invitations.get(user=withdrawn).pk, by=manager)
    note = {"meeting_id": meeting.pk, "item_id": item.pk, "version": 0, "by": invited[0]}
    private.write_note(text=scene.say("private note"), **note)
    meetings.start(meeting_id=meeting.pk, by=manager)
    _said(scene, meeting, item, manager)
    _minuted(scene, meeting, manager)
    _told(scene, meeting, manager)
    invitation = meeting.invitations.get(user=invited[0])
    scene.made |= {"meeting": meeting.pk, "item": item.pk, "invitation": invitation.pk, "hold": hold.pk}


def _said(scene: Whole, meeting, item, manager) -> None:
    """What the panel says about the case."""
    said = {"points": scene.say("points"), "correction": scene.say("correction"), "referral": "yes"}
    mine = {**said, "referral_body": "coroner", "referral_detail": scene.say("referral detail")}
    base = {**spoken.DISCUSSION}
    floor.keep(meeting_id=meeting.pk, item_id=item.pk, base=base, mine=mine, by=manager)


def _minuted(scene: Whole, meeting, manager) -> None:
    """Minutes of the meeting as far as it went, and minutes of an earlier one, both sent to the members."""
    drafted = minutes.draft(meeting=meeting, by=manager)
    minutes.send(minutes_id=drafted.pk, version=drafted.version, words_accepted=True, by=manager)
    earlier = scenarios_panels.scheduled(scene.panel, manager, days=-7)
    meetings.start(meeting_id=earlier.pk, by=manager)
    live.finalise(meeting_id=earlier.pk, by=manager)
    earlier.refresh_from_db()
    sent = minutes.send(minutes_id=earlier.minutes.pk, version=earlier.minutes.version, by=manager)
    scene.made["minutes"] = sent.pk


def _told(scene: Whole, meeting, manager) -> None:
    """The correction is not passed on; the coroner was told and answered."""
    correction, referral = tellings.begin(meeting=meeting, by=manager)
    reworded = {"words": scene.say("letter"), "reason": scene.say("letter reason")}
    referral = tellings.reword(telling_id=referral.pk, version=referral.version, by=manager, **reworded)
    answered = {"state": "answered", "on": today(), "words": scene.say("body answer")}
    tellings.settle(telling_id=referral.pk, version=referral.version, by=manager, **answered)
    not_told = {"state": "not_sent", "words": scene.say("not told reason")}
    tellings.settle(telling_id=correction.pk, version=correction.version, by=manager, **not_told)
    scene.made["telling"] = referral.pk


def chosen(scene: Whole, manager) -> None:
    """A return, a document and answers of a form in the papers, in the manager's own words."""
    sources = (
        (extracts.choose_return, "request_id", scene.made["answered"], "return copy"),
        (extracts.choose_document, "attachment_id", scene.made["document"], "document copy"),
    )
    for choose, name, key, what in sources:
        copy = choose(case_id=scene.case.pk, by=manager, **{name: key})
        extracts.save(extract_id=copy.pk, version=copy.version, heading="A copy", text=scene.say(what), by=manager)
        scene.made["extract"] = copy.pk
    _answers_chosen(scene, manager)


def _answers_chosen(scene: Whole, manager) -> None:
    """Two answers of the sent report, one of them in the manager's own words."""
    report = FormResponse.objects.get(pk=scene.made["sent_response"])
    keys = {"known_events", "event_narrative"}
    answers.choose(case_id=scene.case.pk, response_id=report.pk, version=report.version, keys=keys, by=manager)
    row = ChosenAnswer.objects.get(response=report, question="event_narrative")
    answers.save(answer_id=row.pk, version=row.version, text=scene.say("answer copy"), by=manager)
    scene.made["answer"] = row.pk


def reported(scene: Whole, chair) -> None:
    """A report with a text that was changed once, and a file of it."""
    report = report_actions.open_report(panel=scene.panel, year=FinancialYear.of(today()), by=chair)
    section = report.sections.first()
    report_actions.save_section(section_id=section.pk, version=section.version, text=scene.say("narrative"), by=chair)
    said = {"section_id": section.pk, "by": chair}
    words = scene.say("remark")
    remark = report_actions.comment(**said, new_id=uuid.uuid4(), text=words, about=words)
    kept = {"code": "unsourced_number", "words": words, "reason": words}
    report_actions.accept_remark(**said, new_id=uuid.uuid4(), **kept)
    report_actions.ask_exports(report_id=report.pk, edition="public", formats=["html"], new_id=uuid.uuid4(), by=chair)
    taken = report_actions.take(by=chair)
    report_actions.note_step(export=taken, step="Done", snapshot={}, digest="0" * 64, by=chair)
    report_actions.finish(export=taken, content=b"<p>Invented report</p>", by=chair)
    export = Export.objects.get(pk=taken.pk)
    scene.made |= {"report": report.pk, "export": export.pk, "report_section": section.pk, "number": 1}
    common = {"panel": scene.panel, "by": chair}
    source = report_actions.add_source(**common, new_id=uuid.uuid4(), key="act", words="Invented Act 2004")
    term = report_actions.add_term(**common, new_id=uuid.uuid4(), short="INV", full="Invented")
    template = scenarios_publications.with_template(scene.panel, chair)
    scene.made["word_template"] = template.pk
    edition = scenarios_publications.in_draft(report, chair)
    scene.made |= {"comment": remark.pk, "source": source.pk, "term": term.pk, "publication": edition.pk}
    scene.made["published_file"] = edition.files.get().pk
