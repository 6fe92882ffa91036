"""How much a view takes with one request. A form's worth, unless it says that files come to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])
AROUND = 64 * 1024  # what a form says besides, and what parts its pieces


def takes(size: int) -> Callable[[View], View]:
    """Of a view that receives a file of so many bytes; who signed out sends it nothing of that size.

    It stands innermost or outermost alike: decorators hand on what a view says of itself.
    """

    def said(view: View) -> View:
        view.largest_body = size + AROUND  # type: ignore[attr-defined]
        return view

    return said


def largest(view: Callable[..., Any]) -> int:
    """Bytes of a whole request."""
    return getattr(view, "largest_body", forms_worth())


def forms_worth() -> int:
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE + AROUND


def size(request: HttpRequest) -> int:
    """As it was declared; no more than that is ever read."""
    declared = str(request.META.get("CONTENT_LENGTH") or "")
    return int(declared) if declared.isascii() and declared.isdecimal() else 0


def is_large(request: HttpRequest) -> bool:
    """More than a form: it is read by the view that takes it and by nobody else."""
    return size(request) > forms_worth()
