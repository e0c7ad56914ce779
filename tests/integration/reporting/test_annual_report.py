"""The report's sections and files: who, when, in which order, and what happens when a worker dies."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear
from common.documents import rendering
from common.documents.checks import DocumentError
from common.errors import Refused, Stale
from reporting import tasks
from reporting.annual_report import actions, exporting
from reporting.annual_report.actions import exports
from reporting.annual_report.contents import narratives
from reporting.annual_report.models import AnnualReport, Export, Section, SectionVersion
from tests.integration.reporting import rows

YEAR = FinancialYear(2024)


@pytest.fixture
def report(panel, chair):
    """The report of 2024/25, with a few deaths behind it."""
    for number in range(6):
        rows.case(panel, age_days=number, sex="female", place_of_death="hospital")
        rows.reviewed(panel, age_days=400 * number)
    return actions.open_report(panel=panel, year=YEAR, by=chair)


@pytest.fixture
def section(report):
    """Its introduction."""
    return report.sections.get(key="introduction")


def ask(report, by, *formats, edition="public", new_id=None):
    return actions.ask_exports(
        report_id=report.pk, edition=edition, formats=formats or ["csv"], new_id=new_id or uuid.uuid4(), by=by
    )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_report_begins_once_with_every_section(report, panel, manager):
    again = actions.open_report(panel=panel, year=YEAR, by=manager)
    assert again == report
    assert {one.key for one in report.sections.all()} == {one.key for one in narratives()}
    assert "not to lay blame" in report.sections.get(key="functions").text
    assert Event.objects.filter(verb="report_edited", subject_id=str(report.pk)).count() == 1


def test_saving_keeps_the_text_before(section, person):
    analyst = person(Role.ANALYST)
    actions.save_section(section_id=section.pk, version=1, text="First \uf0b7", by=analyst)
    actions.save_section(section_id=section.pk, version=2, text="Second", by=analyst)
    assert fresh(section).text == "Second"
    kept = list(SectionVersion.objects.filter(section=section).values_list("number", "text"))
    assert kept == [(2, "First •"), (1, "")]


def test_saving_what_stands_there_changes_nothing(section, chair):
    actions.save_section(section_id=section.pk, version=1, text="", by=chair)
    assert fresh(section).version == 1
    assert not section.versions.exists()


def test_two_editors_never_overwrite_one_another(section, chair, manager):
    actions.save_section(section_id=section.pk, version=1, text="The chair's", by=chair)
    with pytest.raises(Stale) as clash:
        actions.save_section(section_id=section.pk, version=1, text="The manager's", by=manager)
    assert ("Text", "The manager's", "The chair's") in clash.value.differences
    assert fresh(section).text == "The chair's"
    assert section.versions.count() == 1


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CHAIR])
def test_the_chair_and_the_manager_ask_for_files(report, person, role):
    by = person(role)
    made = ask(report, by, "pdf", "csv")
    assert [(one.format, one.state) for one in made] == [("pdf", "due"), ("csv", "due")]
    assert Event.objects.filter(verb="report_export_asked", actor_id=str(by.pk)).count() == 2


def test_the_analyst_writes_but_does_not_make_files(report, section, person):
    analyst = person(Role.ANALYST)
    actions.save_section(section_id=section.pk, version=1, text="Draft", by=analyst)
    with pytest.raises(Refused) as refused:
        ask(report, analyst)
    assert refused.value.code == "files_not_yours"
    assert not Export.objects.exists()


def test_a_form_sent_twice_is_one_file(report, chair):
    key = uuid.uuid4()
    assert ask(report, chair, new_id=key) == ask(report, chair, new_id=key)
    assert Export.objects.count() == 1


def test_asking_nudges_the_worker(report, chair, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr("common.nudges._send", lambda task, keys: sent.append((task, keys)))
    with django_capture_on_commit_callbacks(execute=True):
        (export,) = ask(report, chair)
    assert sent == [("reporting.make_export", (str(export.pk),))]


def test_from_asking_to_a_file_that_is_kept_with_its_figures(report, chair):
    (export,) = ask(report, chair)
    assert tasks.make_export(str(export.pk)) is True
    export = fresh(export)
    assert (export.state, export.attempts, export.error) == ("ready", 1, "")
    assert export.file_name == "annual-tables-2024-25-public.zip"
    assert export.file.read().startswith(b"PK")
    assert export.snapshot["figures"]["edition"] == "public"
    assert len(export.snapshot_hash) == len(export.file_hash) == 64
    event = Event.objects.get(verb="report_exported")
    assert event.details["sha256"] == export.file_hash
    assert event.details["figures"] == export.snapshot_hash


def test_a_nudge_for_a_file_that_is_made_does_nothing(report, chair):
    (export,) = ask(report, chair)
    tasks.make_export(str(export.pk))
    before = fresh(export)
    assert tasks.make_export(str(export.pk)) is False
    assert tasks.run_due_exports() == 0
    assert fresh(export).file.name == before.file.name


def test_the_sweep_takes_what_a_lost_nudge_left(report, chair):
    ask(report, chair, "csv", "ods")
    assert tasks.run_due_exports() == 2
    assert set(Export.objects.values_list("state", flat=True)) == {"ready"}


def test_a_running_file_is_not_taken_by_a_second_worker(report, chair):
    (export,) = ask(report, chair)
    first = actions.take(export_id=export.pk, by=chair)
    assert first is not None
    assert actions.take(export_id=export.pk, by=chair) is None
    assert actions.take(by=chair) is None


def expire(export):
    """The worker is gone, and its lease runs out."""
    Export.objects.filter(pk=export.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_killed_worker_s_file_is_taken_again_with_the_same_figures(report, panel, chair):
    (export,) = ask(report, chair)
    first = actions.take(export_id=export.pk, by=chair)
    frozen = exporting._frozen(first)
    rows.case(panel)  # a death notified meanwhile
    expire(export)
    assert tasks.run_due_exports() == 1
    export = fresh(export)
    assert (export.state, export.attempts) == ("ready", 2)
    assert export.snapshot == frozen
    assert actions.finish(export=first, content=b"late", by=chair) is False
    assert fresh(export).file.read() != b"late"
    assert Event.objects.filter(verb="report_exported").count() == 1


def test_three_dead_workers_are_enough(report, chair):
    (export,) = ask(report, chair)
    for _ in range(3):
        assert actions.take(export_id=export.pk, by=chair)
        expire(export)
    assert tasks.run_due_exports() == 0
    export = fresh(export)
    assert export.state == "failed"
    assert export.error == exports.GIVEN_UP
    assert Event.objects.filter(verb="report_export_failed").exists()


def test_a_document_at_fault_fails_at_once_and_says_why(report, section, chair):
    Section.objects.filter(pk=section.pk).update(text="Hello \U0001f642")
    (export,) = ask(report, chair)
    tasks.make_export(str(export.pk))
    export = fresh(export)
    assert (export.state, export.attempts) == ("failed", 1)
    assert "slightly smiling face" in export.error


def test_a_renderer_that_hangs_is_stopped_and_tried_again(report, chair, monkeypatch):
    monkeypatch.setattr(rendering, "SECONDS", 0.01)
    (export,) = ask(report, chair)
    tasks.make_export(str(export.pk))
    export = fresh(export)
    assert (export.state, export.attempts, export.file) == ("running", 1, "")
    monkeypatch.setattr(rendering, "SECONDS", 60)
    assert tasks.run_due_exports() == 1
    assert fresh(export).state == "ready"


def test_who_stops_a_file_ends_the_process_that_makes_it(report, chair, monkeypatch):
    begun = []

    class Child(rendering.subprocess.Popen):
        """The real process, remembered; somebody stops the file when it has begun."""

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            begun.append(self)
            actions.stop(export_id=export.pk, by=chair)

    (export,) = ask(report, chair)
    monkeypatch.setattr(rendering, "PAUSE", 0.01)
    monkeypatch.setattr(rendering.subprocess, "Popen", Child)
    tasks.make_export(str(export.pk))
    assert [child.returncode for child in begun] == [-9]
    assert (fresh(export).state, fresh(export).file) == ("stopped", "")


def test_the_renderer_is_given_no_secret():
    assert not [name for name in rendering._surroundings("/tmp") if "URL" in name or "KEY" in name]  # noqa: S108


def test_the_renderer_names_a_fault_of_the_document(report):
    from tests.unit.common.documents.sample import document, words

    with pytest.raises(DocumentError, match="face"):
        rendering.make(document(words("\U0001f642")), "csv")


def test_names_stand_in_the_confidential_edition_only(report, panel, chair, person):
    seated = person(Role.MEMBER, seat="core")
    confidential, public = ask(report, chair, edition="confidential"), ask(report, chair)
    assert tasks.run_due_exports() == 2
    assert seated.full_name in str(fresh(confidential[0]).snapshot["members"])
    assert seated.full_name not in str(fresh(public[0]).snapshot)


def test_small_numbers_stand_in_the_confidential_edition_only(report, panel, chair):
    rows.case(panel, sex="male")
    public, full = ask(report, chair)[0], ask(report, chair, edition="confidential")[0]
    tasks.run_due_exports()
    counts = [_sexes(fresh(one).snapshot) for one in (public, full)]
    assert counts[0]["male"] is None
    assert counts[1]["male"] == 1


def _sexes(snapshot):
    found = next(one for one in snapshot["tables"] if one["key"] == "notified.sex")
    return {one["code"]: one["count"] for one in found["rows"]}


def test_other_panels_have_no_way_in(report, section, other_panel, person):
    stranger = person(Role.CHAIR, panel=other_panel)
    with pytest.raises(AnnualReport.DoesNotExist):
        ask(report, stranger)
    with pytest.raises(Section.DoesNotExist):
        actions.save_section(section_id=section.pk, version=1, text="Mine", by=stranger)


def test_only_members_of_the_panel_begin_a_report(panel, member):
    with pytest.raises(Refused):
        actions.open_report(panel=panel, year=YEAR, by=member)


def test_recommendations_of_the_year_and_open_ones_are_listed(report, panel, chair):
    from cases.models import Recommendation

    common = {"panel": panel, "owner": "Sample Council", "due_on": date(2025, 1, 1)}
    Recommendation.objects.create(text="This year", made_on=date(2024, 5, 1), **common)
    Recommendation.objects.create(text="Still open", made_on=date(2023, 5, 1), **common)
    closed = {"state": "done", "answer": "Done", "closed_on": date(2024, 1, 1)}
    Recommendation.objects.create(text="Long done", made_on=date(2023, 5, 1), **common, **closed)
    (export,) = ask(report, chair)
    tasks.run_due_exports()
    found = [(one["text"], one["earlier"]) for one in fresh(export).snapshot["recommendations"]]
    assert found == [("Still open", True), ("This year", False)]


def test_a_recommendation_of_a_case_that_is_not_reviewed_yet_stays_out(report, panel, chair):
    from cases.models import Recommendation
    from tests import scenarios_casework

    case = scenarios_casework.open_case(panel)
    Recommendation.objects.create(
        text="A draft",
        made_on=date(2024, 5, 1),
        panel=panel,
        case=case,
        owner="Sample Council",
        due_on=date(2025, 1, 1),
    )
    (export,) = ask(report, chair)
    tasks.run_due_exports()
    assert not fresh(export).snapshot["recommendations"]
