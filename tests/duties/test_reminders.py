"""Reminders: who hears of what, when, and that each thing is said once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.models import DayLog
from attendance.models import Register
from attendance.register.operations import confirm
from duties import registry
from duties.models import Closure
from duties.operations import except_day, unexcept
from duties.reminders import remind, remind_all
from outbox import registry as outbox_registry
from outbox.models import Delivery, Notification
from outbox.registry import Shown
from tests.browser.scenes import answers
from tests.world import HOLIDAY, MONDAY, TUESDAY, at, verified_email

SUNDAY = MONDAY - timedelta(days=1)
FRIDAY, LAST_WEEK = MONDAY - timedelta(days=3), MONDAY - timedelta(days=7)
OWERS_OF_BEES = {"teacher", "assistant", "substitute"}


@pytest.fixture(autouse=True)
def last_week_is_done(house):
    for group in house.groups.values():
        Register.objects.create(
            institution=house.institution, group=group, day=FRIDAY, saved_at=at(8, day=FRIDAY),
            saved_by=house.head, first_confirmed_at=at(8, day=FRIDAY),
            first_confirmed_by=house.head,
        )  # fmt: skip
        DayLog.objects.create(
            institution=house.institution, group=group, day=FRIDAY, opened_at=at(13, day=FRIDAY),
            opened_by=house.head, confirmed_at=at(14, day=FRIDAY), confirmed_by=house.head,
            released_at=at(14, 1, day=FRIDAY),
        )  # fmt: skip
        Closure.objects.create(
            institution=house.institution, group=group, kind=Closure.Kind.WEEK, since=LAST_WEEK,
            until=LAST_WEEK + timedelta(days=7), closed_at=at(16, day=FRIDAY), closed_by=house.head,
        )  # fmt: skip


def told(house, **wanted) -> set[tuple[str, str, str]]:
    """(who, which group, on what occasion) of today's notifications; of all groups at once: «»."""
    names = {user.pk: name for name, user in vars(house.people).items()}
    rows = Notification.objects.filter(**wanted).select_related("group")
    return {(names[n.person_id], n.group.name if n.group else "", n.occasion) for n in rows}


def shown_to_the_head(house, when) -> Shown:
    """The one line that administration has of what is late."""
    told = Notification.objects.get(role="admin", kind="overdue.attendance", day=when.date())
    access = house.access(house.head, "admin", when.date())
    return outbox_registry.get(told.kind).present([told], access, when)[told.pk]


def confirmed(house, group="Bitītes", when=None, by="teacher"):
    when = when or at(8, 40)
    access = house.access(getattr(house.people, by), "teacher", when.date())
    confirm(
        group=house.groups[group], day=when.date(), answers=answers(house, group, {}), by=access,
        at=when,
    )  # fmt: skip


def test_nobody_hears_anything_before_the_lead(house):
    assert remind(house.institution, at(8, 44, 59)) == 0


def test_r22_a_quarter_before_nine_those_who_owe_hear_of_it(house):
    assert remind(house.institution, at(8, 45)) == 4
    owers = {(name, "Bitītes", "soon") for name in OWERS_OF_BEES}
    assert told(house) == owers | {("other_teacher", "Pūcītes", "soon")}
    assert set(Notification.objects.values_list("kind", "role")) == {
        ("reminder.attendance", "teacher")
    }


def test_who_has_confirmed_hears_nothing(house):
    confirmed(house)
    remind(house.institution, at(8, 45))
    assert told(house) == {("other_teacher", "Pūcītes", "soon")}


def test_r22_late_is_told_to_those_who_owe_and_then_to_administration(house):
    confirmed(house)
    remind(house.institution, at(9))
    assert told(house, kind="overdue.attendance") == set()
    remind(house.institution, at(9, 0, 1))
    assert told(house, kind="overdue.attendance") == {("other_teacher", "Pūcītes", "late")}
    remind(house.institution, at(9, 15))
    assert not told(house, role="admin")
    remind(house.institution, at(9, 15, 1))
    assert told(house, role="admin") == {("head", "", "escalated")}


def test_twice_is_harmless(house):
    for moment in (at(8, 45), at(9, 0, 1), at(9, 20)):
        first, second = remind(house.institution, moment), remind(house.institution, moment)
        assert first > 0
        assert second == 0


