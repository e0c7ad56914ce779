"""One look at everything, in the order in which an administrator reads it."""

from cdop.running import services, work
from cdop.running.findings import Finding, State

NEEDS_DATABASE = (
    services.clock,
    work.tasks,
    work.mail,
    work.reports,
    work.documents,
    work.sign_in,
    work.backup,
    work.drill,
    work.trail,
)


def all_of_it() -> list[Finding]:
    """Every part; what stands in the database is left out while it does not answer."""
    found = [services.database(), services.broker(), services.background()]
    if found[0].state != State.FAULT:
        found += [look() for look in NEEDS_DATABASE]
    found.append(services.disk())
    certificate = services.certificate()
    return [*found, certificate] if certificate else found


def ready() -> list[Finding]:
    """What a web process cannot do without."""
    return [services.database()]
