"""Statutory forms that the office fills in: one under way, one sent."""

from cases.actions import responses
from cases.models import Case
from cdop.demo.history import Builder, key

PATHWAY = {
    "stages": ["ed", "ward"],
    "ed_organisation": "Sample General Hospital",
    "ed_arrival": "unwell",
    "ed_care": "Invented: seen within ten minutes, fluids and antibiotics given.",
}
DRAFT, SENT = (1009,), (1002, 1010)
"""The cases, by the number of their plan, whose forms stay a draft, and whose are sent; the panel reads the first."""


def fill(builder: Builder, number: int, case: Case) -> None:
    """Begins the form about the care pathway; sends it for those."""
    if number not in DRAFT + SENT:
        return
    manager = builder.people["manager"]
    made = responses.begin(case_id=case.pk, new_id=key("form", number), form="care_pathway", by=manager)
    saved = responses.save(response_id=made.pk, version=made.version, by=manager, values=PATHWAY).response
    if number in SENT:
        responses.submit(response_id=saved.pk, version=saved.version, by=manager)
