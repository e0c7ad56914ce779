"""A kept file on its way to a person: always saved, never shown in a page, and without rights if it is."""

from django.http import FileResponse

SHUT = "default-src 'none'; sandbox"


def download(file, *, name: str, content_type: str) -> FileResponse:
    """The file as an attachment. ``content_type`` is what its content was found to be, never what somebody said."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Security-Policy"] = SHUT
    response["X-Content-Type-Options"] = "nosniff"
    return response
