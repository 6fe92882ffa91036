"""PDF files, made by typst in a child process with limits; each is on the one page of ``page.typ``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.signs import FONTS, printable
from outbox.clock import local

PDF = "application/pdf"
MEGABYTES, SECONDS = 1536, 30  # of a child; four hundred slips take a fifth of it
_TYPESETTER = Path(__file__).with_name("typesetter.py")
_ROOT = Path(__file__).parent.parent  # templates of all apps import /documents/page.typ
_ENVIRONMENT = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}  # nothing of the portal's own


class NotPrinted(Exception):
    """The child has failed: which document and how, never what stood in it. ``said``: typst's words."""

    def __init__(self, template: Path, how: str, said: str = "") -> None:
        super().__init__(f"{template.name}: {how}")
        self.said = said

    def to_the_reader(self) -> str:
        return _("The PDF could not be made. Try again later, or print this page.")


@dataclass(frozen=True)
class Sheet:
    """What a document says. ``body`` is its own; everything else stands on each page in the same place.

    ``heading``: whose it is (``Institution.heading``); ``aside``: of whom or when; ``made_by`` may be nobody.
    """

    heading: Sequence[str]
    title: str
    made_at: datetime
    zone: str
    body: dict[str, Any] = field(repr=False)
    aside: str = ""
    made_by: str = ""


def compile(template: Path, sheet: Sheet) -> bytes:
    """The PDF (PDF/A-2a, PDF/UA-1) of a template that imports ``/documents/page.typ``.

    Only our own fonts are used, so that every machine makes the same page; signs they have not are replaced.

    :raises NotPrinted: it takes too long or too much memory, or typst finds a fault in the template
    """
    job = {
        "template": str(template), "root": str(_ROOT), "fonts": str(FONTS),
        "megabytes": MEGABYTES, "seconds": SECONDS, "made_at": int(sheet.made_at.timestamp()),
        "data": json.dumps(_data(sheet), ensure_ascii=False),
    }  # fmt: skip
    command = [sys.executable, "-I", str(_TYPESETTER)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=json.dumps(job).encode(), capture_output=True, timeout=SECONDS,
            env=_ENVIRONMENT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotPrinted(template, f"more than {SECONDS} s") from None
    if done.returncode:
        raise NotPrinted(template, f"ended by {done.returncode}", done.stderr.decode())
    return done.stdout


def _data(sheet: Sheet) -> dict[str, Any]:
    made = date_format(local(sheet.made_at, sheet.zone), "SHORT_DATETIME_FORMAT")
    by = {"moment": made, "prepared_by": sheet.made_by}
    said = {
        "lang": get_language(), "heading": sheet.heading, "title": sheet.title,
        "aside": sheet.aside, "page": _("Page {n} of {of}"), "body": sheet.body,
        "made": _("Prepared %(moment)s by %(prepared_by)s") % by if sheet.made_by
        else _("Prepared %(moment)s") % by,
    }  # fmt: skip
    return _in_signs(said)


def _in_signs(value: Any) -> Any:
    """Every text of it in signs that our fonts have; bytes become the numbers that typst reads."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _in_signs(one) for key, one in value.items()}
    if isinstance(value, bytes):
        return list(value)
    return [_in_signs(one) for one in value] if isinstance(value, list | tuple) else value
