"""Database, clock, broker, background work, disk and certificate: asked directly, each within a few seconds."""

import functools
import os
import socket
import ssl
import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cdop.running.findings import Finding, State, judged
from common.broker import away

if TYPE_CHECKING:
    import redis

SECONDS = 2
BEAT = "cdop:heartbeat"
DAY = 24 * 3600


def _broker() -> "redis.Redis":
    import redis

    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)


def beat() -> None:
    """Leaves a sign of life: the scheduler asked for it and a worker did it."""
    with _broker() as broker:
        broker.set(BEAT, str(time.time()))


@functools.cache
def _newest_steps() -> frozenset[tuple[str, str]]:
    """The last migration of each app in this version; read once, as the code of a process does not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def database() -> Finding:
    """Whether the database answers, and has the tables of this version."""
    name = "Database"
    try:
        missing = len(_newest_steps() - MigrationRecorder(connection).applied_migrations().keys())
    except DatabaseError:
        return Finding("database", name, State.FAULT, "The database does not answer.", "Look at the database server.")
    if missing:
        words = "Answers, but lacks tables of this version."
        return Finding("database", name, State.FAULT, words, "Run the migrations of this version.")
    return Finding("database", name, State.WELL, "Answers, with the tables of this version.")


def clock() -> Finding:
    """How far this machine's clock is from the database's: the one says what is due, the other dates the trail."""
    with connection.cursor() as cursor:
        before = time.time()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        theirs = float(cursor.fetchone()[0])
    apart = abs(theirs - (before + time.time()) / 2)
    state = judged(apart, look=timedelta(seconds=5), fault=timedelta(seconds=60))
    words = "Agrees with the database's." if state == State.WELL else f"{_spell(apart)} away from the database's."
    advice = (
        "" if state == State.WELL else "Set both by a time server: days are counted by one, the trail by the other."
    )
    return Finding("clock", "Clock", state, words, advice, {"clock_apart_seconds": round(apart, 3)})


def broker() -> Finding:
    """Whether the broker answers, and how much waits there."""
    name = "Message broker"
    try:
        with _broker() as found:
            waiting = int(found.llen("celery"))
    except away():
        words = "The broker does not answer. Nothing is lost: what is due stands in the database and is done later."
        return Finding("broker", name, State.FAULT, words, "Look at Redis.")
    state = State.WELL if waiting < 1000 else State.LOOK
    return Finding("broker", name, state, f"Answers; {waiting} waiting.", numbers={"queue_length": waiting})


def background() -> Finding:
    """Whether scheduler and worker were heard of lately: a beat a minute, done by a worker."""
    name = "Scheduler and workers"
    try:
        with _broker() as found:
            said = found.get(BEAT)
    except away():
        return Finding("background", name, State.FAULT, "Not known while the broker does not answer.")
    if said is None:
        return Finding("background", name, State.FAULT, "Not heard of since the broker started.", _RESTART)
    seconds = max(0.0, time.time() - float(said))
    state = judged(seconds, look=timedelta(minutes=3), fault=timedelta(minutes=10))
    advice = "" if state == State.WELL else _RESTART
    words = f"Last heard of {_spell(seconds)} ago."
    return Finding("background", name, state, words, advice, {"heartbeat_age_seconds": round(seconds)})


_RESTART = "Look at the logs of the scheduler and of the workers, and start them again."


def _spell(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.0f} hours"


def disk() -> Finding:
    """How much room there is where documents and reports are kept: for bytes, and for names of files."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    told = os.statvfs(settings.VAR_DIR)
    room = told.f_bavail * told.f_frsize
    shares = [told.f_bavail / told.f_blocks, *([told.f_favail / told.f_files] if told.f_files else [])]
    free = min(shares)
    state = State.FAULT if free < 0.03 else State.LOOK if free < 0.1 else State.WELL
    words = f"{free:.0%} free, {room / 2**30:.1f} GiB."
    advice = "" if state == State.WELL else "Make room: a full disk refuses documents, reports and backups."
    return Finding("disk", "Disk for documents", state, words, advice, {"disk_free_bytes": room})


def certificate() -> Finding | None:
    """How long the site's certificate is still good; nothing where the site is served without one."""
    site = urlsplit(settings.SITE_URL)
    if site.scheme != "https" or not site.hostname:
        return None
    name = "Certificate"
    try:
        days = _days_left(settings.CERTIFICATE_AT or f"{site.hostname}:{site.port or 443}", site.hostname)
    except (OSError, ValueError) as error:
        words = f"Could not be read or is not accepted ({type(error).__name__})."
        return Finding(
            "certificate", name, State.LOOK, words, "Open the site in a browser and look at its certificate."
        )
    state = State.FAULT if days < 3 else State.LOOK if days < 14 else State.WELL
    advice = "" if state == State.WELL else "It should have been renewed by itself: look at the proxy's log."
    return Finding("certificate", name, state, f"Good for {days} more days.", advice, {"certificate_days": days})


def _days_left(place: str, hostname: str) -> int:
    host, _, port = place.rpartition(":")
    context = ssl.create_default_context()
    with socket.create_connection((host, int(port)), timeout=SECONDS) as plain:
        with context.wrap_socket(plain, server_hostname=hostname) as sealed:
            until = ssl.cert_time_to_seconds(sealed.getpeercert()["notAfter"])
    return int((until - time.time()) // DAY)
