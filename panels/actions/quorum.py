"""Sets the rule of the quorum: how many, and who must be represented."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import Panel
from audit.recording import record
from common.errors import NotNow
from common.models import save_version
from panels import policy
from panels.quorum import FEWEST, GROUPS, MOST


@transaction.atomic
def change(*, panel: Panel, version: int, minimum: int, groups: Iterable[str], by) -> Panel:
    """The rule for every meeting that begins from now on; one that has begun keeps the rule it began with."""
    policy.keep_register(panel.pk, by)
    locked = Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    wanted = set(groups)
    if not FEWEST <= minimum <= MOST or wanted - set(GROUPS):
        raise NotNow("quorum", f"A quorum is from {FEWEST} to {MOST} members and groups from the list.")
    kinds = [code for code in GROUPS if code in wanted]
    before = {"minimum": locked.quorum_minimum, "groups": list(locked.quorum_kinds)}
    after = {"minimum": minimum, "groups": kinds}
    if before == after:
        return locked
    save_version(locked, version=version, quorum_minimum=minimum, quorum_kinds=kinds)
    record("quorum_changed", by=by, subject=locked, panel=locked, details={"from": before, "to": after})
    return locked
