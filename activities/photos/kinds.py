"""Pictures of a day as stored files: whoever sees the photo now opens each size of it, nobody else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activities.models import DayPhoto
from documents.models import StoredFile
from documents.registry import FileKind
from people.access import Access, Action
from people.devices.idle import is_shared
from people.requests import PortalRequest


class DayPicture(FileKind):
    code, label = "activities.photo", _("Photo of a day")
    is_picture = True

    def opens_to(self, file: StoredFile, by: Access) -> bool:
        """Asked for file and thumbnail alike, at every request: a restriction, a report or a move counts
        at the next."""
        seen = DayPhoto.objects.visible_to(by, Action.VIEW_PHOTO)
        return seen.filter(photo__copies__file=file).exists()

    def stays(self, request: PortalRequest) -> bool:
        """Not on a device that somebody else sits at next."""
        return not is_shared(request)
