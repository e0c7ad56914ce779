"""Lists in pages whose cost does not grow with the list: counted only some way beyond the page asked for."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
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
