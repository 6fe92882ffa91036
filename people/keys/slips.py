"""Printed slips: what the sheets of a batch say, and who may open them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from documents import pdf
from documents.models import Job
from documents.registry import OwnPaper, Say
from outbox.clock import local_day
from people.access import Access
from people.keys import links
from people.keys.inviting import invitable
from people.keys.links import Purpose
from people.models import OneTimeLink, SlipBatch, User

_AT_A_TIME = 25  # so often the page hears how far it is
_TEMPLATE = Path(__file__).parent / "slips.typ"
_SHARP = 6  # pixels a module, so that no viewer softens the edges
_QR_VERSION, _QR_MASK = 6, 2  # chosen once: trying all masks takes ten times as long


class Slips(OwnPaper):
    """Sheets with the keys of a batch, theirs who may still invite all of them."""

    code, label = "people.slips", gettext_lazy("Slips")
    advice = gettext_lazy("Print them, cut them, and give each adult their own only.")
    is_sealed = True

    def is_theirs(self, job: Job, by: Access) -> bool:
        if by.institution is None or by.institution.pk != job.institution_id:
            return False
        theirs = User.objects.filter(one_time_links__batch__job=job)
        return not theirs.exclude(pk__in=invitable(by).values("pk")).exists()

    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        """Of a batch that has this job: one that waits for another person has none (R35)."""
        batch, slips = job.slips, []
        for number, link in enumerate(_links(batch), start=1):
            slips.append(_slip(link, batch.institution.time_zone))
            if number % _AT_A_TIME == 0:
                say(number)
        return pdf.compile(_TEMPLATE, _sheet(batch, slips, at))

    def way_back(self, job: Job) -> tuple[str, Any]:
        return reverse("people:invitations"), gettext_lazy("To the keys")


def _links(batch: SlipBatch) -> Iterator[OneTimeLink]:
    """Those that still work, in the order of names."""
    found = batch.links.filter(used_at=None, revoked_at=None, user__is_active=True)
    yield from found.select_related("user").order_by("user__sort_key", "pk")


def _slip(link: OneTimeLink, zone: str) -> dict[str, Any]:
    until = date_format(local_day(link.expires_at, zone), "SHORT_DATE_FORMAT")
    is_new = link.purpose == Purpose.INVITE
    return {
        "name": str(link.user), "username": link.user.username, "code": links.code(link),
        "qr": _square(links.url(link)), "good_until": _("Good once, until %(day)s.") % {"day": until},
        "what": _("This is your key to the preschool's e-journal.") if is_new
        else _("With this you set a new password for the preschool's e-journal."),
    }  # fmt: skip


def _sheet(batch: SlipBatch, slips: list[dict[str, Any]], at: datetime) -> pdf.Sheet:
    house = batch.institution
    words = {
        "address": _("Address"),
        "username": _("User name"), "code": _("Code"), "scan": _("Scan with your phone"),
        "secret": _("Keep it to yourself: whoever has it can open your account."),
        "steps": [
            _("Scan the square with your phone, or write the address in a browser."),
            _("Set your own password. Nobody else knows it."),
            _("From then on you sign in by the user name and your password."),
        ],
    }  # fmt: skip
    address = settings.RITS_ORIGIN.split("://", 1)[-1] + "/l/"
    return pdf.Sheet(
        house.heading, _("Keys to the e-journal"), made_at=at, zone=house.time_zone,
        body={"address": address, "words": words, "slips": slips},
    )  # fmt: skip


def _square(url: str) -> bytes:
    """The QR code as the bytes of a PNG."""
    code = qrcode.QRCode(
        version=_QR_VERSION, error_correction=qrcode.ERROR_CORRECT_M, border=4, box_size=1,
        mask_pattern=_QR_MASK,
    )  # fmt: skip
    code.add_data(url)
    code.make(fit=True)
    rows = code.get_matrix()
    picture = Image.new("1", (len(rows), len(rows)))
    picture.putdata([255 * (not dark) for row in rows for dark in row])
    picture = picture.resize((len(rows) * _SHARP, len(rows) * _SHARP), Image.Resampling.NEAREST)
    written = BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()
