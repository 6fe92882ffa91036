"""One child in one outcome: what was assessed when by whom, what is said of it, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from activities.album import Shown
from activities.models import DayEntry
from assessment.desk import Desk
from assessment.family.words import of_level
from assessment.grid.column import entry_of
from assessment.models import Assessment, Level
from assessment.parts import COMMENT
from assessment.photos import photos_of, seen_by, shown_to
from assessment.record import sight_of
from curriculum.models import Entry
from duties.calendar.days import short
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.whose_day import enrolments_owning
from planning.writing.forms import LinesField

LAST_DAYS, MOST = timedelta(days=31), 60  # whose entries are offered, and how many
MOST_PHOTOS = 24


@dataclass
class CellPage:
    """``row`` is of the day itself, and alone can be explained; ``is_open``: by this person, who looks."""

    desk: Desk
    child: Child
    entry: Entry
    day: date
    steps: list[Any]  # its assessments, the newest first; each knows how its level is ``said``
    is_open: bool
    access: Access

    @property
    def row(self) -> Assessment | None:
        return next((step for step in self.steps if step.day == self.day), None)

    @property
    def is_explained_here(self) -> bool:
        return bool(self.is_open and self.row and not self.row.publication_id)


class CellForm(forms.Form):
    """What may not be is said by its operation, at the field."""

    comment = LinesField(
        label=COMMENT.label, required=False, widget=forms.Textarea(attrs={"rows": COMMENT.rows})
    )
    evidence = forms.TypedChoiceField(
        label=_("What shows it"), required=False, coerce=int, empty_value=None
    )
    photo = forms.TypedChoiceField(
        label=_("Photo that shows it"), required=False, coerce=int, empty_value=None
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any, row: Assessment, group: ChildGroup, access: Access) -> None:
        shown = {
            "comment": row.comment, "evidence": row.evidence_id, "photo": row.photo_id,
            "version": row.version,
        }  # fmt: skip
        super().__init__(data, initial=shown)
        offered = [(one.pk, f"{short(one.log.day)} {one.title}") for one in _entries(row, group)]
        choices = [("", _("nothing in particular")), *offered]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]
        self.photos = _photos(row, group, access)
        numbers = [(pk, pk) for pk in self.photos]
        self.fields["photo"].choices = [("", ""), *numbers]  # type: ignore[attr-defined]

    @property
    def photo_choices(self) -> list[tuple[int, Shown | None, bool]]:
        """Its key, the picture, whether it is chosen."""
        chosen = str(self["photo"].value() or "")
        return [(pk, one, str(pk) == chosen) for pk, one in self.photos.items()]


def cell_of(desk: Desk, child_id: int, entry_id: int, day: date, *, access: Access) -> CellPage:
    """:raises Http404: no child of the group, or no such outcome"""
    here = enrolments_owning(access.day).filter(group=desk.group).values("child")
    mine = Child.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    child = mine.filter(pk__in=here, pk=child_id).first()
    if child is None:
        raise Http404
    entry = entry_of(desk, entry_id)
    rows = sight_of(access).assessments.filter(child=child, outcome__code=entry.code)
    rows = rows.filter(voided_at__isnull=True).order_by("-day", "-pk")
    steps: list[Any] = list(rows.select_related("assessed_by", "evidence__log", "photo"))
    photos = photos_of(steps, access)
    for step in steps:
        step.said = of_level(Level(step.level), child)
        step.shown = [photos[step.photo_id]] if step.photo_id in photos else []
    return CellPage(desk, child, entry, day, steps, desk.reach.holds(entry.area), access)


def form_of(page: CellPage, data: Any = None) -> CellForm | None:
    if not page.is_explained_here:
        return None
    assert page.row
    return CellForm(data, page.row, page.desk.group, page.access)


def _entries(row: Assessment, group: ChildGroup) -> list[DayEntry]:
    """Of the group's last days, the newest first; and the one that is chosen."""
    near = {"log__day__lte": row.day, "log__day__gt": row.day - LAST_DAYS}
    rows = DayEntry.objects.standing().filter(log__group=group, **near).select_related("log")
    found = list(rows.order_by("-log__day", "pk")[:MOST])
    if row.evidence and row.evidence not in found:
        found.append(row.evidence)
    return found


def _photos(row: Assessment, group: ChildGroup, access: Access) -> dict[int, Shown | None]:
    """Of the same days, by their keys; and the one that is chosen, even if it is not to be seen now."""
    near = {"log__group": group, "log__day__lte": row.day, "log__day__gt": row.day - LAST_DAYS}
    rows = seen_by(access).filter(**near).order_by("-log__day", "pk")[:MOST_PHOTOS]
    found: dict[int, Shown | None] = dict(shown_to(rows, access))
    if row.photo and row.photo.voided_at is None and row.photo_id not in found:
        found |= {row.photo.pk: photos_of([row], access).get(row.photo.pk)}
    return found
