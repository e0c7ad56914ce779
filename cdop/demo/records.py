"""The record as a whole, in the demonstration: a return that was sent and changed since, a shared review, documents."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from cases.actions import attachments, national, transfers
from cases.actions.cases import change_facts
from cases.models import Case
from cdop.demo.history import key
from common.dates import today


def build(builder) -> None:
    """One example of each, on the cases that are still gathering information."""
    first, second = (
        Case.objects.of_panel(builder.panel).filter(status="gathering", imported=False).order_by("reference")[:2]
    )
    manager = builder.people["manager"]
    _returned(first, manager)
    _documents(first, manager)
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