def test_a_beat_that_was_down_says_only_what_is_still_of_use(house):
    remind(house.institution, at(11))
    assert told(house, kind="reminder.attendance") == set()
    assert ("teacher", "Bitītes", "late") in told(house)
    assert ("head", "", "escalated") in told(house)


def test_what_is_late_is_still_told_on_the_next_working_day_and_not_later(house):
    remind(house.institution, at(10, day=TUESDAY))
    assert told(house, day=MONDAY, role="admin")
    Notification.objects.all().delete()
    remind(house.institution, at(10, day=TUESDAY + timedelta(days=2)))
    assert not told(house, day=MONDAY)
    assert told(house, day=TUESDAY)


@pytest.mark.parametrize("day", [SUNDAY, HOLIDAY])
def test_nothing_on_days_off(house, day):
    assert remind(house.institution, at(10, day=day)) == 0
    assert not Notification.objects.exists()


def test_a_group_that_is_closed_hears_nothing_of_itself(house):
    bees = house.groups["Bitītes"]
    except_day(
        institution=house.institution, group=bees, day=TUESDAY, kind="closed", by=house.by
    )  # fmt: skip
    remind(house.institution, at(9, 30, day=TUESDAY))
    assert {group for _who, group, _when in told(house, role="teacher")} == {"Pūcītes"}
    assert shown_to_the_head(house, at(9, 30, day=TUESDAY)).detail == "Pūcītes · 17. novembris"


def test_nothing_between_three_and_four(house):
    for minute in (0, 30, 59):
        assert remind(house.institution, at(3, minute, day=TUESDAY)) == 0
    assert remind(house.institution, at(7, 59, day=TUESDAY)) == 0  # Monday's waits for the morning
    assert remind(house.institution, at(8, day=TUESDAY)) > 0


def test_what_was_done_meanwhile_asks_for_no_attention(house):
    remind(house.institution, at(8, 45))
    confirmed(house, when=at(8, 50))
    remind(house.institution, at(8, 51))
    unread = Notification.objects.unread()
    assert {n.group.name for n in unread.select_related("group")} == {"Pūcītes"}


@pytest.fixture
def ten_groups(house):
    for number in range(8):
        name = f"Grupa {number}"
        group = house.group(name)
        house.child(group, f"Bērns {number}", "Liepa")
        house.assign(house.adult("teacher", name, "Kalniņa"), group)
    return house


def test_r22_ten_late_groups_are_one_line_for_administration(ten_groups):
    house = ten_groups
    remind(house.institution, at(9, 15, 1))
    late = Notification.objects.filter(kind="overdue.attendance", day=MONDAY)
    assert late.filter(role="admin").count() == 1
    owing = late.filter(role="teacher").values_list("group", flat=True)
    assert set(owing) == {group.pk for group in house.groups.values()}
    shown = shown_to_the_head(house, at(9, 16))
    assert shown.detail == "16. novembris · 10 grupu"
    assert shown.url == reverse("attendance:groups")


def test_the_line_says_how_many_are_silent_now_and_the_last_one_by_name(ten_groups):
    house = ten_groups
    remind(house.institution, at(9, 15, 1))
    confirmed(house, when=at(9, 20))
    assert shown_to_the_head(house, at(9, 21)).detail == "16. novembris · 9 grupas"
    all_but(house, "Pūcītes")
    shown = shown_to_the_head(house, at(9, 31))
    assert shown.detail == "Pūcītes · 16. novembris"
    owls = house.groups["Pūcītes"]
    assert shown.url == reverse("attendance:register", args=[owls.pk, MONDAY])
    all_but(house)
    assert shown_to_the_head(house, at(9, 31)).detail == "16. novembris"


def all_but(house, *names):
    """The registers of the others are confirmed."""
    done = Register.objects.filter(day=MONDAY).values_list("group", flat=True)
    rows = [
        Register(
            institution=house.institution, group=group, day=MONDAY, saved_at=at(9, 30),
            saved_by=house.head, first_confirmed_at=at(9, 30), first_confirmed_by=house.head,
        )
        for name, group in house.groups.items()
        if name not in names and group.pk not in done
    ]  # fmt: skip
    Register.objects.bulk_create(rows)


