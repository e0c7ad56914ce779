"""The catalogue of forms as tables."""

from django.urls import reverse

from cases.statutory import dictionary
from cases.statutory.definition import Definition
from common.components import Cell, Column, Table, Tag
from common.formats import day

CHECK = Tag(dictionary.CHECK, "yellow")


def listing() -> Table:
    """Every form and version, with how many fields and how many of them are to be checked."""
    columns = [
        Column("Form"), Column("Version"), Column("In use from"), Column("Fields", numeric=True),
        Column("To check locally", numeric=True),
    ]  # fmt: skip
    return Table("Forms", columns, [_line(one) for one in dictionary.every()], stack=True, caption_hidden=True)


def _line(one: Definition) -> list:
    found = list(dictionary.fields(one))
    url = reverse("cases:form_definition", kwargs={"form": one.form, "version": one.version})
    checks = sum(field.to_check for field in found)
    return [Cell(one.title, url=url), one.version, day(one.starts_on), len(found), checks]


def sections(definition: Definition) -> list[Table]:
    """One table for each section: field, question, answers, when."""
    found: dict[str, list] = {section.title: [] for section in definition.sections}
    for field in dictionary.fields(definition):
        found[field.section].append(_field(field))
    columns = [Column(name) for name in ("Field", "Question", "Answer", "Needed", "Kept in")]
    return [Table(title, columns, rows, stack=True) for title, rows in found.items()]


def _field(field: dictionary.Field) -> list:
    codes = "; ".join(f"{code.code} = {code.label}" for code in field.codes)
    unit = f"{field.kind}, {field.question.unit}" if field.question.unit else field.kind
    arises = "" if field.arises == "Always" else f"Asked only sometimes: {field.arises}"
    return [
        Cell(field.key, tags=[CHECK] if field.to_check else []),
        Cell(field.question.label, note=arises),
        Cell(unit, note=codes),
        field.needed,
        field.home,
    ]
