"""What is kept of a photo: the covered picture in phone sizes, pixels only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image

from documents.photos.sizes import PAGE, THUMBNAIL

_FORMATS: dict[str, dict[str, Any]] = {
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
}


@dataclass(frozen=True)
class Copy:
    """``long_side`` is the size that was asked for: a small photo is never enlarged."""

    long_side: int
    content_type: str
    width: int
    height: int
    content: bytes = field(repr=False)


def write(picture: Image.Image) -> list[Copy]:
    """WebP and JPEG in each size.

    :param picture: RGB, covered
    """
    return [copy for side in (PAGE, THUMBNAIL) for copy in _written(picture, side)]


def _written(picture: Image.Image, long_side: int) -> Iterator[Copy]:
    # pixels only: what an image carries along (a profile, a comment) is written by Pillow unasked
    smaller = Image.frombytes("RGB", picture.size, picture.tobytes())
    smaller.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    for form, manner in _FORMATS.items():
        file = BytesIO()
        smaller.save(file, form, **manner)
        yield Copy(long_side, f"image/{form.lower()}", *smaller.size, content=file.getvalue())
