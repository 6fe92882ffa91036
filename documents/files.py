"""A file that leaves the portal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from documents.pdf import PDF, NotPrinted


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """The file as an answer; ``name`` is ASCII and says nothing of a person."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def pdf_or_page(
    request: HttpRequest, make: Callable[[], bytes], *, name: str, page: Callable[..., HttpResponse]
) -> HttpResponse:
    """What ``make`` sets; where that fails, the page (503) with a sentence that says so."""
    try:
        return attachment(make(), name=name, content_type=PDF)
    except NotPrinted as error:
        messages.error(request, error.to_the_reader())
        return page(status=503)
