"""The forms of a case in one table: needed, begun, sent, and what can be done."""

from cases.presenters.links import to
from cases.presenters.responses import state_tag
from cases.statutory import promotion
from common.components import Cell, Column, Table, Tag
from common.formats import moment


def needed_table(states, case, may_manage: bool) -> Table:
    """The forms that the case needs or that somebody began."""
    rows = [_row(one, case, may_manage) for one in states if one.needed or one.responses]
    columns = [Column(name) for name in ("Form", "Needed", "Answers", "Decide")]
    return Table("Forms of this case", columns, rows, stack=True, caption_hidden=True)


def _row(one, case, may_manage: bool) -> list:
    return [
        Cell(one.title, note=one.decision.reason if _decided(one) else one.because),
        Cell("", tags=[_needed_tag(one)]),
        _answers(one),
        _change(one, case, may_manage),
    ]


def _decided(one) -> bool:
    return one.decision is not None and one.decision.choice != "by_rule"


def _needed_tag(one) -> Tag:
    if _decided(one):
        return Tag("Added", "blue") if one.needed else Tag("Waived", "grey")
    return Tag("Needed", "yellow") if one.needed else Tag("Not needed", "grey")


def _answers(one) -> Cell:
    asked = f"{one.asked} asked, not answered" if one.asked else ""
    if not one.responses:
        return Cell(asked or "Not begun")
    sent = sum(not row.is_draft for row in one.responses)
    return Cell(f"{sent} sent, {len(one.responses) - sent} in draft", note=asked)


def _change(one, case, may_manage: bool) -> Cell:
    if one.form == "reporting" or not may_manage:
        return Cell("")
    label = f"Waive: {one.title}" if one.needed else f"Add: {one.title}"
    return Cell(label, url=to("form_decide", case, form=one.form))


def responses_table(responses, case) -> Table:
    """What was begun and sent, each with who and when."""
    rows = [
        [
            Cell(row.title, url="" if row.closed else to("form", case, response=row.response.pk), note=row.whose),
            Cell("", tags=[state_tag(row.response)]),
            row.response.definition_version,
            Cell(moment(row.response.submitted_at or row.response.saved_at), note=row.response.saved_by_label),
        ]
        for row in responses
    ]
    return Table("Answers", [Column(name) for name in ("Form", "State", "Version", "Last change")], rows, stack=True)


def differences_table(differences, case) -> Table:
    """What the manager has to settle."""
    rows = [
        [
            Cell(label_of(row.column), url=to("difference", case, difference=row.pk)),
            promotion.words(row.column, getattr(case, row.column)),
            promotion.words(row.column, promotion.as_column(row.column, row.given)),
        ]
        for row in differences
    ]
    return Table(
        "Facts that a form tells otherwise", [Column(n) for n in ("Fact", "The case says", "The form says")], rows
    )


def told_table(waiting, case) -> Table:
    """Forms that say something about who the child is which the record does not say."""
    rows = [
        [
            Cell(one.whose, url=to("form_child", case, response=one.response.pk), note=one.title),
            ", ".join(field.label for field in one.fields),
        ]
        for one in waiting
    ]
    columns = [Column("Form of"), Column("Differs from the record, or is missing there")]
    return Table("What forms say about who the child is", columns, rows, stack=True)


def label_of(column: str) -> str:
    """A column by its name on the case page."""
    return LABELS.get(column, column.replace("_", " ").capitalize())


LABELS = {
    "gestation_weeks": "Gestation, completed weeks", "birth_weight_grams": "Birth weight in grams",
    "age_days": "Age in days", "age_years": "Age in completed years", "place_of_death": "Place of death",
}  # fmt: skip
