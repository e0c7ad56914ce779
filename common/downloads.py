"""A kept file on its way to a person: always saved, never shown in a page, and without rights if it is."""

from collections.abc import Iterable
from typing import TypeVar

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", FileResponse, StreamingHttpResponse)
SHUT = "default-src 'none'; sandbox"


def download(file, *, name: str, content_type: str) -> FileResponse:
    """The file as an attachment. ``content_type`` is what its content was found to be, never what somebody said."""
    return _shut(FileResponse(file, as_attachment=True, filename=name, content_type=content_type))


def stream(lines: Iterable[bytes], *, name: str, content_type: str) -> StreamingHttpResponse:
    """The same for a file that is written while it is sent."""
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _shut(response)


def _shut(response: Answer) -> Answer:
    response["Content-Security-Policy"] = SHUT
    response["X-Content-Type-Options"] = "nosniff"
    return response
