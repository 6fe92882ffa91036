"""Pictures drawn here, with everything in them that must not leave; and files that lie about themselves."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

SECRET = "Anna-56.9516-24.1056"  # a name and a place
HEIC = Path(__file__).with_name("drawn.heic")  # 96 × 64, with a name, a place, turned as 6
_XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()


def drawn(size: tuple[int, int] = (320, 240), mode: str = "RGB") -> Image.Image:
    """Red above on the left, blue below on the right; grey between them."""
    picture = Image.new("RGB", size, (128, 128, 128))
    width, height = size
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 4, height // 4), fill=(220, 20, 20))
    draw.rectangle((width * 3 // 4, height * 3 // 4, width, height), fill=(20, 20, 220))
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **manner) -> bytes:
    file = BytesIO()
    picture.save(file, form, **manner)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x010E], told[0x0112], told[0x9286] = SECRET, orientation, SECRET
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (56.0, 57.0, 6.0), "E", (24.0, 6.0, 20.0)
    return told


@cache
def telling(form: str) -> bytes:
    """A photo whose file says who and where, in every way its format knows."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {
        "JPEG": {"xmp": _XMP, "comment": SECRET},
        "PNG": {"pnginfo": _texts()},
        "WEBP": {"xmp": _XMP},
    }[form]
    content = saved(drawn(), form, exif=exif(), icc_profile=profile, **more)
    assert SECRET.encode() in content
    return content + SECRET.encode() if form == "JPEG" else content  # phones hang more behind it


def _texts() -> PngInfo:
    texts = PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    return texts


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *between: bytes, pixels: bytes = b"") -> bytes:
    """One that declares these sides in true colour, whatever stands in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", pixels or zlib.compress(bytes(500_000), 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + body + chunk(b"IEND", b"")


def jpeg_that_says(width: int, height: int) -> bytes:
    content = bytearray(saved(drawn((16, 16)), "JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def moving_webp() -> bytes:
    frames = [drawn((32, 32)), Image.new("RGB", (32, 32))]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def moving_png() -> bytes:
    frames = [drawn((32, 32)), Image.new("RGB", (32, 32))]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
