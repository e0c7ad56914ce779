"""The record as a whole, in the demonstration: a return that was sent and changed since, a shared review, documents,
and one evening on which a doctor of another area needed the case.
"""

import io
from datetime import time, timedelta

from django.core.files.base import ContentFile
from PIL import Image

from cases.actions import attachments, national, transfers, urgent
from cases.actions.cases import change_facts
from cases.models import Case
from cdop.demo import clock
from cdop.demo.history import key
from common.dates import today

LUTON = "E06000032"


def build(builder) -> None:
    """One example of each, on the cases that are still gathering information."""
    first, second = (
        Case.objects.of_panel(builder.panel).filter(status="gathering", imported=False).order_by("reference")[:2]
    )
    manager = builder.people["manager"]
    _returned(first, manager)
    _documents(first, manager)
    _opened_urgently(first, builder.people)
    transfers.of_case(
        case_id=second.pk,
        new_id=key("transfer", 1),
        by=manager,
        kind="joint_us",
        other_panel="Invented Shire CDOP",
        contact="cdop.invented@example.org",
        agreed_with="Ada Unreal, CDR manager",
        agreed_on=today(),
        their_reference="IS-0042",
        reason="The child was cared for in a hospital of the other area for most of the time.",
    )


def _returned(case: Case, manager) -> None:
    common = {"case_id": case.pk, "by": manager}
    seen = {"digest": national.digest(case, by=manager), "on": today(), "receipt": "N-INVENTED-1"}
    national.send(**common, **seen, new_id=key("return", 1), stage="notification")
    case.refresh_from_db()
    change_facts(**common, version=case.version, ethnicity="C")


def _documents(case: Case, manager) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), "steelblue").save(picture, "JPEG", comment=b"camera, place and time would stand here")
    files = (
        ("Photograph of the place (invented)", picture.getvalue(), "place.jpg"),
        ("Note of a telephone call (invented)", b"Nothing in this note is about anybody.", "call.txt"),
    )
    for number, (title, content, name) in enumerate(files):
        file = ContentFile(content, name=name)
        attachments.add(case_id=case.pk, new_id=key("document", number), by=manager, title=title, file=file)


def _opened_urgently(case: Case, people) -> None:
    doctor = people["doctor.beds" if case.local_authority_id == LUTON else "doctor.luton"]
    evening = today() - timedelta(days=3)
    with clock.on(evening, time(21, 40)):
        reason = "A brother is in the emergency department tonight; the ward asks what is known of the death."
        access = urgent.open_case(case_id=case.pk, new_id=key("urgent", 1), reason=reason, by=doctor)
        urgent.look(access=access, by=doctor)
    with clock.on(evening, time(22, 15)):
        urgent.end(access_id=access.pk, by=doctor)
