"""From a draft to a publication that nobody can change: who, in which order, and what stays."""

import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from cases.models import Case
from common.dates import FinancialYear
from common.errors import NotNow, Refused, Stale
from reporting import tasks
from reporting.annual_report import actions as report_actions
from reporting.annual_report.publishing import actions, changes, preparing, verifying
from reporting.annual_report.publishing.models import Publication, PublishedFile
from tests.integration.reporting import rows
from tests.scenarios_publications import sign_off

YEAR = FinancialYear(2024)
State = Publication.State
EVERY = preparing.FILES


@pytest.fixture
def quick(monkeypatch):
    """One small file instead of ten large ones."""
    monkeypatch.setattr(preparing, "FILES", (("public", "csv", "csv"),))


@pytest.fixture
def analyst(person):
    """Who prepares."""
    return person(Role.ANALYST)


@pytest.fixture
def report(panel, chair, quick):
    """A report with enough children for a public edition."""
    for number in range(30):
        rows.case(panel, age_days=number * 40, sex="female" if number % 2 else "male", place_of_death="hospital")
        rows.reviewed(panel, age_days=number * 200, sex="female" if number % 2 else "male")
    made = report_actions.open_report(panel=panel, year=YEAR, by=chair)
    sign_off(made, chair)
    return made


def prepared(report, by, **more) -> Publication:
    made = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=by, **more)
    tasks.prepare_publication(str(made.pk))
    return fresh(made)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def step(action, publication, by, **more) -> Publication:
    action(publication_id=publication.pk, version=fresh(publication).version, by=by, **more)
    return fresh(publication)


def published(report, analyst, chair, **more) -> Publication:
    made = prepared(report, analyst, **more)
    assert made.state == State.DRAFT, made.refusals
    for action, by in ((actions.send_for_review, analyst), (actions.approve, chair), (actions.publish, chair)):
        made = step(action, made, by)
    return made


@pytest.fixture
def edition(report, analyst, chair):
    """What the panel published."""
    return published(report, analyst, chair)


def test_from_preparing_to_published(edition, analyst, chair):
    assert (edition.state, edition.number, edition.approved_by, edition.prepared_by) == ("published", 1, chair, analyst)
    kinds = {(one.edition, one.kind) for one in edition.files.all()}
    assert kinds == {("public", "csv")}
    assert len(edition.public_hash) == len(edition.confidential_hash) == 64
    assert edition.public["edition"] == "public"
    assert edition.profile == "Suppression below 5, version 1"
    verbs = list(Event.objects.filter(subject_id=str(edition.pk)).order_by("id").values_list("verb", flat=True))
    words = ("prepared", "drafted", "sent_for_review", "approved", "published")
    assert verbs == [f"publication_{word}" for word in words]


def test_both_editions_come_from_one_count(edition):
    public = {table["key"]: table for table in edition.public["tables"]}
    full = {table["key"]: table for table in edition.confidential["tables"]}
    assert set(public) < set(full)
    for key, table in public.items():
        for shown, counted in zip(table["rows"], full[key]["rows"], strict=True):
            assert shown["count"] in (None, counted["count"])


def test_who_prepares_cannot_approve(report, chair):
    draft = step(actions.send_for_review, prepared(report, chair), chair)
    with pytest.raises(Refused) as refused:
        step(actions.approve, draft, chair)
    assert refused.value.code == "second_person"
    assert fresh(draft).state == State.REVIEW


def test_who_sends_it_for_review_cannot_approve(report, analyst, chair):
    draft = step(actions.send_for_review, prepared(report, analyst), chair)
    with pytest.raises(Refused):
        step(actions.approve, draft, chair)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ANALYST])
def test_only_the_chair_approves(report, analyst, person, role):
    draft = step(actions.send_for_review, prepared(report, analyst), analyst)
    with pytest.raises(Refused) as refused:
        step(actions.approve, draft, person(role))
    assert refused.value.code == "approve_not_yours"


