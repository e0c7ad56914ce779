"""What a sent form says about who the child is, beside the record: compared here, brought over only by a person."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from audit.recording import record
from cases import policy
from cases.identity.merging import field_of
from cases.identity.models import Child, IdentityAnswers
from cases.merging import Comparison, Field
from cases.models import Case, FormResponse
from cases.statutory import catalogue
from common.forms.fields import NhsNumberField, UKPostcodeField

COLUMNS = {
    "first_names": "first_names", "surname": "surname", "aliases": "aliases", "nhs_number": "nhs_number",
    "born_on": "born_on", "address": "address", "postcode": "postcode", "gp_practice": "gp_practice",
    "school_name": "school",
}  # fmt: skip
"""``{question: what it says about the child}``. Sex and ethnicity are facts of the case and settled with those."""
READERS = {
    "nhs_number": NhsNumberField(required=False).clean, "postcode": UKPostcodeField(required=False).clean,
    "born_on": date.fromisoformat,
}  # fmt: skip
SENT = FormResponse.State.SUBMITTED


@dataclass(frozen=True)
class Told:
    """One form with what is still to be settled about it, and what it says that cannot be read."""

    response: FormResponse
    title: str
    whose: str
    fields: tuple[Field, ...]
    unreadable: tuple[str, ...] = ()

    @property
    def comparison(self) -> Comparison:
        """The fields as a merge compares them, with the digest of what was seen."""
        return Comparison(self.fields)


def waiting(case: Case, child: Child | None) -> list[Told]:
    """The sent forms of a case with something to settle. The child was read, and the look recorded, by the page."""
    rows = _sent().filter(response__case=case).order_by("response__submitted_at")
    return [told for row in rows if (told := told_by(row, child)).fields]


def look_at(response: FormResponse, child: Child | None, *, by) -> Told:
    """One form beside the record, for the CDR manager; the look is recorded."""
    policy.manage(response.case, by)
    record("response_viewed", by=by, subject=response, case=response.case, label=response.case.reference)
    row = _sent().filter(response=response).first()
    return told_by(row, child) if row else Told(response, _title(response), _whose(response), ())


def _sent():
    rows = IdentityAnswers.objects.filter(response__state=SENT)
    return rows.select_related("response__case__panel", "response__request__organisation")


def told_by(row: IdentityAnswers, child: Child | None) -> Told:
    """The fields that differ and that nobody has settled since the form said so."""
    values, unreadable = read(row.answers)
    fields = [field_of("identity", name, Child, child, Child(**values)) for name in values]
    open_now = (
        field for field in fields if field.differs and row.settled.get(field.name) != _plain(values[field.name])
    )
    return Told(row.response, _title(row.response), _whose(row.response), tuple(open_now), tuple(unreadable))


def read(answers: dict) -> tuple[dict, list[str]]:
    """``({column: value}, what cannot be taken over)`` of the answers of a form."""
    values, unreadable = {}, []
    for question, name in COLUMNS.items():
        given = answers.get(question)
        if not given:
            continue
        try:
            values[name] = _column(name, given)
        except (ValidationError, ValueError, TypeError):
            unreadable.append(str(Child._meta.get_field(name).verbose_name))
    return values, unreadable


def _column(name: str, given):
    """An answer as the record takes it; a text that is too long for it is not cut."""
    value = READERS[name](given) if name in READERS else str(given).strip()
    longest = Child._meta.get_field(name).max_length
    if longest and len(value) > longest:
        raise ValueError(name)
    return value


def _plain(value) -> str:
    return value.isoformat() if isinstance(value, date) else value


def settled_as(row: IdentityAnswers, fields: list[Field]) -> dict:
    """What was settled before, and these fields with what the form says now."""
    return {**row.settled, **{field.name: _plain(field.other) for field in fields}}


def _title(response: FormResponse) -> str:
    return catalogue.definition(response.form, response.definition_version).title


def _whose(response: FormResponse) -> str:
    return str(response.request.organisation) if response.request else "The panel’s office"
