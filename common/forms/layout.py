"""How a form is laid out. Text given here is shown as text: nothing is compiled as a template."""

from collections.abc import Mapping, Sequence

from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import render_field
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from common.forms.rendering import control

Part = str | LayoutObject


def join(parts: Sequence[Part], form, context) -> SafeString:
    """The parts, drawn one after another."""
    return format_html_join("", "{}", ((_drawn(part, form, context),) for part in parts))


def _drawn(part: Part, form, context, **options) -> SafeString:
    """A field straight from its own template; whatever else there is, as the form pack draws it.

    The form pack would go through a copy of the whole page's context and a template that chooses the template.
    """
    waits = isinstance(part, str) and part in form.fields and part not in getattr(form, "rendered_fields", ())
    if not waits:
        return render_field(part, form, context, extra_context={"question_options": options} if options else None)
    if hasattr(form, "rendered_fields"):
        form.rendered_fields.add(part)
    made = control(form[part], {"mark_optional": bool(context.get("mark_optional")), **options})
    return render_to_string(made.template, {"control": made})


class Parts(Layout):
    """The parts of a whole form."""

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """One after another."""
        return join(self.fields, form, context)


class Question(LayoutObject):
    """One field with how it is to look.

    ``size`` of its label (s, m, l), ``width`` (2, 3, 4, 5, 10, 20, or "one-half"), ``inline`` radios, ``hints`` by
    value, ``divider_before`` a value, ``exclusive`` value of checkboxes, ``reveals`` by value, ``prefix``, ``suffix``,
    ``rows``, ``autocomplete``, ``inputmode``, ``label`` instead of the field's own.
    """

    def __init__(self, name: str, *, reveals: Mapping[object, Sequence[Part]] | None = None, **options) -> None:
        self.fields = [name]
        self.reveals = {str(value): parts for value, parts in (reveals or {}).items()}
        self.options = options

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """The field, with what its choices reveal already inside."""
        revealed = {value: join(parts, form, context) for value, parts in self.reveals.items()}
        options = {**self.options, "reveals": revealed}
        return _drawn(self.fields[0], form, context, **options)


class _Group(LayoutObject):
    """Several parts inside one template."""

    template = ""

    def __init__(self, *parts: Part, **words) -> None:
        self.fields = list(parts)
        self.words = words

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """The parts, then the frame round them."""
        inside = join(self.fields, form, context)
        return render_to_string(self.template, {**self.words, "inside": inside})


class Section(_Group):
    """A part of a page under a heading: ``Section("The child", "first_name", ..., intro="...", id="child")``."""

    template = "govuk/section.html"

    def __init__(self, heading: str, *parts: Part, intro: str = "", id: str = "", level: int = 2) -> None:  # noqa: A002
        super().__init__(*parts, heading=heading, intro=intro, id=id, level=level)


class Fieldset(_Group):
    """Questions that belong together, such as the lines of an address, named by a legend."""

    template = "govuk/fieldset.html"

    def __init__(self, legend: str, *parts: Part, hint: str = "", size: str = "m") -> None:
        super().__init__(*parts, legend=legend, hint=hint, size=size)


class Row(_Group):
    """Short questions side by side where there is room."""

    template = "govuk/row.html"


class Details(_Group):
    """Questions that few people need, folded away. Never put a question with an error in one."""

    template = "govuk/details.html"

    def __init__(self, summary: str, *parts: Part, open: bool = False) -> None:  # noqa: A002
        super().__init__(*parts, summary=summary, open=open)


class Words(LayoutObject):
    """A paragraph, an inset text (``kind="inset"``) or a warning (``kind="warning"``) between questions."""

    def __init__(self, text: str, *, kind: str = "body") -> None:
        self.fields = []
        self.text, self.kind = text, kind

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """The words, escaped."""
        return render_to_string("govuk/words.html", {"text": self.text, "kind": self.kind})