def test_the_database_itself_wants_a_second_person(report, analyst):
    draft = step(actions.send_for_review, prepared(report, analyst), analyst)
    values = {"approved_by": analyst, "approved_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=draft.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=draft.pk).update(state=State.APPROVED)


@pytest.mark.parametrize("action", [actions.approve, actions.publish])
def test_no_step_is_skipped(report, analyst, chair, action):
    draft = prepared(report, analyst)
    with pytest.raises(NotNow):
        step(action, draft, chair)


def test_a_step_on_an_old_page_is_stale(report, analyst):
    draft = prepared(report, analyst)
    with pytest.raises(Stale):
        actions.send_for_review(publication_id=draft.pk, version=draft.version - 1, by=analyst)


def test_the_chair_sends_it_back_with_a_reason(report, analyst, chair):
    draft = step(actions.send_for_review, prepared(report, analyst), analyst)
    back = step(actions.send_back, draft, chair, reason="The introduction is last year's.")
    assert (back.state, back.ended_reason) == ("withdrawn", "The introduction is last year's.")
    assert prepared(report, analyst).state == State.DRAFT


def test_one_edition_at_a_time_and_a_form_sent_twice_is_one(report, analyst):
    key = uuid.uuid4()
    first = actions.prepare(report_id=report.pk, new_id=key, by=analyst)
    assert actions.prepare(report_id=report.pk, new_id=key, by=analyst) == first
    with pytest.raises(NotNow):
        actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=analyst)


def test_a_withdrawn_edition_is_not_finished_by_its_worker(report, analyst):
    made = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=analyst)
    taken = actions.take(publication_id=made.pk, by=analyst)
    step(actions.withdraw, made, analyst, reason="Too early.")
    assert actions.finish(publication=taken, by=analyst) is False
    assert (
        actions.keep_file(publication=taken, edition="public", kind="csv", name="x", content=b"x", by=analyst) is False
    )
    assert fresh(made).state == State.WITHDRAWN


def test_a_dead_worker_s_edition_is_taken_again(report, analyst):
    made = actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=analyst)
    actions.take(publication_id=made.pk, by=analyst)
    assert tasks.prepare_due_publications() == 0
    Publication.objects.filter(pk=made.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert tasks.prepare_due_publications() == 1
    assert (fresh(made).state, fresh(made).attempts) == ("draft", 2)


@pytest.mark.parametrize(
    "values", [{"public": {}}, {"figures": {}}, {"what_changed": "x"}, {"published_at": None}, {"state": "draft"}]
)
def test_the_database_keeps_what_was_published(edition, values):
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=edition.pk).update(**values)


