"""A day as it is read: which texts the word list looks at, where they are sent from, and what administration
sees of one in which it found something (R18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import DayLog, DayPhoto
from activities.parts import ALT, NOTE, REASON, SOURCE, TEXT, TITLE
from manners.fields import Places, Sent
from manners.registry import Legible, Text
from people.access import Access, Action
from people.models import Institution, User

DAY = "activities.day"
SEE = Action.VIEW_DAY


class OfADay(Legible):
    """Families read it once its minute is over, and may report it."""

    code, label = DAY, _("day's log")
    title = _("Report what is written about the day")

    def find(self, pk: int, by: Access) -> DayLog | None:
        return _whole(DayLog.objects.visible_to(by, SEE).confirmed()).filter(pk=pk).first()

    def found(self, pks: Iterable[int], by: Access) -> dict[int, DayLog]:
        return _whole(DayLog.objects.filter(institution=by.institution)).in_bulk(list(pks))

    def texts(self, thing: DayLog) -> list[Text]:
        entries = thing.entries.standing().order_by("pk")
        photos = DayPhoto.objects.standing().filter(log=thing).order_by("pk")
        return [
            *((TEXT.label, "\n".join((one.title, one.text))) for one in entries),
            *((ALT.label, "\n".join((one.alt, one.source))) for one in photos),
        ]

    def house(self, thing: DayLog) -> Institution:
        return thing.institution

    def author(self, thing: DayLog) -> User:
        return thing.confirmed_by or thing.opened_by

    def address(self, thing: DayLog) -> str:
        return reverse("activities:day", args=[thing.group_id, thing.day])

    def address_for(self, pk: int, author: Access) -> str:
        row = DayLog.objects.visible_to(author, SEE).filter(pk=pk).first()
        return self.address(row) if row else ""

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = DayLog.objects.filter(pk__in=list(pks)).select_related("group")
        return {row.pk: str(row) for row in rows}


def _whole(rows: Any) -> Any:
    return rows.select_related("institution", "group", "confirmed_by", "opened_by")


def _days(posted: QueryDict, places: Places, by: Access) -> list[tuple[str, int]]:
    """Of a confirmed one only: a draft is read by nobody yet."""
    rows = DayLog.objects.confirmed().filter(group=places["group_id"], day=places["day"])
    return [(DAY, pk) for pk in rows.values_list("pk", flat=True)]


_ENTRY = "activities.DayEntry.title activities.DayEntry.text"
_SAID = {"entry-title": TITLE.label, "entry-text": TEXT.label, "entry-reason": REASON.label}
SENT = (
    Sent(
        "activities:confirm",
        {
            "text-note": NOTE.label, "text-*": TEXT.label, "own-title": TITLE.label,
            "own-text": TEXT.label,
        },
        f"{_ENTRY} activities.DayNote.text", _days,
    ),
    Sent("activities:entry", _SAID, f"{_ENTRY} activities.DayAmendment.reason", _days),
    Sent("activities:new_entry", _SAID, _ENTRY, _days),
    Sent(
        "activities:photo", {"alt": ALT.label, "source": SOURCE.label},
        "activities.DayPhoto.alt activities.DayPhoto.source", _days,
    ),
)  # fmt: skip
