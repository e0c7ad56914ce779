"""What an auditor reads: the panel's chain, and what its people did outside any panel."""

from accounts.models import Membership, Panel
from audit.selectors import Scope


def scope(*, panel: Panel) -> Scope:
    """For a reader whom the policy let through."""
    people = Membership.objects.filter(panel=panel).order_by().values_list("user_id", flat=True)
    return Scope(chains=frozenset({str(panel.pk)}), people=frozenset(str(key) for key in people))
