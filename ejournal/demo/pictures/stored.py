"""A still life as a covered photo that lies here: what the worker of photos leaves, without its detector."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache

from PIL import Image

from activities.photos.kinds import DayPicture
from documents import content
from documents.models import WHOLE, Photo, PhotoCopy, StoredFile
from documents.photos import copies, covering
from documents.photos.boxes import Box
from documents.photos.copies import Copy
from ejournal.demo.pictures.canvas import Table
from ejournal.demo.pictures.motifs import Motif
from people.models import Institution, User


def store(motif: Motif, *, key: str, institution: Institution, by: User, at: datetime) -> Photo:
    """No face is found: there is none. What its author would have covered by finger is.

    :param key: that is the same each time; sent again it would be the same photo
    """
    mine = {"institution": institution, "made_by": by, "kind": DayPicture.code}
    photo = Photo.objects.create(
        **mine, key=hashlib.sha256(key.encode()).hexdigest()[:32], received_at=at, next_try_at=at,
        state=Photo.State.READY, own=[list(motif.covered)] if motif.covered else [],
    )  # fmt: skip
    for copy in drawn_copies(motif):
        form = copy.content_type.rpartition("/")[2]
        file = content.lay(
            copy.content, **mine, content_type=copy.content_type, made_at=at,
            shown_as=f"photo-{photo.pk}.{form}", source=StoredFile.Source.OURS,
        )  # fmt: skip
        StoredFile.objects.filter(pk=file.pk).update(state=StoredFile.State.READY)
        sides = {"long_side": copy.long_side, "width": copy.width, "height": copy.height}
        PhotoCopy.objects.create(photo=photo, file=file, **sides)
    return photo


@cache
def drawn_copies(motif: Motif) -> tuple[Copy, ...]:
    """Drawn and written once: the same still life stands in several days."""
    table = Table(motif.seed, motif.table)
    motif.draw(table)
    picture = table.taken()
    if motif.is_upright:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    boxes = [_in_pixels(motif.covered, picture)] if motif.covered else []
    return tuple(copies.write(covering.cover(picture, boxes, margin=1)))


def _in_pixels(place: tuple[int, int, int, int], picture: Image.Image) -> Box:
    width, height = picture.size
    sides = zip(place, (width, height, width, height), strict=True)
    return Box.around(*(at * side / WHOLE for at, side in sides))
