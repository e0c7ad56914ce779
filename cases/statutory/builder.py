"""Makes an ordinary form of one section of a definition: fields, layout, repeating groups, and its complaints.

A page is always drawn from data: from what was just posted, or from what is kept, turned back into what its inputs
would post. So text that is no answer yet comes back exactly as somebody typed it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from cases.statutory import inputs
from cases.statutory.completeness import Problem, problems
from cases.statutory.definition import Answers, Definition, Question, Section
from cases.statutory.layout import parts
from cases.statutory.rules import effective, holds, mentioned
from common.forms.base import Button, PageForm
from common.forms.formsets import RepeatingFormSet, quiet, repeating

LATER = "save_later"


class RowForm(PageForm):
    """One row of a repeating group."""

    form_tag = False
    mark_optional = False
    questions: tuple[Question, ...] = ()
    organisations: Sequence[str] = ()

    def layout(self) -> list:
        """Each question in turn."""
        return [part for question in self.questions for part in parts(question, self.questions)]


class SectionForm(PageForm):
    """One section. Everything may be left out or wrong: ``complain`` shows what sending would refuse."""

    submit_label = "Save and continue"
    buttons = (Button("Save and come back later", LATER),)
    warn_unsaved = True
    sticky_buttons = True

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict, *, section: Section, questions: Sequence[Question], **kwargs) -> None:
        self.section, self.questions = section, tuple(questions)
        self.organisations = kwargs.pop("organisations", ())
        files = kwargs.pop("files", {})
        self._asked_fields: dict[str, forms.Field] = {}
        for question in self.questions:
            if question.kind != "group":
                for suffix, field in inputs.fields_of(question, self.organisations).items():
                    self._asked_fields[question.key + suffix] = field
            if question.key in files:
                self._asked_fields |= _with_file(self._asked_fields[question.key], question, files[question.key])
        self.base_fields = {**type(self).base_fields, **self._asked_fields}
        super().__init__(data, **kwargs)

    def layout(self) -> list:
        """The questions in order, with what one answer brings about beneath it."""
        return [part for question in self.questions for part in parts(question, self.questions)]

    @property
    def answers(self) -> Answers:
        """What is on the page: ``{key: answer, typed text, or None}``."""
        return read(self.questions, self.data, self.organisations)

    def complain(self, found: Sequence[Problem]) -> None:
        """Shows the problems of this section, each beside its question."""
        self.is_valid()
        for problem in found:
            if problem.section == self.section.key:
                self._complain(problem)

    def _complain(self, problem: Problem) -> None:
        group = self.formsets.get(problem.key)
        if group is not None:
            if problem.row is not None and problem.row < len(group.forms):
                _say(group.forms[problem.row], problem.part, problem)
            else:
                group._non_form_errors.append(problem.sentence)
        else:
            _say(self, problem.key, problem)


def _with_file(field: forms.Field, question: Question, name: str) -> dict[str, forms.Field]:
    """What is said about a file that was given already, and the box that takes it away."""
    field.help_text = f"{question.hint} Attached: {name}. Another file takes its place.".strip()
    return {question.key + inputs.REMOVE: forms.BooleanField(label=f"Take away {name}", required=False)}


def _say(form: PageForm, name: str, problem: Problem) -> None:
    complained = any(form.errors.get(name + suffix) for suffix in ("", inputs.TIME, inputs.OTHER))
    if name in form.fields and not complained:
        words = form.fields[name].error_messages.get("required") if problem.code == "missing" else ""
        form.add_error(name, str(words or problem.sentence))


def shown(definition: Definition, section: Section, answers: Answers) -> list[Question]:
    """The questions of a page: all that arise, and those that may arise while it is filled in."""
    found = effective(definition, answers)
    here = {question.key for question in section.questions}
    return [
        question
        for question in section.questions
        if holds(question.shown_when, found) or here & set(mentioned(question.shown_when))
    ]


def section_form(
    definition: Definition, section: Section, answers: Answers, *, data: QueryDict | None = None,
    version: int = 0, organisations: Sequence[str] = (), checked: bool = False,
    files: Mapping[str, str] | None = None,
) -> SectionForm:  # fmt: skip
    """The page of ``section`` with ``answers`` in it, or with what was posted; ``checked`` shows what is wrong."""
    questions = shown(definition, section, answers)
    posted = data if data is not None else as_data(questions, answers, organisations)
    posted = _managed(posted, questions)
    if data is None:
        posted["version"], posted["asked"] = str(version), " ".join(question.key for question in questions)
    sets = {
        question.key: _rows(question, posted, organisations, effective(definition, answers))
        for question in questions
        if question.kind == "group"
    }
    named = {q.key: (files or {}).get(str(answers.get(q.key))) for q in questions if q.kind == "file"}
    given = {key: name for key, name in named.items() if name}
    form = SectionForm(
        posted, section=section, questions=questions, organisations=organisations, formsets=sets, files=given
    )
    if checked:
        everything = {**answers, **form.answers}
        form.complain(problems(definition, {key: value for key, value in everything.items() if value is not None}))
    else:
        quiet(form)
    return form


def _rows(question: Question, data: QueryDict, organisations: Sequence[str], found: Answers) -> RepeatingFormSet:
    """The rows of a group, without what answers elsewhere rule out."""
    asked = _row_questions(question, found)
    fields: dict[str, Any] = {"questions": asked, "organisations": organisations}
    for row in asked:
        for suffix, field in inputs.fields_of(row, organisations).items():
            fields[row.key + suffix] = field
    kind = type("Row", (RowForm,), fields)
    noun, most = (question.rows.noun, question.rows.most) if question.rows else ("row", 1)
    return repeating(kind, item=noun, fewest=0, most=most)(data, prefix=question.key)


def _row_questions(question: Question, found: Answers) -> tuple[Question, ...]:
    every = question.rows.questions if question.rows else ()
    here = {row.key for row in every}
    return tuple(row for row in every if here & set(mentioned(row.shown_when)) or holds(row.shown_when, found))


def _managed(data: QueryDict, questions: Sequence[Question]) -> QueryDict:
    """The data with row counts that can be worked with, whatever was sent."""
    found = data.copy()
    for question in questions:
        if question.kind == "group":
            found[f"{question.key}-TOTAL_FORMS"] = str(_total(data, question))
            found[f"{question.key}-INITIAL_FORMS"] = "0"
    return found


def _total(data: QueryDict, question: Question) -> int:
    text = data.get(f"{question.key}-TOTAL_FORMS", "")
    total = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return min(total, question.rows.most if question.rows else 0)


def as_data(questions: Sequence[Question], answers: Answers, organisations: Sequence[str] = ()) -> QueryDict:
    """Kept answers as the inputs of a page would post them."""
    data = QueryDict(mutable=True)
    for question in questions:
        value = answers.get(question.key)
        if question.rows:
            rows = value if isinstance(value, list) else []
            data[f"{question.key}-TOTAL_FORMS"] = str(len(rows))
            for number, row in enumerate(rows):
                for asked in question.rows.questions:
                    inputs.write(asked, row.get(asked.key), data, f"{question.key}-{number}-", organisations)
        elif question.kind != "file":
            inputs.write(question, value, data, "", organisations)
    return data


def read(questions: Sequence[Question], data: QueryDict, organisations: Sequence[str] = ()) -> Answers:
    """What was posted for the questions that the page showed; files come apart."""
    asked = set(data.get("asked", "").split())
    return {
        question.key: _read(question, data, organisations)
        for question in questions
        if question.key in asked and question.kind != "file"
    }


def _read(question: Question, data: QueryDict, organisations: Sequence[str]) -> Any:
    if not question.rows:
        return inputs.read(question, data, "", organisations)
    rows = [
        inputs.as_answers(question.rows.questions, data, f"{question.key}-{number}-", organisations)
        for number in range(_total(data, question))
    ]
    return [row for row in rows if row] or None
