"""R24: what a coming month owes is next month's teacher's: seen, reminded of and shown before it begins."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from attendance.duties import AttendanceByNine
from attendance.register.operations import confirm
from duties import calendar, mine, registry
from duties.operations import ask
from duties.reminders import remind
from outbox import registry as outbox_registry
from outbox.models import Notification
from people import operations
from people.access import Action, as_of
from people.models import Assignment, ChildGroup, Exclusion
from tests.browser.scenes import answers
from tests.duties.periods import Monthly
from tests.world import BEGIN, House, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
TODAY = reverse("today")
EVE = date(2026, 8, 31)  # of the school year; the plan of September is due by its end
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
FIRST_REMINDER = date(2026, 11, 25)  # three working days before Monday the 30th
TOMORROW_IS_THE_LAST = date(2026, 11, 29)


class Plan(Monthly):
    """Owed by every group; done when the book says so."""

    def owed(self, groups, day, calendar):
        return list(groups)


@pytest.fixture
def plan(monkeypatch):
    """The only duty that apps have declared."""
    monkeypatch.setattr(registry, "_registry", {})
    monkeypatch.setattr(outbox_registry, "_registry", {})
    duty = registry.register(Plan({}))
    duty.now = at(23, day=date(2026, 12, 31))
    return duty


@pytest.fixture
def old_bees(house) -> ChildGroup:
    """The group of the school year before, with another teacher until it is over."""
    group = operations.open_group(
        institution=house.institution, name="Bitītes", school_year=2025, symbol="bitites",
        by=house.by,
    )  # fmt: skip
    house.assign(house.people.specialist, group, since=date(2025, 9, 1), until=BEGIN)
    return group


@pytest.fixture
def handed_over(house) -> House:
    """«Bitītes» change their teacher on 1 December."""
    one = Assignment.objects.get(user=house.people.teacher)
    operations.end(one, until=DECEMBER, by=house.by)
    house.assign(house.people.specialist, house.groups["Bitītes"], since=DECEMBER)
    return house


def owed(house, who: str, when) -> list[tuple[str, int, date]]:
    access = house.access(getattr(house.people, who), "teacher", when.date())
    return [
        (one.group.name, one.group.school_year, one.day)
        for found in mine.owed_by_me(access, at=when)
        for one in found.owed
    ]


# --- the change of the school year ----------------------------------------------------------------
def test_at_18_on_31_august_next_years_teacher_owes_september(house, plan, old_bees):
    assert owed(house, "teacher", at(18, day=EVE)) == [("Bitītes", 2026, BEGIN)]


def test_the_old_years_teacher_owes_august_only(house, plan, old_bees):
    when = at(18, day=EVE)
    assert owed(house, "specialist", when) == [("Bitītes", 2025, date(2026, 8, 1))]
    plan.book["monthly", old_bees.pk, date(2026, 8, 1)] = at(8, day=date(2026, 7, 31))
    assert owed(house, "specialist", when) == []


def test_a_month_is_owed_by_groups_of_its_own_school_year(house, plan, old_bees):
    """Also where the old group was never taken from a teacher who has the new one."""
    house.assign(house.people.teacher, old_bees, since=date(2025, 9, 1))
    assert owed(house, "teacher", at(18, day=EVE)) == [
        ("Bitītes", 2025, date(2026, 8, 1)),
        ("Bitītes", 2026, BEGIN),
    ]
    assert owed(house, "teacher", at(9, day=BEGIN)) == [("Bitītes", 2026, BEGIN)]
    days = calendar.around(house.institution, EVE, calendar.REACH)
    access = house.access(house.people.teacher, "teacher", EVE)
    of: tuple = (access, Action.RECORD_ATTENDANCE)
    line = mine.newest_of(old_bees, plan, *of, at=at(18, day=EVE), days=days)
    assert line.day == date(2026, 8, 1)
    plan.book["monthly", old_bees.pk, line.day] = at(8, day=date(2026, 7, 31))
    line = mine.newest_of(old_bees, plan, *of, at=at(18, day=EVE), days=days)
    assert (line.day, line.done_at is None) == (date(2026, 8, 1), False)
    every = [old_bees, house.groups["Bitītes"]]
    by = house.access(house.head, "admin", EVE)
    asked = ask(duty=plan, groups=every, day=BEGIN, by=by, at=at(18, day=EVE))
    assert asked == {house.groups["Bitītes"].pk}


# --- an ordinary change of teacher ------------------------------------------------------------------
def test_who_begins_in_december_owes_it_in_november(handed_over, plan):
    house, when = handed_over, at(9, day=FIRST_REMINDER)
    assert owed(house, "specialist", when) == [("Bitītes", 2026, DECEMBER)]
    assert owed(house, "teacher", when) == [("Bitītes", 2026, NOVEMBER)]


def test_on_the_first_day_it_is_the_new_teachers_alone(handed_over, plan):
    when = at(0, day=DECEMBER)
    assert ("Bitītes", 2026, DECEMBER) in owed(handed_over, "specialist", when)
    assert owed(handed_over, "teacher", when) == []


@pytest.mark.parametrize("kind", [Exclusion.Kind.LEFT, Exclusion.Kind.SUSPENDED])
def test_who_is_kept_out_then_owes_nothing_now(handed_over, plan, kind):
    Exclusion.objects.create(
        institution=handed_over.institution, user=handed_over.people.specialist, kind=kind,
        since=DECEMBER, reason="Pārtrauc darbu", made_at=at(8), made_by=handed_over.head,
    )  # fmt: skip
    assert owed(handed_over, "specialist", at(9, day=FIRST_REMINDER)) == []


def test_the_groups_line_is_of_months_in_which_the_reader_may_do_it(handed_over, plan):
    house, bees = handed_over, handed_over.groups["Bitītes"]
    days = calendar.around(house.institution, FIRST_REMINDER, calendar.REACH)
    plan.book["monthly", bees.pk, NOVEMBER] = at(8, day=date(2026, 10, 30))

    def line(who: str) -> date:
        access = house.access(getattr(house.people, who), "teacher", FIRST_REMINDER)
        of: tuple = (access, Action.RECORD_ATTENDANCE)
        return mine.newest_of(bees, plan, *of, at=at(9, day=FIRST_REMINDER), days=days).day

    assert (line("specialist"), line("teacher"), line("assistant")) == (
        DECEMBER, NOVEMBER, DECEMBER,
    )  # fmt: skip


# --- what is told of a coming month --------------------------------------------------------------
def reminded(house, when) -> dict[str, Notification]:
    """Of «Bitītes»' December, by who is told."""
    remind(house.institution, when)
    names = {user.pk: name for name, user in vars(house.people).items()}
    rows = Notification.objects.filter(day=DECEMBER, group=house.groups["Bitītes"])
    return {names[row.person_id]: row for row in rows.select_related("group", "institution")}


