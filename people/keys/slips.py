"""Printed slips: one PDF for a batch, made by a worker, encrypted while it lies here, kept for a day."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import qrcode
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from PIL import Image

from documents import pdf
from outbox import claims
from outbox.claims import Clock, Refused
from outbox.clock import local_day
from people.keys import links
from people.keys.links import Purpose
from people.models import OneTimeLink, SlipBatch

KEPT_FOR = timedelta(days=1)
_AT_A_TIME = 25  # so often the page hears how far it is
_TEMPLATE = Path(__file__).parent / "slips.typ"
_SHARP = 6  # pixels a module, so that no viewer softens the edges
_QR_VERSION, _QR_MASK = 6, 2  # chosen once: trying all masks takes ten times as long
Claim = claims.Claim[SlipBatch]


class Sheets(claims.Work[SlipBatch]):
    """Batches that nobody has printed yet; what fails is said on the page and may be asked for anew."""

    what, keeps_error = "batch of slips", False

    def waiting(self) -> QuerySet[SlipBatch]:
        agreed = Q(needs_another=False) | Q(agreed_at__isnull=False)
        return SlipBatch.objects.filter(agreed, finished_at=None, failed_at=None)

    def beginning(self, head: SlipBatch) -> dict[str, int]:
        return {"done": 0}

    def do(self, claim: Claim, now: Clock) -> None:
        try:
            self._print(claim, now)
        except Exception as error:
            raise Refused(claims.place_of(error)) from None

    def give_up(self, claim: Claim, rows: Iterable[SlipBatch], why: str, at: datetime) -> None:
        self.settle(claim, rows, failed_at=at)

    def _print(self, claim: Claim, now: Clock) -> None:
        batch, slips = claim.row, []
        with translation.override(settings.LANGUAGE_CODE):
            for number, link in enumerate(_links(batch), start=1):
                slips.append(_slip(link, batch.institution.time_zone))
                if number % _AT_A_TIME == 0:
                    self.settle(claim, done=number)
            sheets = _fernet().encrypt(pdf.compile(_TEMPLATE, _sheet(batch, slips, now())))
        self.settle(claim, sheets=sheets, done=batch.total, finished_at=now())


def wipe(at: datetime) -> int:
    """Sheets that have lain a day are taken away."""
    old = SlipBatch.objects.filter(finished_at__lt=at - KEPT_FOR, sheets__isnull=False)
    return old.update(sheets=None)


def opened(batch: SlipBatch) -> bytes:
    """The PDF, decrypted."""
    return _fernet().decrypt(bytes(batch.sheets or b""))


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


def _fernet() -> MultiFernet:
    keys = (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))
    digests = (hashlib.sha256(b"people.keys.slips:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
