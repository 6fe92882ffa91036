"""Administration reminds by a tap: those who owe hear of it, once in ten minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from attendance.register.operations import confirm
from duties import registry
from duties.badges import asked as asked_in_words
from duties.operations import ask
from duties.reminders import remind
from outbox import registry as outbox_registry
from outbox.models import Notification
from tests.browser.scenes import answers
from tests.duties.periods import Monthly
from tests.world import HOLIDAY, MONDAY, at

OWERS_OF_BEES = {"teacher", "assistant", "substitute"}


def asked(house, *names, when=None, day=MONDAY) -> set[int]:
    groups = [house.groups[name] for name in names]
    duty = registry.get("attendance")
    return ask(duty=duty, groups=groups, day=day, by=house.by, at=when or at(9, 12))


def told(house) -> list[str]:
    names = {user.pk: name for name, user in vars(house.people).items()}
    return sorted(names[n.person_id] for n in Notification.objects.filter(kind="asked.attendance"))


def confirmed(house, when=None):
    confirm(
        group=house.groups["Bitītes"], day=MONDAY, answers=answers(house, "Bitītes", {}),
        by=house.access(house.people.teacher, "teacher"), at=when or at(9, 10),
    )  # fmt: skip


def test_those_who_owe_hear_of_it(house):
    assert asked(house, "Bitītes") == {house.groups["Bitītes"].pk}
    assert set(told(house)) == OWERS_OF_BEES


def test_ten_minutes_pass_before_a_group_hears_again(house):
    asked(house, "Bitītes")
    assert asked(house, "Bitītes", when=at(9, 21, 59)) == set()
    assert len(told(house)) == 3
    assert asked(house, "Bitītes", "Pūcītes", when=at(9, 21, 59)) == {house.groups["Pūcītes"].pk}
    assert asked(house, "Bitītes", when=at(9, 22)) == {house.groups["Bitītes"].pk}


def test_nobody_is_asked_of_what_is_done_or_not_owed(house):
    confirmed(house)
    assert asked(house, "Bitītes") == set()
    assert asked(house, "Pūcītes", when=at(9, day=HOLIDAY), day=HOLIDAY) == set()
    assert told(house) == []


@pytest.mark.parametrize("role", ["nurse", "clerk", "superuser", "teacher"])
def test_only_who_oversees_asks(house, role):
    by = house.access(getattr(house.people, role), role)
    with pytest.raises(PermissionDenied):
        ask(
            duty=registry.get("attendance"), groups=[house.groups["Bitītes"]], day=MONDAY, by=by,
            at=at(9, 12),
        )  # fmt: skip


def test_the_reader_is_led_to_the_register_until_it_is_confirmed(house):
    asked(house, "Bitītes")
    row = Notification.objects.get(person=house.people.teacher, kind="asked.attendance")
    kind = outbox_registry.get(row.kind)
    access = house.access(house.people.teacher, "teacher")
    (shown,) = kind.present([row], access, at(9, 13)).values()
    assert shown.url == reverse("attendance:register", args=[row.group_id, MONDAY])
    assert kind.wanted(row, at(9, 13))
    confirmed(house, when=at(9, 14))
    assert not kind.wanted(row, at(9, 15))


def test_what_was_confirmed_meanwhile_asks_for_nobodys_attention(house):
    asked(house, "Bitītes")
    confirmed(house, when=at(9, 14))
    remind(house.institution, at(9, 15))
    unread = Notification.objects.unread().filter(kind="asked.attendance")
    assert not unread.exists()


def test_a_silent_group_does_not_hold_its_neighbours_back(house):
    asked(house, "Bitītes", when=at(9, 12) - timedelta(minutes=3))
    assert asked(house, "Bitītes", "Pūcītes") == {house.groups["Pūcītes"].pk}


@pytest.mark.parametrize(
    ("duty", "day"),
    [("weekly_check", "9999-12-27"), ("attendance", "9999-12-31"), ("attendance", "0001-01-01"),
     ("weekly_check", "2026-11-10")],
)  # fmt: skip
def test_a_day_of_no_journal_or_no_week_is_refused_in_peace(client, house, time_machine, duty, day):
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.head)
    form = {"duty": duty, "day": day, "group": house.groups["Bitītes"].pk}
    assert client.post(reverse("duties:ask"), form).status_code == 422


class OfAMonth(Monthly):
    """A duty with a board of its own."""

    def board(self, day):
        return f"/months/{day:%Y-%m}/"


@pytest.fixture
def of_a_month(monkeypatch):
    monkeypatch.setattr(registry, "_registry", {})
    monkeypatch.setattr(outbox_registry, "_registry", {})
    duty = registry.register(OfAMonth({}))
    duty.now = at(9)
    return duty


def tapped(client, house, duty, day):
    client.force_login(house.head)
    form = {"duty": duty.code, "day": day, "group": house.groups["Bitītes"].pk}
    return client.post(reverse("duties:ask"), form)


def test_any_duty_is_asked_for_and_leads_back_to_its_own_board(
    client, house, time_machine, of_a_month
):
    time_machine.move_to(at(9, 12), tick=False)
    assert tapped(client, house, of_a_month, "2026-12-01").url == "/months/2026-12/"
    names = {user.pk: name for name, user in vars(house.people).items()}
    rows = Notification.objects.filter(kind="asked.monthly", day="2026-12-01")
    assert {names[row.person_id] for row in rows} == {"teacher", "assistant"}  # of 1 December


def test_of_a_month_one_asks_by_its_first_day(client, house, time_machine, of_a_month):
    time_machine.move_to(at(9, 12), tick=False)
    assert tapped(client, house, of_a_month, "2026-12-02").status_code == 422
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    ("last", "said", "again"),
    [(None, "", True), (at(9, 3), "Atgādināts 9:03", False), (at(9, 2), "Atgādināts 9:02", True),
     (at(9, day=MONDAY - timedelta(days=3)), "Atgādināts 13.11.2026. 9:00", True)],
)  # fmt: skip
def test_when_it_was_last_asked_is_told_with_its_date_where_that_is_not_today(last, said, again):
    assert asked_in_words(last, at(9, 12), "Europe/Riga") == {"asked": said, "may_ask": again}
