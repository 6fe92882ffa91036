"""Photos that wait are covered, by claimed work, one in a task: the worker of the queue ``photos`` (R27)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from PIL import Image

from documents import content
from documents.models import NO_DETECTOR, WHOLE, Photo, PhotoCopy, StoredFile
from documents.photos import copies, covering, faces, reencoding
from documents.photos.boxes import Box
from documents.photos.copies import Copy
from documents.photos.refusals import Interrupted, NoDetector, Reason
from outbox import claims
from outbox.claims import Away, Clock, Refused, TryLater

Claim = claims.Claim[Photo]
Found = list[list[int]]


class Photos(claims.Work[Photo]):
    """Of one whose worker was killed the next makes the same again; the claim says whose result counts."""

    what = "photo"
    claim_seconds = 90  # a photo takes five, at worst the child's patience and the detector's

    @property
    def most_attempts(self) -> int:
        """Four minutes: then its person is told, and asks again or takes another."""
        return 5

    def waiting(self) -> QuerySet[Photo]:
        found = Photo.objects.filter(state=Photo.State.WAITING)
        return found.select_related("institution", "made_by", "original")

    def do(self, claim: Claim, now: Clock) -> None:
        photo = claim.row
        try:
            found, made = _covered(photo)
            files = _laid(photo, made, now())
        except NoDetector:
            raise Away(NO_DETECTOR) from None
        except Interrupted as why:
            return self._try_again(claim, str(why), now())
        except ValidationError as refused:
            return self._refuse(claim, refused.code or "", now())
        except content.Unreadable as why:
            raise Refused(str(why)) from None
        except Exception as error:
            raise TryLater(claims.place_of(error)) from None
        if not self._hand_over(claim, found, list(zip(made, files, strict=True)), now()):
            for file in files:  # the claim ran out: somebody else makes it
                content.remove(file)

    def give_up(self, claim: Claim, rows: Iterable[Photo], why: str, at: datetime) -> None:
        self.settle(claim, rows, state=Photo.State.FAILED, error=why)

    def _try_again(self, claim: Claim, why: str, at: datetime) -> None:
        """A photo that ends whoever opens it is refused by the last try.

        :raises TryLater: there are tries left
        """
        if claim.attempts < self.most_attempts:
            raise TryLater(why)
        self._refuse(claim, Reason.UNREADABLE, at)

    @transaction.atomic
    def _refuse(self, claim: Claim, code: str, at: datetime) -> None:
        """:raises TryLater: what cannot be opened is our own copy, and so no fault of the photo"""
        if claim.row.original_id is None:
            raise TryLater(f"own copy {code}")
        facts: dict[str, Any] = {
            "state": Photo.State.REFUSED, "reason": code, "original": None, "error": "",
        }  # fmt: skip
        if self.settle(claim, **facts):
            content.retire(StoredFile.objects.filter(pk=claim.row.original_id), at)

    @transaction.atomic
    def _hand_over(
        self, claim: Claim, found: Found, made: list[tuple[Copy, StoredFile]], at: datetime
    ) -> bool:
        """What there was of it before goes in the same step: the original, or what was covered less."""
        photo = claim.row
        facts: dict[str, Any] = {
            "state": Photo.State.READY, "found": found, "own": photo.own + photo.wanted,
            "wanted": [], "original": None, "error": "",
        }  # fmt: skip
        if not self.settle(claim, **facts):
            return False
        before = list(StoredFile.objects.filter(copy__photo=photo).values_list("pk", flat=True))
        photo.copies.all().delete()
        content.retire(StoredFile.objects.filter(pk__in=[*before, photo.original_id]), at)
        ready = StoredFile.objects.filter(pk__in=[file.pk for _copy, file in made])
        ready.update(state=StoredFile.State.READY)
        PhotoCopy.objects.bulk_create(
            PhotoCopy(photo=photo, file=file, long_side=copy.long_side, width=copy.width,
                      height=copy.height)
            for copy, file in made
        )  # fmt: skip
        return True


def _covered(photo: Photo) -> tuple[Found, list[Copy]]:
    """What a worker makes of a photo: as it came by the detector, one that is covered by a finger's boxes.

    :raises NoDetector: nothing may be made of it now
    :raises ValidationError: it cannot be opened
    :raises content.Unreadable: its bytes are not here
    """
    if photo.original:
        picture = reencoding.upright(_bytes_of(photo.original))
        boxes = faces.find(picture)
        covered = covering.cover(picture, boxes)
        found = [_of_whole(box.grown(covering.MARGIN), picture) for box in boxes]
    else:
        picture = reencoding.upright(_bytes_of(_largest(photo)))
        covered, found = picture, photo.found
    wanted = (_in_pixels(box, covered) for box in photo.wanted)
    return found, copies.write(covering.cover(covered, wanted, margin=1))


def _bytes_of(file: StoredFile) -> bytes:
    return b"".join(content.read(file))


def _largest(photo: Photo) -> StoredFile:
    return photo.copies.select_related("file").filter(file__content_type="image/webp").latest(
        "long_side"
    ).file  # fmt: skip


def _of_whole(box: Box, picture: Image.Image) -> list[int]:
    width, height = picture.size
    inside = box.within(picture.size)
    sides = zip(inside, (width, height, width, height), strict=True)
    return [round(at * WHOLE / side) for at, side in sides]


def _in_pixels(box: list[int], picture: Image.Image) -> Box:
    width, height = picture.size
    sides = zip(box, (width, height, width, height), strict=True)
    return Box.around(*(at * side / WHOLE for at, side in sides))


def _laid(photo: Photo, made: Iterable[Copy], at: datetime) -> list[StoredFile]:
    """Not ready yet; what a killed worker has laid goes with what is old."""
    facts: dict[str, Any] = {
        "institution": photo.institution, "kind": photo.kind, "made_by": photo.made_by,
        "made_at": at, "source": StoredFile.Source.OURS,
    }  # fmt: skip
    return [
        content.lay(
            copy.content, content_type=copy.content_type,
            shown_as=f"photo-{photo.pk}.{copy.content_type.rpartition('/')[2]}", **facts,
        )
        for copy in made
    ]  # fmt: skip
