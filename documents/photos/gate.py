"""The photo gate, before anything is decoded (T10): size, format, frames and pixels as they are declared.

The web process asks nothing else: it never opens a photo.
"""

from __future__ import annotations

from documents.photos import headers
from documents.photos.headers import Header
from documents.photos.refusals import Reason, refusal

BYTES = 15 * 1024 * 1024
PIXELS = 40_000_000
SIDE = 16_384  # a panorama's; more is a stripe


def check_size(size: int) -> None:
    """Of a file in bytes, also before it is received whole.

    :raises ValidationError: there is nothing in it, or more than 15 MB
    """
    if not size:
        raise refusal(Reason.EMPTY)
    if size > BYTES:
        raise refusal(Reason.TOO_HEAVY)


def admit(content: bytes) -> Header:
    """What the photo declares of itself, once that is within the limits.

    :raises ValidationError: it is refused; the code says why (``refusals.Reason``)
    """
    check_size(len(content))
    header = _header(content)
    if header.frames != 1:
        raise refusal(Reason.MOVING)
    if not (header.width and header.height):
        raise refusal(Reason.UNREADABLE)
    if max(header.width, header.height) > SIDE or header.width * header.height > PIXELS:
        raise refusal(Reason.TOO_LARGE)
    return header


def _header(content: bytes) -> Header:
    try:
        return headers.read(content)
    except headers.Unknown:
        raise refusal(Reason.NO_PHOTO) from None
    except headers.Broken:
        raise refusal(Reason.UNREADABLE) from None
