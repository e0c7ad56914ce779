"""What pages of this app begin with: the panel in hand, the row in scope, the list in pages."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from accounts.models import Panel
from accounts.panels import current_panel
from common import paging

PAGE = 25


def panel_of(request: HttpRequest) -> Panel:
    """The panel of this session; a person without any has nothing to see here."""
    panel = current_panel(request)
    if panel is None:
        raise Http404
    return panel


def in_scope(read, **arguments):
    """What ``read`` finds, or the answer that there is nothing."""
    try:
        return read(**arguments)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def page_of(request: HttpRequest, rows, size: int = PAGE):
    """The page asked for; a number out of range gives the last."""
    return paging.page_of(request, rows, size)


def walk(request: HttpRequest, rows, size: int = PAGE) -> paging.Walk:
    """The page that begins where the address says."""
    return paging.walk(request, rows, size)
