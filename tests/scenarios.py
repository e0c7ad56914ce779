"""States that tests start from, reached by actions as in real use. Everybody in them is invented."""

import itertools
import uuid
from datetime import timedelta

from accounts.models import Panel
from accounts.roles import Role
from audit.recording import PUBLIC
from cases.actions import notify, triage
from cases.models import Case, Notification
from cases.vocabularies import Expectedness, Place, Sex
from common.dates import today
from tests import factories

_number = itertools.count(1)

FACTS = {
    "notifier_name": "Sample Notifier",
    "notifier_role": "Consultant paediatrician",
    "notifier_agency": "Sample Hospital",
    "notifier_email": "notifier@example.org",
    "notifier_phone": "01632 960001",
    "sex": Sex.FEMALE,
    "ethnicity": "A",
    "confirmed_place": Place.WARD,
    "place_detail": "Sample Hospital",
    "expectedness": Expectedness.UNEXPECTED,
    "circumstances": "Invented circumstances.",
}


def test_nhs_number(number: int) -> str:
    """A valid number from the 999 range, which is never given to a person."""
    for candidate in itertools.count(number):
        digits = f"999{candidate % 1_000_000:06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{digits}{check % 11}"
    raise AssertionError("not reached")


test_nhs_number.__test__ = False


def child(**fields) -> dict:
    """What a notification says about an invented child."""
    number = next(_number)
    return {
        "first_names": f"Test {number}",
        "surname": f"Child-{uuid.uuid4().hex[:6]}",
        "nhs_number": test_nhs_number(number * 7),
        "born_on": today() - timedelta(days=4000),
        "postcode": "LU1 2AA",
        **fields,
    }


def notified(panel: Panel, *, by=PUBLIC, **overrides) -> Notification:
    """A notification waiting for triage. ``child``, ``relatives``, ``professionals``, ``received_at`` or any fact."""
    special = {name: overrides.pop(name) for name in ("relatives", "professionals", "received_at") if name in overrides}
    about = child(**overrides.pop("child", {}))
    facts = {
        **FACTS,
        "died_on": today() - timedelta(days=1),
        "local_authority": panel.areas.order_by("code").first(),
        **overrides,
    }
    return notify.send(key=uuid.uuid4(), panel=panel, by=by, facts=facts, child=about, **special)


def some_manager(panel: Panel):
    """A CDR manager of the panel: the first there is, or a new one."""
    found = panel.memberships.filter(role=Role.MANAGER).select_related("user").first()
    return found.user if found else factories.person(panel, Role.MANAGER)


CASE_FACTS = (
    "died_on", "sex", "ethnicity", "local_authority", "gestation_weeks", "birth_weight_grams", "place_of_death",
    "expectedness",
)  # fmt: skip


def open_case(panel: Panel, *, by=None, notification: Notification | None = None, **overrides) -> Case:
    """A case in “Gathering information”, notified and accepted. Takes what ``notified`` takes.

    For a case notified earlier give ``died_on`` and ``received_at`` (an aware moment).
    """
    by = by or some_manager(panel)
    notification = notification or notified(panel, **overrides)
    from cases.identity.models import Child

    born_on = Child.objects.get(notification=notification).born_on
    return triage.accept(
        notification_id=notification.pk,
        version=notification.version,
        by=by,
        born_on=born_on,
        **{name: getattr(notification, name) for name in CASE_FACTS},
    )
