"""Every form, version, field and code as rows: the data dictionary of the forms. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from cases.statutory import catalogue
from cases.statutory.definition import CONFIDENCE, Definition, Option, Question, Rule
from cases.statutory.rules import mentioned

KINDS = {
    "text": "Text",
    "long_text": "Long text",
    "number": "Number",
    "date": "Date",
    "datetime": "Date and time",
    "time": "Time",
    "yes_no_not_known": "Yes, no or not known",
    "choice": "One of a list",
    "choices": "Several of a list",
    "group": "Repeating group",
    "organisation": "Organisation",
    "file": "File",
}
HOMES = {
    "answers": "Answers of the form",
    "identity": "Identity, kept apart",
    "record": "The case’s record, shown and not asked again",
    "meeting": "The panel meeting’s record of the case",
}
CHECK = "Check locally"
COLUMNS = (
    "form", "version", "section", "field", "label", "kind", "code", "code_label", "unit", "needed", "arises", "kept_in",
    "check_locally", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One field of one version of a form, in words."""

    definition: Definition
    section: str
    key: str
    question: Question

    @property
    def kind(self) -> str:
        """What sort of answer it takes."""
        return KINDS[self.question.kind]

    @property
    def codes(self) -> tuple[Option, ...]:
        """What can be chosen, with the codes that are kept."""
        return tuple(Option(code, label) for code, label in self.question.labels.items())

    @property
    def home(self) -> str:
        """Where the answer is kept."""
        if self.question.column:
            return f"Answers of the form, and the case’s {self.question.column.replace('_', ' ')}"
        return HOMES[self.question.home]

    @property
    def needed(self) -> str:
        """Whether it can be left out."""
        if self.question.required:
            return "Yes"
        return f"Sometimes: {in_words(self.question.required_when)}" if self.question.required_when else "No"

    @property
    def arises(self) -> str:
        """When the question is asked."""
        return in_words(self.question.shown_when) if self.question.shown_when else "Always"

    @property
    def to_check(self) -> bool:
        """Whether the wording or the list is to be checked with whoever knows the printed form."""
        return self.definition.confidence_of(self.question) == "medium"


def in_words(rule: Rule | None) -> str:
    """A rule by the questions it hangs on."""
    return f"depends on {', '.join(dict.fromkeys(mentioned(rule)))}"


def fields(definition: Definition) -> Iterator[Field]:
    """Every field, those of groups after their group."""
    for section in definition.sections:
        for question in section.questions:
            yield Field(definition, section.title, question.key, question)
            for row in question.rows.questions if question.rows else ():
                yield Field(definition, section.title, f"{question.key}.{row.key}", row)


def every() -> Iterator[Definition]:
    """Every version of every form, the newest of a form first."""
    for found in catalogue.of_kind("notification", "reporting", "supplementary", "analysis"):
        yield from reversed(catalogue.versions(found.form))


def as_csv() -> str:
    """One line for each field, and one for each code of it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for definition in every():
        for field in fields(definition):
            writer.writerows(_lines(field))
    return target.getvalue()


def _lines(field: Field) -> Iterator[list[str]]:
    found = field.definition
    start = [found.form, found.version, field.section, field.key, field.question.label, field.question.kind]
    end = [field.question.unit, field.needed, field.arises, field.home]
    end += ["yes" if field.to_check else "no", field.question.source or found.source]
    for code in field.codes or (Option("", ""),):
        yield [*start, code.code, code.label, *end]


def sureness(definition: Definition) -> str:
    """How sure the form is, in words."""
    return CONFIDENCE[definition.confidence]
