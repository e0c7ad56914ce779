"""``docs/forms.md``: every field and code of the newest version of each statutory form."""

from cases.statutory import catalogue, dictionary
from cases.statutory.definition import Definition

HEAD = """# What the forms ask

Written from the definitions in `cases/statutory/definitions`; do not edit. The newest version of each form; older ones,
and the same as a file, are in the service under “What the forms ask”. **Check** marks a field whose wording or list was
not read in the printed form and is to be compared with it. How they are changed: [the forms](guides/forms.md).
"""


def text() -> str:
    """The whole document."""
    latest = catalogue.of_kind("notification", "reporting", "supplementary", "analysis")
    return "\n".join([HEAD, *(_form(definition) for definition in latest)])


def _form(definition: Definition) -> str:
    lines = [f"## {definition.title}", "", f"`{definition.form}`, version {definition.version}.", ""]
    lines += ["| field | question | answer | needed | kept in |", "| --- | --- | --- | --- | --- |"]
    lines += [_line(field) for field in dictionary.fields(definition)]
    return "\n".join([*lines, ""])


def _line(field: dictionary.Field) -> str:
    codes = ", ".join(f"`{code.code}` {code.label}" for code in field.codes)
    kind = f"{field.kind} ({field.question.unit})" if field.question.unit else field.kind
    answer = f"{kind}: {codes}" if codes and field.kind != dictionary.KINDS["yes_no_not_known"] else kind
    name = f"`{field.key}`{' **Check**' if field.to_check else ''}"
    cells = (name, field.question.label, answer, field.needed, field.home)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
