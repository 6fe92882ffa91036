"""The calendar's days: what holds them fast, who learns of them, and what goes with a removed one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duties.models import CalendarException, Closure
from duties.operations import close, except_day, move_day, unexcept
from duties.settings import FOLLOWS_MOVED_DAYS
from tests.duties.test_calendar_pages import BACKEND, CALENDAR, FRIDAY, body, closed, confirmed
from tests.world import MONDAY, TUESDAY, at


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(at(8, 41), tick=False)


@pytest.fixture
def sign_in(client):
    return lambda user: client.force_login(user, backend=BACKEND) or client


def test_a_guardian_who_may_not_know_where_the_child_is_sees_no_days_of_its_group(house, sign_in):
    closed(house, FRIDAY, group=house.groups["Bitītes"], note="Bišu remonts")
    closed(house, TUESDAY, note="Visiem")
    shown = body(sign_in(house.people.restricted).get(CALENDAR))
    assert "Visiem" in shown
    assert "Bišu remonts" not in shown
    assert "Bišu remonts" in body(sign_in(house.people.mother).get(CALENDAR))


def test_a_moved_day_is_removed_with_the_other_half(house, sign_in):
    saturdays = date(2026, 11, 28), date(2026, 12, 5)
    move_day(institution=house.institution, off=TUESDAY, worked=saturdays[0], by=house.by)
    pair = move_day(institution=house.institution, off=FRIDAY, worked=saturdays[1], by=house.by)
    page = sign_in(house.head).get(reverse("duties:exception", args=[pair.pk]))
    assert "Līdz ar to tiek izņemta" in body(page)
    done = sign_in(house.head).post(
        reverse("duties:remove", args=[pair.pk]), {"once": "k" * 20}, follow=True
    )
    assert "20.11.2026" in body(done)
    assert "5.12.2026" in body(done)
    assert [one.days for one in CalendarException.objects.all()] == [[TUESDAY, saturdays[0]]]


def test_of_a_moved_day_neither_half_is_removed_where_one_is_worked(house):
    house.institution.settings = {FOLLOWS_MOVED_DAYS.code: True}
    house.institution.save()
    saturday = MONDAY - timedelta(days=2)
    moved = move_day(institution=house.institution, off=FRIDAY, worked=saturday, by=house.by)
    confirmed(house, day=saturday)
    with pytest.raises(ValidationError, match="Bitītes"):
        unexcept(exception=moved, by=house.by)
    assert CalendarException.objects.get() == moved


@pytest.mark.parametrize("half", ["off", "worked"])
def test_neither_half_of_a_moved_day_may_lie_in_closed_days(house, half):
    october = {"since": date(2026, 10, 1), "until": date(2026, 11, 1)}
    kind, place = Closure.Kind.MONTH, house.institution
    close(institution=place, kind=kind, by=house.by, at=at(8), **october)
    pair = {"off": FRIDAY, "worked": date(2026, 11, 28)} | {half: date(2026, 10, 24)}
    with pytest.raises(ValidationError, match=r"24\.10"):
        move_day(institution=house.institution, by=house.by, **pair)
    assert not CalendarException.objects.exists()


def test_nobody_confirms_or_closes_a_day_while_the_calendar_changes_it(house):
    """The groups are locked before anything is asked of the day."""
    with CaptureQueriesContext(connection) as asked:
        one = closed(house, FRIDAY)[0]
        unexcept(exception=one, by=house.by)
    kinds = ["lock" if "FOR NO KEY UPDATE" in q["sql"] else "ask"
             for q in asked if "FOR NO KEY UPDATE" in q["sql"] or "duties_closure" in q["sql"]]  # fmt: skip
    assert kinds[:2] == ["lock", "ask"]
    assert kinds.count("lock") >= 2


def test_a_single_day_is_held_by_its_register_as_several_are(house):
    confirmed(house)
    with pytest.raises(ValidationError, match="Bitītes"):
        except_day(institution=house.institution, day=MONDAY, kind="closed", by=house.by)
