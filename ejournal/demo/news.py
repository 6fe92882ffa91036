"""What the beat would have said by now, so that the lists of notifications are not empty."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from duties.reminders import remind
from ejournal.demo.place import Place
from outbox.clock import moment

_BEATS = (time(8, 45), time(9, 0, 1), time(9, 15, 1))


def tell(place: Place) -> None:
    """Reminders of the day that is shown half done; what was told before is not told again."""
    zone = place.institution.time_zone
    moments = (moment(place.shown_day(), beat, zone) for beat in _BEATS)
    for at in moments:
        if at <= timezone.now():  # of a morning that has only begun the real beat tells the rest
            remind(place.institution, at)
