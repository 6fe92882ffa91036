"""One morning through every pair of hands: parent, teacher, the other parent, kitchen, nurse, head."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from attendance.kitchen import counting
from attendance.models import Mark
from attendance.notices import questions
from duties.models import Closure
from outbox.models import Notification
from tests.attendance.check.weeks import taken
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address, confirm, saved, tick
from tests.world import HOLIDAY, MONDAY, House, at

OWLS, AWAY = "Pūcītes", (0, 1)  # Kārlis and Elza
NEXT_MONDAY = MONDAY + timedelta(days=7)
REST_OF_THE_WEEK = [MONDAY + timedelta(days=n) for n in (1, 3, 4)]  # Wednesday is a holiday

EATING = """
    SELECT count(*) FROM attendance_mark m JOIN attendance_register r ON r.id = m.register_id
    WHERE r.day = %s AND r.group_id = %s AND r.first_confirmed_at <= %s AND m.at_cutoff = 'present'
"""
DAYS = """
    SELECT count(*) FILTER (WHERE m.presence = 'present'),
           count(*) FILTER (WHERE m.reason = 'illness'),
           count(*) FILTER (WHERE m.presence = 'absent' AND (m.reason IS NULL OR m.reason = 'unexcused'))
    FROM attendance_mark m JOIN attendance_register r ON r.id = m.register_id
    WHERE r.group_id = %s AND r.first_confirmed_at IS NOT NULL AND r.day < '2026-12-01'
"""


def asked(sql: str, *values) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def as_person(arrives, user, device=PHONE) -> Page:
    visitor = arrives(device)
    visitor.is_signed_in(user)
    visitor.open(reverse("today"))
    return visitor.page


def test_from_the_parents_word_to_the_kitchen(arrives, house, morning):
    up_to_the_kitchen(arrives, house, morning)


def test_from_the_signed_week_to_the_month_table(arrives, house, morning):
    taken(house, MONDAY, dict.fromkeys(AWAY, "illness"), group=OWLS)
    up_to_the_month_table(arrives, house, morning)


@pytest.mark.deep(name="looks")
def test_a_morning_from_the_parents_word_to_the_signed_week(arrives, house, morning):
    up_to_the_kitchen(arrives, house, morning)
    up_to_the_month_table(arrives, house, morning)


def up_to_the_kitchen(arrives, house: House, morning) -> None:
    the_mother_reports(as_person(arrives, house.people.mother))
    teacher = as_person(arrives, house.people.other_teacher)
    the_teacher_confirms(teacher, house)
    the_other_parent_is_told(house)
    the_other_parent_answers(as_person(arrives, house.people.other_parent))
    the_answer_stands_on_the_register(teacher, house)

    morning.move_to(at(9, 0, 20))
    counting.take_all(at(9, 0, 20))
    the_kitchen_counts(as_person(arrives, house.people.nurse), house)


def up_to_the_month_table(arrives, house: House, morning) -> None:
    for day in REST_OF_THE_WEEK:
        taken(house, day, group=OWLS)
    morning.move_to(at(8, 10, day=NEXT_MONDAY))
    the_nurse_signs(as_person(arrives, house.people.nurse, DESKTOP), house)
    the_teacher_may_only_ask(as_person(arrives, house.people.other_teacher), house)
    the_month_table_agrees(as_person(arrives, house.head, DESKTOP), house)


def card_of(page: Page, name: str) -> Locator:
    return page.locator(".kid", has=page.get_by_role("heading", name=name))


def the_mother_reports(page: Page) -> None:
    """Three taps."""
    card = card_of(page, "Kārlis")
    card.get_by_text("Pieteikt prombūtni").tap()
    card.get_by_text("Slimība", exact=True).tap()
    card.get_by_role("button", name="Nosūtīt").tap()
    expect(card).to_contain_text("Pieteica Kristīne Bērziņa, šodien 8:41")


def the_teacher_confirms(page: Page, house: House) -> None:
    """Kārlis comes ticked; Elza is ticked by hand, nobody knows why she is away."""
    page.goto(address(house, OWLS))
    expect(tick(page, "Bērziņš Kārlis")).to_be_checked()
    expect(page.locator(".child", has_text="Kārlis")).to_contain_text("Kristīne Bērziņa")
    tick(page, "Ķirse Elza").tap()
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    reasons = dict(Mark.objects.filter(day=MONDAY).values_list("child__first_name", "reason"))
    assert reasons == {"Kārlis": "illness", "Elza": None, "Toms": None}


def the_other_parent_is_told(house: House) -> None:
    """By the worker that the confirmation wakes; Kārlis' parents have said why."""
    told = Notification.objects.get(kind="absence.unexplained")
    assert told.person == house.people.other_parent
    assert questions.ask_all(at(8, 46)) == 0  # the beat comes by and finds it told


def the_other_parent_answers(page: Page) -> None:
    """One tap."""
    card = card_of(page, "Elza")
    expect(page.locator(".masthead .bell")).to_contain_text("1")
    card.get_by_role("button", name="Slimo").tap()
    expect(card).to_contain_text("Laura Ķirse")
    assert Mark.objects.get(child__first_name="Elza", day=MONDAY).reason == "illness"


def the_answer_stands_on_the_register(page: Page, house: House) -> None:
    page.goto(address(house, OWLS))
    expect(page.locator(".child", has_text="Elza")).to_contain_text("Laura Ķirse")


def the_kitchen_counts(page: Page, house: House) -> None:
    """The group's own line, and bees, who are silent: all three are expected."""
    page.goto(reverse("attendance:kitchen"))
    (eating,) = asked(EATING, MONDAY, house.groups[OWLS].pk, at(9))
    assert eating == 1
    row = page.locator("tbody tr", has_text=OWLS).locator("td").first
    expect(row).to_have_text(str(eating))
    expect(page.locator("main")).to_contain_text("Bitītes")
    expect(page.locator(".portions-all b")).to_have_text(str(eating + 3))


def the_nurse_signs(page: Page, house: House) -> None:
    monday = MONDAY
    page.goto(reverse("attendance:group_check", args=[monday, house.groups[OWLS].pk]))
    page.get_by_role("button", name="Parakstīt nedēļu").click()
    expect(page.locator(".sign-off .saved")).to_contain_text("Māsa Liepa")
    assert Closure.objects.get().group == house.groups[OWLS]


def the_teacher_may_only_ask(page: Page, house: House) -> None:
    page.goto(address(house, OWLS))
    expect(page.get_by_text("Nedēļa ir pārbaudīta")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Labot", exact=True)).to_have_count(0)
    page.goto(address(house, OWLS) + "?edit")
    expect(page.get_by_role("button", name="Saglabāt labojumu")).to_have_count(0)


def the_month_table_agrees(page: Page, house: House) -> None:
    group = house.groups[OWLS]
    page.goto(reverse("attendance:month", args=[group.pk, MONDAY.replace(day=1)]))
    present, ill, unexplained = asked(DAYS, group.pk)
    assert (present, ill, unexplained) == (10, 2, 0)
    sums = page.locator(".tabula tfoot .sum, .tabula tr:last-child .sum").all_inner_texts()
    assert sums[-4:] == [str(present), str(ill), "0", str(unexplained)]
    assert HOLIDAY.day == 18
