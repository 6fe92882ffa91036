"""What is served: four copies in phone sizes, and nothing in them beside the pixels (parsed here by hand)."""

import struct

import pytest
from PIL import Image

from documents.photos import copies
from documents.photos.boxes import Box
from documents.photos.covering import cover
from documents.photos.reencoding import upright
from tests.documents.photos import pictures as p

# JPEG: quantization, frame, Huffman; JFIF's own header without a preview
_JPEG_PARTS = {0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xE0}


def jpeg_parts(content: bytes) -> list[int]:
    """Markers of all segments; a file that goes on after its end fails."""
    found, at = [], 2
    assert content[:2] == b"\xff\xd8"
    while content[at : at + 2] != b"\xff\xd9":
        marker, length = struct.unpack_from(">xBH", content, at)
        if marker == 0xE0:
            assert content[at + 4 : at + 9] == b"JFIF\0"
            assert length == 16
        found.append(marker)
        at += 2 + length
        while marker == 0xDA and (content[at] != 0xFF or content[at + 1] == 0):
            at += 1
    assert at + 2 == len(content)
    return found


def webp_parts(content: bytes) -> list[bytes]:
    found, at = [], 12
    assert struct.unpack_from("<4sI4s", content) == (b"RIFF", len(content) - 8, b"WEBP")
    while at < len(content):
        kind, length = struct.unpack_from("<4sI", content, at)
        found.append(kind)
        at += 8 + length + length % 2
    return found


def shown(content: bytes) -> list[copies.Copy]:
    return copies.write(cover(upright(content), [Box(10, 10, 60, 60)]))


def assert_only_pixels(written: list[copies.Copy]) -> None:
    assert len(written) == 4
    for copy in written:
        if copy.content_type == "image/webp":
            assert webp_parts(copy.content) == [b"VP8 "]
        else:
            assert set(jpeg_parts(copy.content)) <= _JPEG_PARTS
        assert p.SECRET.encode() not in copy.content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_no_metadata_leaves(form):
    assert_only_pixels(shown(p.telling(form)))


def test_a_page_within_a_jpeg_does_not_leave():
    page = b"<html><script>alert(1)</script></html>"
    for copy in shown(p.saved(p.drawn(), "JPEG", comment=page) + page):
        assert b"<script" not in copy.content


def test_what_a_picture_carries_along_is_not_written():
    picture = p.drawn()
    picture.info.update(icc_profile=b"x" * 200, exif=b"Exif\0\0" + b"x", comment=b"x", xmp=b"x")
    assert_only_pixels(copies.write(picture))


def test_two_sizes_of_each_and_none_is_enlarged():
    sizes = [
        (one.long_side, one.content_type, one.width, one.height)
        for one in copies.write(Image.new("RGB", (2048, 1536)))
    ]
    assert sizes == [
        (1600, "image/webp", 1600, 1200), (1600, "image/jpeg", 1600, 1200),
        (480, "image/webp", 480, 360), (480, "image/jpeg", 480, 360),
    ]  # fmt: skip
    assert {(one.width, one.height) for one in copies.write(p.drawn())} == {(320, 240)}
