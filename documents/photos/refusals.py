"""Why a photo is not taken, each in one sentence; the code may be kept, the sentence is its reader's."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    EMPTY = "empty", _("The file is empty. Choose the photo again.")
    TOO_HEAVY = "too_heavy", _("The photo is larger than 15 MB. Choose a smaller one.")
    NO_PHOTO = (
        "no_photo",
        _("This is not a photo. Photos can be JPEG, PNG, WebP or HEIC files."),
    )
    MOVING = "moving", _("This is a moving picture. Choose a photo that stands still.")
    TOO_LARGE = (
        "too_large",
        _(
            "The photo has too many pixels to be opened. Choose a smaller one, of 12 megapixels say."
        ),
    )
    UNREADABLE = (
        "unreadable",
        _("The photo cannot be opened: the file is damaged or not whole. Choose another one."),
    )


def refusal(reason: Reason) -> ValidationError:
    """What a form or a page shows; ``code`` is the reason's own."""
    return ValidationError(reason.label, code=reason.value)


class Interrupted(Exception):
    """Whoever opened the photo was ended, or the machine stood still: it says nothing of the photo."""


class NoDetector(Exception):
    """The extra ``photos`` or the detector's model is not here, or fails: nothing is published."""
