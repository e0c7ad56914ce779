"""``docs/data-dictionary.md``: every table that the product keeps, its fields and what they may hold."""

from collections.abc import Iterator
from inspect import cleandoc

from django.apps import apps
from django.db import models

OURS = ("audit", "accounts", "cases", "panels", "reporting")
IDENTITY = "cases.identity"
KINDS = {
    "AutoField": "number, given by the database",
    "BigAutoField": "number, given by the database",
    "BigIntegerField": "whole number",
    "BinaryField": "bytes",
    "BooleanField": "yes or no",
    "CharField": "text",
    "DateField": "date",
    "DateTimeField": "date and time",
    "DecimalField": "decimal number",
    "EmailField": "email address",
    "FileField": "file",
    "FloatField": "number",
    "IntegerField": "whole number",
    "JSONField": "structured data",
    "PositiveIntegerField": "whole number",
    "PositiveSmallIntegerField": "whole number",
    "SmallIntegerField": "whole number",
    "TextField": "long text",
    "TimeField": "time",
    "UUIDField": "key",
}
HEAD = """# Data dictionary

Written from the code by `python manage.py write_docs`; do not edit by hand.

Every table of the product, by app. **Identity** marks the tables that say who a child or a family is; only the app
`cases` may import them. Tables of Django and of libraries (sessions, second factors, grants' permission names) are not
listed. “Optional” means that a blank is allowed; a date or number may then be empty, a text is then “”.

Beside these fields every table whose rows hang on a case has a column `panel_id`, where none is listed: the database
writes it from the case and asks it for the wall between panels
([decision 30](adr/0030-found-by-panel-and-beginning.md)).
"""


def text() -> str:
    """The whole document."""
    return "\n".join([HEAD, *(line for app in OURS for line in _app(app))])


def _app(name: str) -> Iterator[str]:
    yield f"## {name}\n"
    for model in sorted(apps.get_app_config(name).get_models(), key=lambda found: found.__name__):
        yield from _table(model)


def _table(model: type[models.Model]) -> Iterator[str]:
    mark = " (identity)" if model.__module__.startswith(IDENTITY) else ""
    yield f"### {model.__name__}{mark}\n"
    yield f"{_purpose(model)} Table `{model._meta.db_table}`.\n"
    yield "| Field | Meaning | Kind | Holds |"
    yield "| --- | --- | --- | --- |"
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        yield f"| `{field.name}` | {_plain(str(field.verbose_name))} | {_kind(field)} | {_holds(field)} |"
    yield ""


def _purpose(model: type[models.Model]) -> str:
    return cleandoc(model.__doc__ or "").split("\n\n")[0].replace("\n", " ")


def _kind(field: models.Field) -> str:
    name = field.get_internal_type()
    kind = KINDS.get(name, name.removesuffix("Field").lower())
    if field.related_model:
        kind = f"refers to {field.related_model.__name__}"
    elif field.max_length and not field.flatchoices:
        kind = f"{kind}, {field.max_length} characters"
    optional = (field.blank or field.null) and field.editable and not field.primary_key
    return f"{kind}, optional" if optional else kind


def _holds(field: models.Field) -> str:
    return ", ".join(f"`{value}` {_plain(str(label))}" for value, label in field.flatchoices if value not in ("", None))


def _plain(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
