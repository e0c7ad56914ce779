"""The register of the panel: the usual seats, most of them held, some vacant."""

from datetime import timedelta

from cdop.demo.people import SINCE
from common.dates import FinancialYear, today
from panels.actions import seats
from panels.models import Seat

HOLDERS = {
    "Chair, public health": ("chair", ""),
    "Designated doctor for child deaths": ("doctor.luton", "doctor.beds"),
    "Designated nurse for safeguarding": ("nurse", "deathnurse"),
    "Lead nurse for child deaths": ("deathnurse", "nurse"),
    "Children's services, one for each local authority": ("socialcare.luton", "socialcare.bedford"),
    "Primary care, health visitor": ("healthvisitor", ""),
    "Lay member": ("lay", ""),
    "Nursing and midwifery": ("midwife", ""),
    "Police": ("police", ""),
    "Ambulance service": ("ambulance", ""),
    "Coroner's office": ("coroner", ""),
}


TO_COME = ("Primary care, health visitor", "deathnurse")
"""A seat that somebody else takes over when the next financial year begins."""


def build(builder) -> None:
    """The usual seats with the people of the demonstration in them."""
    manager, held = builder.people["manager"], builder.people.seats
    seats.add_usual(panel=builder.panel, by=manager)
    for seat in Seat.objects.filter(panel=builder.panel, title__in=HOLDERS):
        holder, deputy = HOLDERS[seat.title]
        seats.fill(
            seat_id=seat.pk, version=seat.version, membership=held[holder], deputy=held.get(deputy), from_on=SINCE,
            by=manager,
        )  # fmt: skip
    title, successor = TO_COME
    seat = Seat.objects.get(panel=builder.panel, title=title)
    begins = FinancialYear.of(today()).last + timedelta(days=1)
    seats.fill(seat_id=seat.pk, version=seat.version, membership=held[successor], from_on=begins, by=manager)
