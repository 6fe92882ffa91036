"""What people do about the kitchen's count: have its letter sent, or sent once more."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.kitchen.settings import CATERER_EMAIL
from attendance.models import HeadCount
from outbox.clock import local_day
from people.access import Access, Action

_UNSENT = (HeadCount.Letter.FAILED, HeadCount.Letter.NONE)


@transaction.atomic
def send_again(*, head_count: HeadCount, by: Access, at: datetime) -> int:
    """Send a letter that failed, or for which there was no address; it keeps its name.

    :returns: 1, or 0 when it waits or was sent already
    :raises PermissionDenied: not somebody who looks after the kitchen's count
    :raises ValidationError: there is no address, or the day is over
    """
    by.require(Action.VIEW_KITCHEN, head_count)
    place = head_count.institution
    if not CATERER_EMAIL.of(place):
        raise ValidationError(_("The caterer's address is not given."), code="no_address")
    if local_day(at, place.time_zone) > head_count.day:
        raise ValidationError(_("This day is over: the letter is of no more use."), code="past")
    unsent = HeadCount.objects.filter(pk=head_count.pk, letter__in=_UNSENT)
    return unsent.update(
        letter=HeadCount.Letter.WAITING, letter_to=CATERER_EMAIL.of(place), attempts=0,
        next_try_at=at, settled_at=None,
    )  # fmt: skip
