"""What the beat would have said this morning, so that the lists of notifications are not empty."""

from __future__ import annotations

from datetime import time

from duties.clock import moment
from duties.reminders import remind
from ejournal.demo.place import Place

_BEATS = (time(8, 45), time(9, 0, 1), time(9, 15, 1))


def tell(place: Place) -> None:
    """Reminders of the day that is shown half done; what was told before is not told again."""
    for beat in _BEATS:
        at = moment(place.shown_day(), beat, place.institution.time_zone)
        remind(place.institution, at)
