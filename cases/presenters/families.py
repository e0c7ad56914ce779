"""A key worker's families: whom, how far the review is, in plain words."""

from django.urls import reverse

from cases.presenters.links import elsewhere
from cases.workflow import Status
from common.components import Cell, Column, Table
from common.formats import short_day

PLAIN = {
    Status.GATHERING: "The panel's office is asking the people who knew the child what happened.",
    Status.CDRM_SCHEDULED: "The professionals who cared for the child will meet soon. Bring the family's questions.",
    Status.CDRM_HELD: "The professionals have met. The panel's review is being prepared.",
    Status.PANEL_PREPARATION: "The panel's review is being prepared.",
    Status.LISTED: "The panel will review the death at one of its next meetings.",
    Status.AWAITING_ITEM: "The panel has reviewed the death and waits for one more piece of information.",
    Status.REVIEWED: "The panel has reviewed the death. Read what the family may hear.",
    Status.SUBMITTED: "The panel has reviewed the death. Read what the family may hear.",
    Status.CLOSED: "The review is finished. Read what the family may hear.",
}
ENDED = "This panel does not review the death. Ask the office what to tell the family."


FINISHED = (Status.REVIEWED, Status.SUBMITTED, Status.CLOSED)
"""From here on the office writes what the family may hear."""


def _where(family) -> Cell:
    words = PLAIN.get(family.case.status, ENDED)
    finished = family.case.status in FINISHED
    url = elsewhere("panels:family_feedback", key_worker=family.pk) if finished else ""
    return Cell(words, url=url)


def table(families, names: dict) -> Table:
    """One row a family."""
    rows = [
        [
            Cell(
                names.get(family.case_id, "Name not recorded"),
                url=reverse("cases:family_thread", kwargs={"key_worker": family.pk}),
            ),
            family.case.reference,
            _where(family),
            Cell(family.contact, url=reverse("cases:family", kwargs={"key_worker": family.pk})),
            short_day(family.starts_on),
        ]
        for family in families
    ]
    columns = [Column(c) for c in ("Child", "Reference", "Where the review is", "Your contact", "Since")]
    return Table("Families you support", columns, rows, stack=True, caption_hidden=True)
