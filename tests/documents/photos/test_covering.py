"""What was under a box is gone for good: blocks are counted, in the picture and in what is served."""

import random
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from documents.photos import copies
from documents.photos.boxes import Box, heaps
from documents.photos.covering import cover

MOST = 8 * 8


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    """No two neighbours alike: whatever is left of it shows."""
    return Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))


def colours(picture: Image.Image, box: Box) -> int:
    return len(picture.crop(box.within(picture.size)).getcolors(1_000_000))


@st.composite
def boxes(draw) -> Box:
    left, top = draw(st.integers(-20, 150)), draw(st.integers(-20, 110))
    return Box(left, top, left + draw(st.integers(1, 90)), top + draw(st.integers(1, 90)))


@given(st.lists(boxes(), max_size=6), st.sampled_from([1, 1.4]))
@settings(deadline=None, max_examples=60)
def test_every_box_has_at_most_64_colours_whatever_lies_upon_it(found, margin):
    picture = noise((160, 120))
    covered = cover(picture, found, margin)
    for box in found:
        assert not box.within(picture.size).area or colours(covered, box.grown(margin)) <= MOST
        assert box.within(picture.size).area < 8 or colours(covered, box) < colours(picture, box)


def test_nothing_else_is_touched_and_the_one_given_stays():
    picture = noise((300, 200))
    before = picture.tobytes()
    covered = cover(picture, [Box(100, 50, 150, 100)])
    assert picture.tobytes() == before
    assert ImageChops.difference(picture, covered).getbbox() == Box(90, 40, 160, 110)
    assert cover(picture, []).tobytes() == before


def test_between_boxes_that_lie_upon_one_another_the_picture_stays():
    picture = noise((300, 300))
    covered = cover(picture, [Box(0, 0, 140, 140), Box(130, 130, 270, 270)], margin=1)
    far = Box(200, 0, 270, 70)
    assert covered.crop(far).tobytes() == picture.crop(far).tobytes()


def test_what_differs_within_blocks_only_becomes_the_same():
    """So there is no way back: many pictures have this one answer."""
    box = Box(20, 20, 90, 90)
    picture = noise((120, 120))
    other = picture.copy()
    for x in range(20, 90, 10):
        for y in range(20, 90, 10):
            block = (x, y, x + 10, y + 10)
            other.paste(picture.crop(block).transpose(Image.Transpose.ROTATE_180), block)
    assert other.tobytes() != picture.tobytes()
    assert cover(other, [box], 1).tobytes() == cover(picture, [box], 1).tobytes()


def test_a_far_face_has_fewer_blocks():
    assert colours(cover(noise((60, 60)), [Box(20, 20, 35, 35)]), Box(17, 17, 38, 38)) <= 25
    assert colours(cover(noise((60, 60)), [Box(20, 20, 22, 22)]), Box(20, 20, 22, 22)) == 1


def test_boxes_upon_one_another_are_one_heap_also_by_way_of_others():
    a, b, c, d = Box(0, 0, 10, 10), Box(18, 0, 30, 10), Box(9, 0, 19, 10), Box(40, 0, 50, 10)
    assert sorted(map(sorted, heaps([a, b, d, c]))) == [[a, c, b], [d]]


@pytest.mark.parametrize("kind", ["image/webp", "image/jpeg"])
def test_in_the_bytes_that_are_served_each_block_is_plain(kind):
    """Compression shakes pixels a little: a block's inside stays within a few steps of one colour."""
    box = Box(400, 300, 680, 580)
    covered = cover(Image.blend(noise((1600, 1200)), Image.new("RGB", (1600, 1200)), 0.3), [box], 1)
    [copy] = [
        one for one in copies.write(covered) if (one.long_side, one.content_type) == (1600, kind)
    ]
    served = _opened(copy.content)
    for x in range(400, 680, 40):
        for y in range(300, 580, 40):
            inside = served.crop((x + 10, y + 10, x + 30, y + 30))
            assert max(ImageStat.Stat(inside).stddev) < 3
    assert max(ImageStat.Stat(served.crop((0, 0, 40, 40))).stddev) > 20  # and elsewhere it is not


def _opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")
