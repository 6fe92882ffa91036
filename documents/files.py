"""A file that leaves the portal."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from documents.pdf import PDF, NotPrinted

Response = TypeVar("Response", bound=HttpResponseBase)


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """The file as an answer; ``name`` is ASCII and says nothing of a person."""
    return _saved_as(name, HttpResponse(content, content_type=content_type))


def streamed(
    pieces: Iterator[bytes], *, size: int, name: str, content_type: str
) -> StreamingHttpResponse:
    """The same of a file that nobody holds in memory as a whole."""
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Length"] = size
    return _saved_as(name, response)


def in_page(pieces: Iterator[bytes], *, size: int, content_type: str) -> StreamingHttpResponse:
    """A picture of a page."""
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Length"] = size
    response["Content-Disposition"] = "inline"
    response["Content-Encoding"] = "identity"  # it is compressed already
    return response


def tag(request: Any, digest: str) -> str:
    """By which a browser asks whether what it keeps is still the same: of this session and no other."""
    return (
        f'"{salted_hmac("documents.files", f"{request.session.session_key} {digest}").hexdigest()}"'
    )


def kept_privately(response: Response, tag: str) -> Response:
    """By this browser only, which asks each time before it shows it."""
    response["Cache-Control"], response["ETag"] = "private, no-cache", tag
    return response


def _saved_as(name: str, response: Response) -> Response:
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
