"""Lists in pages whose cost does not grow with the list.

``Walk``: found by the row where a page begins, so the last page costs what the first does; no rows are counted. The
address names that row by its random key and nothing else; where it stands is looked up in the list as the reader may
see it, and a row that left the list since begins the list anew. For lists that are ordered by columns.

``Pages``: numbered, and counted only some way beyond the page asked for. For lists whose order is worked out, and
where the number of rows is part of what the page says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.functional import cached_property

AHEAD = 1000
"""Rows that are counted beyond the page asked for."""


class Pages(Paginator):
    """Numbered pages over a list that may be long. A number out of range gives the last page that was counted."""

    def __init__(self, rows, size: int, asked: int = 1) -> None:
        super().__init__(rows, size)
        self.most = max(asked, 1) * size + AHEAD

    @cached_property
    def counted(self) -> int:
        """The rows, or one more than ``most`` where there are more than that."""
        rows = self.object_list
        if isinstance(rows, QuerySet) and not rows.query.values_select and not rows.query.combinator:
            rows = rows.order_by().values("pk")  # what is worked out for each row to be shown is not needed to count
        ahead = rows[: self.most + 1]
        return ahead.count() if isinstance(ahead, QuerySet) else len(ahead)

    @cached_property
    def count(self) -> int:
        """How many rows the pages are made of; the reader can go on from the last."""
        return min(self.counted, self.most)

    @property
    def has_more(self) -> bool:
        """Whether there are rows that were not counted."""
        return self.counted > self.most

    @property
    def said(self) -> str:
        """The number in words: exact, or “more than”."""
        return f"More than {self.count:,}" if self.has_more else f"{self.count:,}"


def page_of(request: HttpRequest, rows, size: int):
    """The page that the address asks for."""
    return page_at(rows, size, request.GET.get("page"))


def page_at(rows, size: int, asked: str | None):
    """The page of this number, the first where it is none."""
    text = asked or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return Pages(rows, size, number).get_page(asked)


AFTER, BEFORE = "after", "before"


@dataclass(frozen=True)
class _Column:
    """One column of the order."""

    name: str
    falls: bool
    nulls_last: bool

    def past(self, value: object, *, back: bool) -> Q:
        """What stands after this value, or before it going back."""
        falls, nulls_last = self.falls != back, self.nulls_last != back
        empty = Q(**{f"{self.name}__isnull": True})
        if value is None:
            return Q(pk__in=[]) if nulls_last else ~empty
        beyond = Q(**{f"{self.name}__{'lt' if falls else 'gt'}": value})
        return beyond | empty if nulls_last else beyond

    def at(self, value: object) -> Q:
        """What has this value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


class Walk:
    """A page of a list that is ordered by columns: its rows, and where the pages beside it begin."""

    def __init__(self, rows: QuerySet, size: int, query: Mapping[str, str]) -> None:
        order = rows.query.order_by
        ordered = rows if order[-1:] == ("pk",) else rows.order_by(*order, "pk")
        columns = [_column(one) for one in ordered.query.order_by]
        back = bool(query.get(BEFORE))
        here = _place(ordered, columns, query.get(BEFORE) or query.get(AFTER) or "")
        back = back and here is not None
        found = list(_from(ordered, columns, here, back=back)[: size + 1])
        more, found = len(found) > size, found[:size]
        self.object_list = found[::-1] if back else found
        self.has_previous = bool(found) and (more if back else here is not None)
        self.has_next = bool(found) and (back or more)

    def __iter__(self) -> Iterator[Model]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    @property
    def first(self) -> str:
        """The key of the first row, before which the previous page ends."""
        return str(self.object_list[0].pk)

    @property
    def last(self) -> str:
        """The key of the last row, after which the next page begins."""
        return str(self.object_list[-1].pk)


def walk(request: HttpRequest, rows: QuerySet, size: int) -> Walk:
    """The page that the address asks for."""
    return Walk(rows, size, request.GET)


def _column(one: str | OrderBy | F) -> _Column:
    if isinstance(one, OrderBy) and isinstance(one.expression, F):
        last = bool(one.nulls_last) or not (one.nulls_first or one.descending)
        return _Column(one.expression.name, one.descending, last)
    if not isinstance(one, str):
        raise TypeError("A list that is ordered by something worked out in its order cannot be walked.")
    return _Column(one.removeprefix("-"), one.startswith("-"), not one.startswith("-"))


def _place(rows: QuerySet, columns: list[_Column], key: str) -> tuple | None:
    """What the row of this key has in the columns of the order; nothing where the list has no such row."""
    try:
        wanted = rows.model._meta.pk.to_python(key or None)
    except ValidationError:
        return None
    found = rows.filter(pk=wanted) if wanted else rows.none()
    return found.order_by().values_list(*(column.name for column in columns)).first()


def _from(rows: QuerySet, columns: list[_Column], here: tuple | None, *, back: bool) -> QuerySet:
    if here is None:
        return rows
    beyond, same = Q(), Q()
    for column, value in zip(columns, here, strict=True):
        beyond |= same & column.past(value, back=back)
        same &= column.at(value)
    found = rows.filter(beyond)
    return found.reverse() if back else found
