"""What is due, what has failed and what was last backed up: counted from the rows that are the truth."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from accounts.models import OutgoingMessage
from audit import anchors
from audit.models import Event
from cases.models import Attachment
from cdop.running.findings import Finding, State, age, judged
from common import wall
from common.formats import clock, day
from reporting.annual_report.models import Export
from reporting.annual_report.publishing.models import Publication

WEEK, DAY, HOUR, MINUTE = timedelta(days=7), timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def mail() -> Finding:
    """What waits to be sent, and what could not be."""
    states = OutgoingMessage.State
    now, rows = timezone.now(), OutgoingMessage.objects.filter(state__in=[states.DUE, states.FAILED])
    ready = Q(state=states.DUE) & (Q(not_before__isnull=True) | Q(not_before__lte=now))
    said = rows.aggregate(
        due=Count("pk", filter=ready), oldest=Min("created_at", filter=ready),
        failed=Count("pk", filter=Q(state=states.FAILED, created_at__gte=now - WEEK)),
    )  # fmt: skip
    late = judged(age(said["oldest"]) if said["due"] else 0, look=10 * MINUTE, fault=2 * HOUR)
    state = State.LOOK if said["failed"] and late == State.WELL else late
    words = f"{said['due']} waiting; {said['failed']} could not be sent in the last seven days."
    advice = "" if state == State.WELL else "See Outgoing mail for what failed, and the mail server for what waits."
    return Finding("mail", "Mail", state, words, advice, {"mail_due": said["due"], "mail_failed": said["failed"]})


def reports() -> Finding:
    """Files and editions of the annual report that are being made, and files that could not be made."""
    states = Export.State
    said = Export.objects.aggregate(
        due=Count("pk", filter=Q(state__in=[states.DUE, states.RUNNING])),
        oldest=Min("created_at", filter=Q(state__in=[states.DUE, states.RUNNING])),
        failed=Count("pk", filter=Q(state=states.FAILED, created_at__gte=timezone.now() - WEEK)),
    )
    editions = Publication.objects.filter(state=Publication.State.PREPARING).aggregate(
        due=Count("pk"), oldest=Min("created_at")
    )
    due = said["due"] + editions["due"]
    oldest = min(filter(None, (said["oldest"], editions["oldest"])), default=None)
    late = judged(age(oldest) if oldest else 0, look=15 * MINUTE, fault=2 * HOUR)
    state = State.LOOK if said["failed"] and late == State.WELL else late
    words = f"{due} being made; {said['failed']} could not be made in the last seven days."
    numbers = {"report_files_due": due, "report_files_failed": said["failed"]}
    return Finding("reports", "Files of the annual report", state, words, "" if state == State.WELL else _LOG, numbers)


_LOG = "Look at the workers' log."


def documents() -> Finding:
    """Documents that wait for the virus scanner, or in which it found something."""
    scans = Attachment.Scan
    rows = Attachment.objects.filter(scan__in=[scans.WAITING, scans.INFECTED])
    waiting = Q(scan=scans.WAITING)
    with wall.everything():
        said = rows.aggregate(
            waiting=Count("pk", filter=waiting), oldest=Min("created_at", filter=waiting),
            held=Count("pk", filter=Q(scan=scans.INFECTED)),
        )  # fmt: skip
    state = judged(age(said["oldest"]) if said["waiting"] else 0, look=HOUR, fault=DAY)
    words = f"{said['waiting']} waiting for the virus scanner; {said['held']} held back because it found something."
    advice = "" if state == State.WELL else "Look at the virus scanner: nobody can open a document that waits for it."
    numbers = {"documents_waiting": said["waiting"], "documents_held": said["held"]}
    return Finding("documents", "Virus scanner", state, words, advice, numbers)


MANY_FAILURES = 100
NEWEST = 5000
"""Entries of the trail that are looked through, however long it is."""


def sign_in() -> Finding:
    """Failures to sign in over all accounts: guessing spread thinly reaches no limit of an account or a source."""
    newest = Event.objects.order_by("-pk").values("pk")[:NEWEST]
    rows = Event.objects.filter(pk__in=newest, verb="sign_in_failed")
    failed = rows.filter(happened_at__gte=timezone.now() - HOUR).count()
    state = State.WELL if failed < MANY_FAILURES else State.LOOK
    advice = "" if state == State.WELL else "Somebody may be guessing passwords: look at the proxy where it comes from."
    numbers = {"sign_in_failures": failed}
    return Finding("sign_in", "Signing in", state, f"{failed} failures in the last hour.", advice, numbers)


def tasks() -> Finding:
    """Background work that broke off with an error in the last seven days."""
    failed = Event.objects.filter(verb="task_failed", happened_at__gte=timezone.now() - WEEK)
    kinds = list(failed.values_list("subject_label", flat=True).distinct().order_by("subject_label"))
    words = (
        f"Broken off in the last seven days: {', '.join(kinds)}." if kinds else "None broke off in the last seven days."
    )
    state = State.LOOK if kinds else State.WELL
    return Finding("tasks", "Background work", state, words, _LOG if kinds else "", {"task_kinds_failed": len(kinds)})


def backup() -> Finding:
    """When a backup was last made."""
    when = _last("backup_made")
    state = judged(age(when), look=timedelta(hours=26), fault=3 * DAY)
    words = f"Last made on {day(when)}." if when else "None has been made."
    advice = "" if state == State.WELL else "Run the backup command every night, and keep its files elsewhere."
    return Finding("backup", "Backup", state, words, advice, _aged("backup", when))


def drill() -> Finding:
    """When somebody last proved that a backup can be read."""
    when = max(filter(None, (_last("backup_checked"), _last("backup_restored"))), default=None)
    state = judged(age(when), look=100 * DAY, fault=400 * DAY)
    state = State.LOOK if when is None else state
    words = f"Last done on {day(when)}." if when else "No backup was ever checked or restored here."
    advice = "" if state == State.WELL else "Restore a backup into an empty place: see the guide for production."
    return Finding("drill", "Restore drill", state, words, advice, _aged("drill", when))


def trail() -> Finding:
    """When the heads of the audit trail were last written down outside the database."""
    name, path = "Audit trail", anchors.place()
    if path is None:
        return Finding("trail", name, State.LOOK, "Its heads are written down nowhere else.", "Set AUDIT_ANCHORS.")
    if not path.exists():
        return Finding("trail", name, State.LOOK, "Its heads have not been written down yet.")
    when = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    words = f"Its heads were last written down on {day(when)} at {clock(when)}."
    state = judged(age(when) if _grew_since(when) else 0, look=30 * MINUTE, fault=DAY)
    return Finding("trail", name, state, words, "" if state == State.WELL else _LOG, _aged("anchor", when))


def _grew_since(when: datetime) -> bool:
    newest = Event.objects.exclude(verb="trail_anchored").order_by("-pk").first()
    return newest is not None and newest.happened_at > when


def _last(verb: str) -> datetime | None:
    newest = Event.objects.filter(verb=verb).order_by("-pk").first()
    return newest and newest.happened_at


def _aged(name: str, when: datetime | None) -> dict[str, float]:
    return {f"{name}_age_seconds": round(age(when))} if when else {}
