"""How moments and files are said on these pages."""

from __future__ import annotations

from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from documents import registry as documents
from documents.models import StoredFile
from manners.registry import find
from outbox.clock import local
from people.models import Institution


def when(at: datetime, house: Institution) -> str:
    """«16.11.2026. 8:41», where the institution is."""
    return date_format(local(at, house.time_zone), "SHORT_DATETIME_FORMAT")


def kind_of_file(code: str) -> str:
    """«Month plan», «Photo»; of what a former version made, that it is a file."""
    kind = find(code) or documents.find(code)
    return capfirst(str(getattr(kind, "label", "") or _("file")))


def extent(file: StoredFile) -> str:
    """«PDF, 120 KB»"""
    return f"{file.sort}, {filesizeformat(file.size)}"