def test_the_new_teacher_is_reminded_and_shown_where_it_is_done(handed_over, plan):
    house, when = handed_over, at(8, day=FIRST_REMINDER)
    told = reminded(house, when)
    assert set(told) == {"specialist", "assistant"}
    row, access = told["specialist"], house.access(house.people.specialist, "teacher", when.date())
    kind = outbox_registry.get(row.kind)
    assert kind.present([row], access, when)[row.pk].url == plan.url(row.group, DECEMBER)
    assert kind.wanted(row, when)


def test_who_leaves_the_group_before_it_begins_is_shown_nothing(handed_over, plan):
    """As when the change became known after the reminder."""
    house, when = handed_over, at(8, day=FIRST_REMINDER)
    row = reminded(house, when)["assistant"]
    operations.end(Assignment.objects.get(user=house.people.assistant), until=DECEMBER, by=house.by)
    access = house.access(house.people.assistant, "teacher", when.date())
    kind = outbox_registry.get(row.kind)
    assert kind.present([row], access, when) == {}
    assert not kind.wanted(row, when)


def test_many_notifications_of_a_month_ahead_are_one_question_more(
    handed_over, plan, savepoints_aside
):
    house, when = handed_over, at(8, day=FIRST_REMINDER)
    rows = list(reminded(house, when).values()) * 20
    access = house.access(house.people.specialist, "teacher", when.date())
    assert access.acting
    with savepoints_aside(1):
        outbox_registry.get(rows[0].kind).present(rows, access, when)


