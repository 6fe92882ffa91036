"""What the header of a photo declares, read from its bytes alone; nothing is decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from struct import error as TooShort
from struct import unpack_from
from typing import NamedTuple

_MOST_PARTS = 2000  # of a header: what has more is made to be searched for long
_MANY = 2  # frames, where the header says only that there are several


class Header(NamedTuple):
    """``format`` as Pillow calls it; sides in pixels as they lie in the file, before it is turned upright."""

    format: str
    width: int
    height: int
    frames: int = 1


class Unknown(Exception):
    """The first bytes are of none of the four formats."""


class Broken(Exception):
    """The first bytes are of a known format, and what follows is not."""


def read(content: bytes) -> Header:
    """What the file itself says it is; its name and its declared type say nothing.

    :raises Unknown: neither JPEG nor PNG, WebP or HEIC
    :raises Broken: one of them, without a header that can be read
    """
    for starts, reader in _READERS:
        if starts(content):
            try:
                return reader(content)
            except TooShort:
                raise Broken from None
    raise Unknown


def _jpeg(content: bytes) -> Header:
    """The first frame; further pictures that phones hang behind it are never read."""
    for marker, at in islice(_segments(content), _MOST_PARTS):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack_from(">HH", content, at + 3)
            return Header("JPEG", width, height)
    raise Broken


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Markers and where the length of each stands, until the picture itself begins."""
    at = 2
    while True:
        sign, marker, length = unpack_from(">BBH", content, at)
        if sign != 0xFF or marker in (0xD9, 0xDA):
            return
        yield marker, at + 2
        has_no_length = marker in (0x01, 0xFF) or 0xD0 <= marker <= 0xD7
        at += (1 if marker == 0xFF else 2) if has_no_length else 2 + length


def _png(content: bytes) -> Header:
    length, kind, width, height = unpack_from(">I4sII", content, 8)
    if (length, kind) != (13, b"IHDR"):
        raise Broken
    return Header("PNG", width, height, _png_frames(content))


def _png_frames(content: bytes) -> int:
    """Those of an animated PNG are announced before its pixels begin."""
    at = 8
    for _part in range(_MOST_PARTS):
        length, kind = unpack_from(">I4s", content, at)
        if kind == b"IDAT":
            return 1
        if kind == b"acTL":
            return int(unpack_from(">I", content, at + 8)[0])
        at += 12 + length
    raise Broken


def _webp(content: bytes) -> Header:
    kind, at = content[12:16], 20
    if kind == b"VP8X":
        flags, low_w, high_w, low_h, high_h = unpack_from("<B3xHBHB", content, at)
        width, height = 1 + low_w + (high_w << 16), 1 + low_h + (high_h << 16)
        return Header("WEBP", width, height, _MANY if flags & 2 else 1)
    if kind == b"VP8L":
        (bits,) = unpack_from("<xI", content, at)
        return Header("WEBP", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        width, height = unpack_from("<HH", content, at + 6)
        return Header("WEBP", width & 0x3FFF, height & 0x3FFF)
    raise Broken


def _heic(content: bytes) -> Header:
    """The largest of its pictures: a photo is put together of tiles, and has a thumbnail beside it."""
    if content[8:12] in _MOVING_BRANDS or _find(content, 0, len(content), b"moov"):
        return Header("HEIF", 0, 0, _MANY)
    start, end = 0, len(content)
    for kind, before in ((b"meta", 4), (b"iprp", 0), (b"ipco", 0)):
        found = _find(content, start, end, kind)
        if found is None:
            raise Broken
        start, end = found[0] + before, found[1]
    sizes = [unpack_from(">II", content, at + 4) for kind, at, _ in _boxes(content, start, end)
             if kind == b"ispe"]  # fmt: skip
    if not sizes:
        raise Broken
    return Header("HEIF", max(w for w, _ in sizes), max(h for _, h in sizes))


def _find(content: bytes, start: int, end: int, wanted: bytes) -> tuple[int, int] | None:
    return next(((at, to) for kind, at, to in _boxes(content, start, end) if kind == wanted), None)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """ISO base media: the kind of each box, where its content begins and where it ends."""
    for _part in range(_MOST_PARTS):
        if start + 8 > end:
            return
        size, kind = unpack_from(">I4s", content, start)
        head = 8
        if size == 1:
            (size,), head = unpack_from(">Q", content, start + 8), 16
        to = end if size == 0 else start + size
        if 0 < size < head or to > end:
            raise Broken
        yield kind, start + head, to
        start = to
    raise Broken


_STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
_MOVING_BRANDS = {b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"}


def _starts_as_heic(content: bytes) -> bool:
    """By the brand it names first; «mif1» is any picture in such a box, so that the others decide."""
    if content[4:8] != b"ftyp":
        return False
    brand, length = content[8:12], int.from_bytes(content[:4])
    others = {content[at : at + 4] for at in range(16, min(length, 256), 4)}
    is_ours = brand in _STILL_BRANDS | _MOVING_BRANDS
    return is_ours or (brand == b"mif1" and bool(others & _STILL_BRANDS))


_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Header]], ...] = (
    (lambda content: content.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _webp),
    (_starts_as_heic, _heic),
)
