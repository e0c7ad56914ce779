"""Draws the plain controls of forms without a template for each: a page has dozens, and some lists have hundreds.

The markup is that of Django's templates but for the line breaks inside a list; a test holds the two together.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INPUT = '<input type="{}" name="{}"{}{}>'
TEXTAREA = '<textarea name="{}"{}>\n{}</textarea>'
SELECT = '<select name="{}"{}>{}</select>'
OPTION = '<option value="{}"{}>{}</option>'
GROUP = '<optgroup label="{}">{}</optgroup>'
INPUTS = ("date", "email", "file", "hidden", "number", "password", "text", "time", "url")


class Plain(TemplatesSetting):
    """Inputs, text areas and lists are drawn here; whatever else Django has goes through its template."""

    def render(self, template_name, context, request=None):
        """A control as HTML."""
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: dict) -> SafeString:
    value = _attributes({"value": widget["value"]}) if widget["value"] is not None else ""
    return format_html(INPUT, widget["type"], widget["name"], value, _attributes(widget["attrs"]))


def _textarea(widget: dict) -> SafeString:
    return format_html(TEXTAREA, widget["name"], _attributes(widget["attrs"]), widget["value"] or "")


def _select(widget: dict) -> SafeString:
    # Each choice outside any group comes as a group of its own without a name: neighbours are drawn together.
    groups = [_group(name, those) for name, those in groupby(widget["optgroups"], key=itemgetter(0))]
    inside = format_html_join("", "{}", ((group,) for group in groups))
    return format_html(SELECT, widget["name"], _attributes(widget["attrs"]), inside)


def _group(name: str | None, groups: Iterable[tuple]) -> SafeString:
    options = (option for _, those, _ in groups for option in those)
    shown = ((str(one["value"]), flatatt(one["attrs"]) if one["attrs"] else "", one["label"]) for one in options)
    drawn = format_html_join("", OPTION, shown)
    return format_html(GROUP, name, drawn) if name else drawn


def _attributes(given: dict) -> SafeString:
    """In the order given. What is true stands by its name alone; what is false is left out."""
    shown = [(name, value) for name, value in given.items() if value is not False]
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in shown))


def _attribute(name: str, value: object) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))


DRAWN = {
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
}
