"""Tags and filters of the shared components; see ``docs/components.md`` for an example of each."""

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from common import formats
from common.components import BarTable, Column, Figure, Link, SharedBar, Table, Tag
from common.forms.rendering import Control, control
from common.forms.summary import faults
from common.paging import Walk
from common.table_markup import Sorting, body, heads

register = template.Library()
register.filter("day", formats.day)
register.filter("short_day", formats.short_day)
register.filter("moment", formats.moment)
register.filter("clock", formats.clock)
register.filter("age_between", formats.age_between)
register.filter("file_size", formats.file_size)
register.filter("nhs", formats.nhs)


@register.inclusion_tag("govuk/errors.html")
def error_summary(*forms: object) -> dict:
    """Every fault of the forms given, unless a summary above has shown it already."""
    waiting = [
        form for form in forms if isinstance(form, BaseForm | BaseFormSet) and not getattr(form, "_summarised", False)
    ]
    for form in waiting:
        form._summarised = True
    return {"faults": faults(*waiting)}


@register.simple_tag
def control_of(field, options: dict | str, mark_optional: object = False) -> Control:
    """A bound field as its template shows it."""
    return control(field, {"mark_optional": bool(mark_optional), **(options or {})})


@register.inclusion_tag("components/tag.html")
def tag(label: str | Tag, colour: str = "blue") -> dict:
    """``{% tag "Overdue" "red" %}`` or ``{% tag case.tag %}``."""
    return {"tag": label if isinstance(label, Tag) else Tag(str(label), colour)}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: list, borders: bool = True) -> dict:
    """``SummaryRow`` items as a summary list."""
    return {"rows": rows, "borders": borders}


@register.inclusion_tag("components/table.html", takes_context=True)
def data_table(context: dict, table: Table) -> dict:
    """A ``Table`` with its caption; sortable where its columns say so."""
    sorting = [_sorting(context, table, column) for column in table.columns]
    return {"table": table, "heads": heads(table.columns, sorting), "body": body(table)}


def _sorting(context: dict, table: Table, column: Column) -> Sorting | None:
    if not column.sort:
        return None
    rising, falling = table.sort == column.sort, table.sort == f"-{column.sort}"
    url = _address(context, sort=f"-{column.sort}" if rising else column.sort, page=None)
    return Sorting(url, "ascending" if rising else "descending" if falling else "")


def _address(context: dict, **changes: object) -> str:
    """The present address with parts of its querystring changed, or taken out by ``None``."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def querystring_with(context: dict, **changes: object) -> str:
    """``{% querystring_with page=2 %}``: the present querystring with a part changed."""
    return _address(context, **changes)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: dict, page: Page | Walk, label: str = "Pages") -> dict:
    """Previous, numbers with gaps where the pages have numbers, next; keeps filters and sorting."""
    if isinstance(page, Walk):
        return {"page": page, "label": label, "numbers": [], **_beside(context, page)}
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "label": label,
        "numbers": [(number, _address(context, page=number) if isinstance(number, int) else "") for number in numbers],
        "previous": _address(context, page=page.number - 1) if page.has_previous() else "",
        "next": _address(context, page=page.number + 1) if page.has_next() else "",
    }


def _beside(context: dict, page: Walk) -> dict:
    return {
        "previous": _address(context, before=page.first, after=None) if page.has_previous else "",
        "next": _address(context, after=page.last, before=None) if page.has_next else "",
    }


@register.inclusion_tag("components/filter.html", takes_context=True)
def filter_panel(context: dict, form: BaseForm, chosen: list | tuple = (), clear_url: str = "") -> dict:
    """A GET form as a filter with an "Apply" button, and what is chosen now."""
    request = context["request"]
    return {
        "form": form,
        "chosen": chosen,
        "clear_url": clear_url or request.path,
        "sort": request.GET.get("sort", ""),
    }


@register.inclusion_tag("components/identity_bar.html")
def identity_bar(bar, heading: str = "h1") -> dict:
    """Who the page is about, with its main facts."""
    return {"bar": bar, "heading": heading}


@register.inclusion_tag("components/tabs.html")
def tabs(links: list, label: str) -> dict:
    """Links between the pages of one thing; ``current`` marks this one."""
    return {"links": links, "label": label}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: list, level: int = 3) -> dict:
    """``TimelineEntry`` items, in the order given."""
    return {"entries": entries, "level": level}


@register.inclusion_tag("components/empty.html")
def empty_state(words: str, link_label: str = "", link_url: str = "") -> dict:
    """What to say where a list has nothing."""
    return {"words": words, "link_label": link_label, "link_url": link_url}


@register.inclusion_tag("components/figure.html", takes_context=True)
def figure(context: dict, figure: Figure) -> dict:
    """A chart under the heading that states its finding, with source and table."""
    return {"figure": figure, "request": context.get("request")}


@register.inclusion_tag("components/bar_table.html")
def bar_table(table: BarTable) -> dict:
    """A table with a bar in each row."""
    most = max([bar.value for bar in table.bars if bar.value] or [1])
    lines = [(bar, None if bar.value is None else round(1000 * bar.value / most) / 10) for bar in table.bars]
    return {"table": table, "lines": lines}


@register.inclusion_tag("components/shared_bar.html")
def shared_bar(bar: SharedBar) -> dict:
    """A whole and who holds how much of it: one bar, and its table."""
    whole, pieces, at = sum(length for _, length in bar.pieces) or 1, [], 0
    for series, length in bar.pieces:
        pieces.append((series, round(100_000 * at / whole) / 100, round(100_000 * length / whole) / 100))
        at += length
    return {"bar": bar, "pieces": pieces}


@register.inclusion_tag("components/numbers.html")
def headline_numbers(numbers: list) -> dict:
    """``Number`` items side by side."""
    return {"numbers": numbers}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(links: list, here: str = "") -> dict:
    """Where this page is: links from the top down, then the page itself."""
    return {"links": links, "here": here}


@register.inclusion_tag("components/back_link.html")
def back_link(url: str, label: str = "Back") -> dict:
    """One step back, for a page inside a task."""
    return {"url": url, "label": label}


@register.simple_tag
def crumb(label: str, url: str) -> list:
    """``{% crumb "Work list" worklist_url as trail %}{% breadcrumbs trail "CDR-2026-0003" %}``."""
    return [Link(label, url)]