def test_the_database_keeps_a_draft_s_figures_and_every_file(report, analyst):
    draft = prepared(report, analyst)
    file = draft.files.first()
    for change in (
        lambda: Publication.objects.filter(pk=draft.pk).update(public={}),
        lambda: PublishedFile.objects.filter(pk=file.pk).update(sha256="0" * 64),
        lambda: PublishedFile.objects.filter(pk=file.pk).delete(),
        lambda: PublishedFile.objects.create(publication=draft, kind="x", sha256="x", size=1),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nothing_differs_until_something_changes(edition):
    found = changes.since(edition)
    assert not found.any
    assert found.count == 0


def test_a_case_changed_afterwards_shows_with_the_numbers_it_moves(edition, panel):
    case = Case.objects.filter(panel=panel, sex="male", reviewed_on__isnull=True).first()
    Case.objects.filter(pk=case.pk).update(sex="female")
    found = changes.since(fresh(edition))
    assert [(one.case_id, one.what) for one in found.cases] == [(str(case.pk), "changed: sex")]
    moved = {(one.row, one.then, one.now) for one in found.numbers if "by sex" in one.table}
    assert {("Male", 15, 14), ("Female", 15, 16)} <= moved


def test_a_text_changed_afterwards_shows(edition, report, chair):
    section = report.sections.get(key="introduction")
    report_actions.save_section(section_id=section.pk, version=section.version, text="Another", by=chair)
    assert changes.since(fresh(edition)).texts == ("Introduction by the chair",)


def test_a_corrected_edition_says_what_it_changes_and_gives_no_child_away(edition, report, panel, analyst, chair):
    with pytest.raises(NotNow) as asked:
        actions.prepare(report_id=report.pk, new_id=uuid.uuid4(), by=analyst)
    assert asked.value.code == "say_what_changed"
    case = Case.objects.filter(panel=panel, sex="male", reviewed_on__isnull=True).first()
    Case.objects.filter(pk=case.pk).update(sex="female")
    second = published(report, analyst, chair, what_changed="The sex of one child was corrected.")
    assert (second.number, fresh(edition).number) == (2, 1)
    assert changes.between(fresh(edition), second).cases[0].what == "changed: sex"
    sexes = next(table for table in second.public["tables"] if table["key"] == "notified.sex")
    assert all(row["suppressed"] or row["count"] == 0 for row in sexes["rows"])


def test_a_profile_that_hides_what_was_printed_is_refused_and_can_be_overridden(edition, report, panel, analyst, chair):
    type(panel).objects.filter(pk=panel.pk).update(disclosure_profile="strict-10")
    printed = [row for table in edition.public["tables"] for row in table["rows"] if row["count"] and row["count"] < 10]
    assert printed, "nothing under ten was printed, so nothing can be refused"
    refused = prepared(report, analyst, what_changed="Stricter.")
    assert refused.state == State.REFUSED
    assert "could be worked out" in refused.refusals[0]["sentence"]
    with pytest.raises(NotNow):
        step(actions.override, refused, analyst, reason=" ")
    again = step(actions.override, refused, analyst, reason="The panel agreed on the stricter profile.")
    tasks.prepare_publication(str(again.pk))
    draft = step(actions.send_for_review, again, analyst)
    with pytest.raises(Refused):
        step(actions.approve, draft, analyst)
    assert step(actions.approve, draft, chair).state == State.APPROVED
    assert Event.objects.get(verb="publication_approved", subject_id=str(draft.pk)).details["overridden"] is True


def test_a_fault_of_the_text_is_refused_and_not_overridden(report, analyst, chair):
    section = report.sections.get(key="introduction")
    type(section).objects.filter(pk=section.pk).update(text="Hello")
    refused = prepared(report, analyst)
    assert "is not signed off" in refused.refusals[0]["sentence"]
    with pytest.raises(NotNow):
        step(actions.override, refused, analyst, reason="Never mind.")


@pytest.mark.slow
def test_a_publication_is_replayed_and_compared(report, analyst, chair, panel, capsys, monkeypatch):
    monkeypatch.setattr(preparing, "FILES", EVERY)
    edition = published(report, analyst, chair)
    assert {(one.edition, one.kind) for one in edition.files.all()} == {(e, kind) for e, _, kind in EVERY}
    assert all(one.holds for one in verifying.check(edition))
    rows.case(panel)  # what happens later changes nothing
    call_command("verify_publication", "--year", "2024-25", "--panel", panel.code)
    printed = capsys.readouterr().out
    assert "annual-summary-2024-25-public.pdf, made again: gives the same bytes" in printed
    assert "DIFFERS" not in printed


def test_a_changed_file_is_found(edition, panel):
    file = edition.files.get(kind="csv")
    with file.file.storage.open(file.file.name, "wb") as stored:
        stored.write(b"another")
    assert not all(one.holds for one in verifying.check(edition))
    with pytest.raises(CommandError):
        call_command("verify_publication", "--panel", panel.code)


def test_another_panel_s_chair_has_no_way_in(edition, other_panel, person):
    stranger = person(Role.CHAIR, panel=other_panel)
    with pytest.raises(Publication.DoesNotExist):
        step(actions.approve, edition, stranger)
    with pytest.raises(PublishedFile.DoesNotExist):
        actions.download(file_id=edition.files.first().pk, by=stranger)
