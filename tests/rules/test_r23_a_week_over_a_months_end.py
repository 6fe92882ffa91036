"""R23: 30 November 2026 is a Monday: November is closed, the rest of its week can still be signed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from attendance.check.operations import Decision, settle, sign
from attendance.check.page import group_page, sheet_of
from duties.operations import reopen
from tests.attendance.months import month as november
from tests.world import at

MONDAY, TUESDAY = november.LAST, november.DECEMBER
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]
CHECKED = date(2026, 12, 7)


@pytest.fixture
def closed(house):
    """On Monday and Tuesday nobody knows why Anna is away; then November is closed."""
    november.all_taken(house, november.WORKING[:-1])
    november.signed(house)
    for day in WEEK:
        away = {0: None} if day in (MONDAY, TUESDAY) else {}
        november.taken(house, "Bitītes", day, away)
        november.taken(house, "Pūcītes", day)
    house.month = november.closed(house, when=at(8, day=CHECKED))
    return house


def nurse(house):
    return house.access(house.people.nurse, "nurse", CHECKED)


def page(house):
    sheet = sheet_of(house.groups["Bitītes"].pk, MONDAY, access=nurse(house), at=at(9, day=CHECKED))
    assert sheet
    return group_page(sheet)


def explained(house, day):
    anna = house.children["Bitītes"][0].pk
    settle(
        group=house.groups["Bitītes"], decisions=[Decision(anna, day, "unknown", "illness")],
        by=nurse(house), at=at(9, day=CHECKED),
    )  # fmt: skip


def signed(house):
    return sign(
        group=house.groups["Bitītes"], monday=MONDAY, by=nurse(house), at=at(10, day=CHECKED)
    )


def test_only_days_of_the_open_month_are_ticked(closed):
    shown = page(closed)
    assert [(row["days"], row["writable"]) for row in shown["unexplained"]] == [
        ("ot 1.12.", True),
        ("pr 30.11.", False),
    ]
    assert (
        shown["sheet"].why_closed
        == "Mēnesis, kurā ir 30.11., ir slēgts. To var atvērt administrācija."
    )


def test_what_lies_in_the_closed_month_does_not_hold_the_week_up(closed):
    with pytest.raises(ValidationError, match="1 kavējumam"):
        signed(closed)
    assert not page(closed)["sheet"].may_sign
    explained(closed, TUESDAY)
    assert page(closed)["sheet"].may_sign
    assert signed(closed)


def test_a_child_whom_the_closed_month_does_not_know_does_not_hold_it_up_either(closed):
    closed.child(closed.groups["Bitītes"], "Līva", "Vītola", since=MONDAY)
    explained(closed, TUESDAY)
    with pytest.raises(ValidationError, match=r"4 bērniem nav atzīmes: 1\.12\."):
        signed(closed)
    for day in WEEK[1:]:
        november.taken(closed, "Bitītes", day, {0: "illness"} if day == TUESDAY else {})
    assert page(closed)["sheet"].may_sign
    assert signed(closed)


def test_while_the_month_is_open_all_of_it_is_to_be_explained(closed):
    reopen(closure=closed.month, reason="Kļūda", by=closed.by, at=at(9, day=CHECKED))
    explained(closed, TUESDAY)
    with pytest.raises(ValidationError, match="1 kavējumam"):
        signed(closed)
    explained(closed, MONDAY)
    assert signed(closed)
