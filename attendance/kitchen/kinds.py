"""What this part tells: that the caterer's letter did not get through."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from attendance.models import HeadCount
from outbox.clock import local_day
from outbox.models import Notification
from outbox.registry import Shown
from people.access import Action, roles_holding
from people.audiences import ToHolders, anew, to_house

LETTER_FAILED = "kitchen.letter_failed"


class LetterFailed(ToHolders):
    """Told to administration, who can ring the caterer; it matters while the letter stays undelivered."""

    code = LETTER_FAILED
    label = _("The caterer's letter was not delivered")
    roles = roles_holding(Action.OPERATE_DELIVERY)
    model, action = HeadCount, Action.VIEW_KITCHEN

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.filter(letter=HeadCount.Letter.FAILED)

    def shown(self, row: HeadCount, told: Notification) -> Shown:
        url = reverse("attendance:kitchen_day", args=[row.day])
        return Shown(str(self.label), date_format(row.day, "j. F"), url, "mail")


def failed(head_count: HeadCount, *, at: datetime) -> list[Notification]:
    """Rows for everybody of administration; each failure is told anew."""
    house = head_count.institution
    return to_house(
        Action.OPERATE_DELIVERY, house, local_day(at, house.time_zone), kind=LETTER_FAILED,
        subject_id=head_count.pk, day=head_count.day, occasion=anew(at),
    )  # fmt: skip
