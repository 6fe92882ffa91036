"""The shape of what is said of a photo."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import DayEntry, DayPhoto
from activities.parts import ALT, SOURCE
from activities.photos.operations import About
from documents.models import WHOLE
from people.names import Heard
from people.requests import id_of
from planning.reach import Reach

WHOLE_DAY = _("The whole day")
MOST_BOXES = 60
_BOX = re.compile(r"[0-9]{1,5}(,[0-9]{1,5}){3}")
_LOOK = _("Look at the photo and tick this, or cover what is to be seen.")


class PhotoForm(forms.Form):
    """What is to be seen, of which entry, whose picture it is; and that its author has looked."""

    alt = forms.CharField(label=ALT.label, max_length=ALT.longest)
    entry = forms.ChoiceField(label=_("Of which entry"), widget=forms.RadioSelect, required=False)
    source = forms.CharField(label=SOURCE.label, max_length=SOURCE.longest, required=False)
    no_face = forms.BooleanField(error_messages={"required": _LOOK})
    no_name = forms.BooleanField(error_messages={"required": _LOOK})
    heard: Heard | None = None  # children named in ``alt``

    def __init__(
        self, data: Any = None, *, row: DayPhoto, entries: Iterable[DayEntry], reach: Reach
    ) -> None:
        entries = [entry for entry in entries if reach.holds(entry.area)]
        entry = next(
            (one for one in entries if one.pk == row.entry_id), entries[0] if entries else None
        )
        said = {"alt": row.alt or (entry.title if entry else ""), "source": row.source}
        super().__init__(data, initial=said | {"entry": str(entry.pk) if entry else ""})
        whole = [("", WHOLE_DAY)] if reach.whole else []
        offered = [*((str(one.pk), one.title) for one in entries), *whole]
        self.fields["entry"].choices = offered  # type: ignore[attr-defined]

    def about(self, alt: str) -> About:
        """:param alt: after the answer about names"""
        data = self.cleaned_data
        return About(alt, id_of(data["entry"]) or None, data["source"])


def boxes_of(sent: Iterable[str]) -> list[tuple[int, ...]]:
    """Places that a finger drew: «left,top,right,bottom» in ten-thousandths of the sides.

    :raises ValueError: no such place, or more of them than anybody draws
    """
    boxes = [_box(one) for one in sent]
    if len(boxes) > MOST_BOXES:
        raise ValueError("too many")
    return boxes


def _box(sent: str) -> tuple[int, ...]:
    if not _BOX.fullmatch(sent):
        raise ValueError("no place")
    left, top, right, bottom = box = tuple(map(int, sent.split(",")))
    if not (left < right <= WHOLE and top < bottom <= WHOLE):
        raise ValueError("no such place")
    return box