def test_it_is_wanted_and_unread_until_the_last_group_has_done_it(ten_groups):
    house = ten_groups
    remind(house.institution, at(9, 15, 1))
    line = Notification.objects.get(role="admin", kind="overdue.attendance", day=MONDAY)
    kind = outbox_registry.get(line.kind)
    all_but(house, "Pūcītes")
    remind(house.institution, at(9, 31))
    line.refresh_from_db()
    assert (line.read_at, kind.wanted(line, at(9, 31))) == (None, True)
    all_but(house)
    assert not kind.wanted(line, at(9, 32))
    remind(house.institution, at(9, 32))
    line.refresh_from_db()
    assert line.read_at == at(9, 32)


def test_a_group_that_is_late_later_joins_the_line(house):
    bees = house.groups["Bitītes"]
    closed = except_day(
        institution=house.institution, group=bees, day=TUESDAY, kind="closed", by=house.by
    )  # fmt: skip
    remind(house.institution, at(9, 30, day=TUESDAY))
    unexcept(exception=closed, by=house.by)
    remind(house.institution, at(9, 40, day=TUESDAY))
    assert told(house, role="admin", day=TUESDAY) == {("head", "", "escalated")}
    assert ("teacher", "Bitītes", "late") in told(house, day=TUESDAY)
    detail = shown_to_the_head(house, at(9, 41, day=TUESDAY)).detail
    assert detail == "17. novembris · 2 grupas"


def test_a_day_that_is_not_owed_any_more_asks_for_no_attention(house):
    remind(house.institution, at(9, 30))
    except_day(
        institution=house.institution, group=house.groups["Bitītes"], day=MONDAY, kind="closed",
        by=house.by,
    )  # fmt: skip
    remind(house.institution, at(9, 31))
    unread = Notification.objects.unread().filter(day=MONDAY)
    assert {n.group.name if n.group else "" for n in unread} == {"", "Pūcītes"}


def test_a_substitute_of_yesterday_hears_nothing_today(house):
    remind(house.institution, at(8, 45, day=TUESDAY))
    today = told(house, kind="reminder.attendance")
    assert {who for who, group, _ in today if group == "Bitītes"} == {"teacher", "assistant"}


def test_each_institution_by_itself(house, other_house):
    remind_all(at(8, 45))
    for place in (house, other_house):
        rows = Notification.objects.filter(institution=place.institution, group__isnull=False)
        assert set(rows.values_list("group__institution", flat=True)) == {place.institution.pk}


def test_what_fails_in_one_institution_keeps_no_other_waiting(house, other_house, caplog):
    house.institution.settings["attendance.remind_before"] = "broken"
    house.institution.save()
    assert remind_all(at(8, 45)) > 0
    assert not Notification.objects.filter(institution=house.institution).exists()
    assert f"institution {house.institution.pk} failed" in caplog.text
    assert "Traceback" not in caplog.text  # the text of an error may hold a row


def test_letters_go_to_confirmed_addresses_only(house):
    remind(house.institution, at(8, 45))
    assert not Delivery.objects.exists()
    verified_email(house.people.teacher)
    remind(house.institution, at(9, 0, 1))
    assert Delivery.objects.get().notification.person == house.people.teacher


@pytest.fixture
def attendance_alone(monkeypatch):
    monkeypatch.setattr(registry, "_registry", {"attendance": registry.get("attendance")})


def test_a_minute_costs_few_queries(house, attendance_alone, savepoints_aside):
    with savepoints_aside(1):  # the calendar
        remind(house.institution, at(7, 30))
    with savepoints_aside(5):  # and of the last working day: groups, told, children, done
        remind(house.institution, at(8))
    remind(house.institution, at(8, 45))
    with savepoints_aside(8):  # and of today: children, done, who holds the right
        remind(house.institution, at(8, 46))


def test_another_duty_that_is_done_costs_three_more(house, savepoints_aside):
    """The weekly check and the day's log: told, children, done; the house's own duty is not due in
    November."""
    with savepoints_aside(5 + 2 * 3):
        remind(house.institution, at(8))