def test_what_has_begun_is_asked_of_today(house):
    access = house.access(house.people.teacher, "teacher", DECEMBER)
    assert as_of(access, DECEMBER) is access
    assert as_of(access, NOVEMBER) is access
    assert as_of(access, DECEMBER + timedelta(days=1)).day == DECEMBER + timedelta(days=1)


# --- from when on it is told -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "told"),
    [(FIRST_REMINDER - timedelta(days=1), False), (FIRST_REMINDER, True), (BEGIN, False)],
)
def test_it_is_told_from_the_day_of_the_first_reminder_on(house, plan, day, told):
    assert (("Bitītes", 2026, DECEMBER) in owed(house, "teacher", at(0, day=day))) is told


def test_without_reminders_it_is_told_the_day_before_the_last(house, plan, monkeypatch):
    monkeypatch.setattr(plan, "leads", ())
    days = calendar.around(house.institution, FIRST_REMINDER, calendar.REACH)
    assert plan.shown_from(house.institution, DECEMBER, days) == TOMORROW_IS_THE_LAST


def take_register(house, day: date) -> None:
    confirm(
        group=house.groups["Bitītes"], day=day, answers=answers(house, "Bitītes", {}),
        by=house.access(house.people.teacher, "teacher", day), at=at(8, day=day),
    )  # fmt: skip


@pytest.fixture
def open_today(client, house, plan):
    """The plan of November is done, and the day's register is taken."""
    for group in house.groups.values():
        plan.book["monthly", group.pk, NOVEMBER] = at(8, day=date(2026, 10, 30))

    def _open(day: date, who: str = "teacher", *, taken: bool = True):
        if taken and calendar.around(house.institution, day, calendar.REACH).is_working(day):
            take_register(house, day)
        with time_machine.travel(at(8, 41, day=day), tick=False):
            client.force_login(getattr(house.people, who), backend=BACKEND)
            return client.get(TODAY).context

    return _open


def test_while_there_is_time_it_is_a_line_and_not_the_one_thing_to_do(open_today):
    shown = open_today(FIRST_REMINDER)
    assert (shown["now_due"], [line["title"] for line in shown["also_due"]]) == (None, ["Monthly"])
    assert shown["also_due"][0]["subtitle"] == "Bitītes · decembris"
    assert shown["also_due"][0]["due"]["text"] == "līdz 30.11.2026."


def test_on_its_last_two_days_it_is_the_one_thing_to_do(open_today):
    for day in (TOMORROW_IS_THE_LAST, TOMORROW_IS_THE_LAST + timedelta(days=1)):
        assert open_today(day)["now_due"]["subtitle"] == "Bitītes · decembris"


def test_once_all_of_today_is_done_the_line_stands_below(house, open_today, monkeypatch):
    monkeypatch.setitem(registry._registry, "attendance", AttendanceByNine())
    assert open_today(FIRST_REMINDER, taken=False)["now_due"]["title"] == "Apmeklējums"
    shown = open_today(FIRST_REMINDER)
    assert (shown["now_due"], shown["all_done"]) == (None, True)
    assert [line["title"] for line in shown["also_due"]] == ["Monthly"]


def test_on_the_first_of_the_month_it_is_late_and_told_by_its_month(open_today):
    shown = open_today(DECEMBER)["now_due"]
    assert (shown["tone"], shown["subtitle"]) == ("bad", "Bitītes · decembris")


@pytest.mark.parametrize("groups", [2, 12])
def test_months_ahead_of_many_groups_are_the_same_few_questions(
    handed_over, plan, groups, savepoints_aside
):
    house = handed_over
    for number in range(groups - 2):
        house.assign(house.people.specialist, house.group(f"Grupa {number}"), since=DECEMBER)
    access = house.access(house.people.specialist, "teacher", FIRST_REMINDER)
    with savepoints_aside(5):  # roles today and then, the calendar, groups today and then
        found = mine.owed_by_me(access, at=at(9, day=FIRST_REMINDER))
    assert sum(len(one.owed) for one in found) == groups - 1
