"""What people do on the way to a publication. Each step is locked, checked, recorded."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.recording import record
from common.errors import NotNow
from common.models import save_version
from common.nudges import nudge
from reporting.annual_report.models import AnnualReport
from reporting.annual_report.publishing import policy, workflow
from reporting.annual_report.publishing.models import Publication, PublishedFile

State = Publication.State


@transaction.atomic
def prepare(
    *, report_id: UUID, new_id: UUID, what_changed: str = "", charts: str = Publication.Charts.PICTURES, by
) -> Publication:
    """Begins an edition; a worker freezes its figures and makes its files. The same form twice is one edition."""
    report = AnnualReport.objects.visible_to(by).select_for_update(of=("self",)).get(pk=report_id)
    policy.prepare(by, report)
    found = report.publications.light().filter(pk=new_id).first()
    if found:
        return found
    workflow.nothing_under_way(report.publications)
    workflow.says_what_changed(report.publications, what_changed)
    values = {"what_changed": what_changed.strip(), "charts": charts, "prepared_by": by}
    made = Publication.objects.create(pk=new_id, report=report, **values)
    _note("publication_prepared", made, by)
    nudge("reporting.prepare_publication", str(made.pk))
    return made


@transaction.atomic
def send_for_review(*, publication_id: UUID, version: int, by) -> Publication:
    """Hands the draft to the chair."""
    found = locked(publication_id, by)
    policy.prepare(by, found.report)
    _lead(found, "send", version, sent_by=by, sent_at=timezone.now())
    _note("publication_sent_for_review", found, by)
    return found


@transaction.atomic
def approve(*, publication_id: UUID, version: int, by) -> Publication:
    """The chair says yes, as a second person; with it to going out unproved, where a reason for that was given."""
    found = locked(publication_id, by)
    policy.approve(by, found)
    _lead(found, "approve", version, approved_by=by, approved_at=timezone.now())
    _note("publication_approved", found, by, overridden=bool(found.override_reason))
    return found


@transaction.atomic
def publish(*, publication_id: UUID, version: int, by) -> Publication:
    """Publishes what was approved. From here on the database keeps figures, texts and files as they are."""
    found = locked(publication_id, by)
    policy.publish(by, found)
    last = found.report.publications.aggregate(last=Max("number"))["last"] or 0
    _lead(found, "publish", version, published_by=by, published_at=timezone.now(), number=last + 1)
    hashes = {f"{one.edition}.{one.kind}": one.sha256 for one in found.files.all()}
    _note("publication_published", found, by, figures=found.public_hash, files=hashes)
    return found


@transaction.atomic
def withdraw(*, publication_id: UUID, version: int, reason: str, by) -> Publication:
    """Stops an edition that is not published; a worker that prepares it finds that it is too late."""
    found = locked(publication_id, by)
    policy.prepare(by, found.report)
    _lead(found, "withdraw", version, ended_reason=reason.strip(), lease_until=None, step="")
    _note("publication_withdrawn", found, by)
    return found


@transaction.atomic
def send_back(*, publication_id: UUID, version: int, reason: str, by) -> Publication:
    """The chair says no, and why. Its texts can then be changed, and another edition be prepared."""
    found = locked(publication_id, by)
    policy.send_back(by, found)
    _lead(found, "send_back", version, ended_reason=reason.strip())
    _note("publication_sent_back", found, by)
    return found


@transaction.atomic
def override(*, publication_id: UUID, version: int, reason: str, by) -> Publication:
    """Prepares a refused edition again without regard to earlier ones. The chair, another person, must agree."""
    found = locked(publication_id, by)
    policy.prepare(by, found.report)
    workflow.may_override(found)
    if not reason.strip():
        raise NotNow("override_needs_reason", "Say why it should go out although numbers could be worked out.")
    values = {"override_reason": reason.strip(), "attempts": 0, "refusals": [], "prepared_by": by}
    _lead(found, "override", version, **values)
    _note("publication_overridden", found, by)
    nudge("reporting.prepare_publication", str(found.pk))
    return found


@transaction.atomic
def restart(*, publication_id: UUID, version: int, by) -> Publication:
    """Starts the preparation again that had failed; what was frozen and made already is used."""
    found = locked(publication_id, by)
    policy.prepare(by, found.report)
    _lead(found, "restart", version, attempts=0, refusals=[])
    _note("publication_restarted", found, by)
    nudge("reporting.prepare_publication", str(found.pk))
    return found


@transaction.atomic
def download(*, file_id: UUID, by) -> PublishedFile:
    """A file of an edition, and an entry of who took it."""
    scope = Publication.objects.visible_to(by)
    found = PublishedFile.objects.select_related("publication__report__panel").get(pk=file_id, publication__in=scope)
    policy.read(by, found.publication)
    _note("publication_downloaded", found.publication, by, file=found.name, sha256=found.sha256)
    return found


@transaction.atomic
def note_check(*, publication: Publication, holds: bool, by) -> None:
    """An entry that an edition was replayed and compared."""
    _note("publication_checked", publication, by, holds=holds)


def locked(publication_id: UUID, by) -> Publication:
    """The row in scope, locked."""
    rows = Publication.objects.visible_to(by).select_for_update(of=("self",))
    return rows.light().select_related("report__panel").get(pk=publication_id)


def _lead(publication: Publication, name: str, version: int, **values) -> None:
    workflow.takes(publication, name)
    save_version(publication, version=version, state=workflow.STEPS[name][1], **values)


def _note(verb: str, publication: Publication, by, **details) -> None:
    panel = publication.report.panel
    record(verb, by=by, subject=publication, panel=panel, label=str(publication), details=details)
