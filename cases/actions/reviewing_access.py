"""The auditor's review of who looked at what. The review itself is an entry in the trail."""

from django.db import transaction

from accounts import policy
from audit.recording import record
from cases.selectors.unusual import unusual
from cases.unusual import Remark


@transaction.atomic
def review(*, panel, by) -> list[Remark]:
    """What is unusual about the looks at identifiable records of a panel."""
    policy.read_audit(by, panel)
    found = unusual(panel)
    record("access_reviewed", by=by, subject=panel, panel=panel, details={"remarks": len(found)})
    return found
