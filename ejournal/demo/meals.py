"""The kitchen's counts of the days that have passed, as the portal had taken them."""

from attendance.kitchen.counting import GRACE, take
from attendance.models import HeadCount
from attendance.settings import cutoff_at
from ejournal.demo.place import Place

_NO_LETTER = {"letter": HeadCount.Letter.NONE, "letter_to": "", "next_try_at": None}


def count_heads(place: Place) -> None:
    """Add the counts that are missing. Nobody is written to about days gone by."""
    counts = HeadCount.objects.filter(institution=place.institution)
    kept = set(counts.values_list("day", flat=True))
    missing = [day for day in place.past_days() if day not in kept]
    for day in missing:
        take(place.institution, day, cutoff_at(place.institution, day) + GRACE)
    counts.filter(day__in=missing).update(**_NO_LETTER)
