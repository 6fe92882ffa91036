"""Each reason of an absence has its sign and its places in one table; without its line nothing starts."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from attendance.models import Reason, reason
from attendance.models.reason import (
    OFFERS,
    REASONS_OF_A_ROW,
    REASONS_OF_PARENTS,
    REASONS_OF_TEACHERS,
    InCheck,
    reasons_of_check,
)

SPRITE = Path(settings.BASE_DIR) / "static/img/icons.svg"


def test_every_reason_has_an_icon_that_exists():
    drawn = SPRITE.read_text()
    assert set(OFFERS) == set(Reason)
    assert [one for one in Reason if f'id="{one.icon}"' not in drawn] == []


def test_the_weekly_check_offers_every_reason_in_one_place():
    offered = Counter(one for place in InCheck for one in reasons_of_check(place))
    assert offered == Counter(Reason)


def test_quarantine_and_n_are_decided_by_nurse_or_clerk_only():
    decided = {Reason.QUARANTINE, Reason.UNEXCUSED}
    assert set(Reason) - set(REASONS_OF_PARENTS) == decided
    assert set(Reason) - set(REASONS_OF_TEACHERS) == decided
    assert set(REASONS_OF_A_ROW) < set(REASONS_OF_TEACHERS)


def test_a_reason_without_its_line_stops_the_start():
    source = Path(reason.__file__).read_text()
    line = next(
        one for one in source.splitlines() if one.strip().startswith("Reason.OTHER: Offer(")
    )
    with pytest.raises(KeyError):
        exec(source.replace(line, ""), {"__name__": "attendance.models.other"})
