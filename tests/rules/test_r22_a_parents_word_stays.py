"""R22: what a parent said stays said: nobody's stale page, later form or shorter notice takes it away."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from attendance.check.operations import declare_quarantine, end_quarantine
from attendance.models import AbsenceNotice, Mark, Register
from attendance.notices import operations
from attendance.notices.lines import line_of
from attendance.notices.standing import notices_over
from attendance.register.operations import times
from duties import calendar
from people.operations import lock_groups
from tests.attendance import makers
from tests.rules.test_r22_attendance_by_nine import save
from tests.rules.test_r22_parents_report import father, mother, report
from tests.world import MONDAY, TUESDAY, a_house, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
WEDNESDAY, FRIDAY, SATURDAY = (MONDAY + timedelta(days=n) for n in (2, 4, 5))


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def teacher(client, house, time_machine) -> Client:
    time_machine.move_to(at(9, 30), tick=False)
    client.force_login(house.people.teacher, backend=BACKEND)
    return client


def reason(child) -> str | None:
    return Mark.objects.get(child=child, day=MONDAY).reason


def says(house, choice: str, *, when=None):
    anna = house.children["Bitītes"][0]
    operations.reply(child=anna, day=MONDAY, choice=choice, by=mother(house), at=when or at(9, 20))


@pytest.mark.parametrize("act", ["report", "change", "withdraw", "come_back"])
def test_a_form_received_before_the_notice_and_sent_again_after_it_is_no_failure(house, anna, act):
    (notice,) = report(house, anna, until=SATURDAY, when=at(9, 10), note="Drudzis")
    if act == "report":
        report(house, anna, reason="family", by=father(house), when=at(9, 5))
    elif act == "change":
        operations.change(
            notice=notice,
            since=MONDAY,
            until=FRIDAY,
            reason="family",
            by=father(house),
            at=at(9, 5),
        )
    elif act == "withdraw":
        operations.withdraw(notice=notice, by=father(house), at=at(9, 5))
    else:
        operations.come_back(notice=notice, day=TUESDAY, by=father(house), at=at(9, 5))
    notice.refresh_from_db()
    assert (notice.ended_at, notice.ended_by) == (at(9, 10), house.people.father)
    carried = AbsenceNotice.objects.filter(health_note__text="Drudzis").exclude(pk=notice.pk)
    assert {row.reported_at for row in carried} <= {at(9, 10)}  # not known before it was said


def url(house) -> str:
    return reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])


def form(house, version: int, *absent: int, **reasons) -> dict:
    children = house.children["Bitītes"]
    body = {"version": version, "child": [child.pk for child in children]}
    body["absent"] = [children[place].pk for place in absent]
    return body | reasons


def test_a_page_opened_before_the_parent_answered_takes_nothing_away(teacher, house, anna):
    shown = save(house, 0).register.version
    says(house, "ill")
    again = teacher.post(url(house), form(house, shown, 0, **{f"reason_{anna.pk}": ""}))
    assert again.status_code == 302  # it contradicts nothing
    teacher.post(url(house), form(house, shown, 0, 1))
    assert reason(anna) == "illness"
    now = Register.objects.get().version
    assert teacher.post(url(house), form(house, now, 0, 1)).status_code == 302
    assert reason(anna) == "illness"
    assert Mark.objects.filter(presence="absent").count() == 2


def test_a_page_opened_before_that_contradicts_the_parent_is_told_so(teacher, house, anna):
    shown = save(house, 0).register.version
    says(house, "ill")
    body = form(house, shown, 0, **{f"reason_{anna.pk}": "family"})
    assert teacher.post(url(house), body).status_code == 409
    assert reason(anna) == "illness"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_quarantine_puts_pages_behind_too(house, withdrawn):
    save(house, 0)
    before = Register.objects.get().version
    nurse = house.access(house.people.nurse, "nurse")
    group = house.groups["Bitītes"]
    quarantine = declare_quarantine(group=group, since=MONDAY, until=TUESDAY, by=nurse, at=at(10))
    if withdrawn:
        end_quarantine(quarantine=quarantine, by=nurse, at=at(11))
    assert Register.objects.get().version == before + 1 + withdrawn


@pytest.mark.parametrize(
    ("choice", "kept"), [("ill", "illness"), ("family", "family"), ("later", None)]
)
def test_an_answer_gives_the_reason_of_an_absence_marked_afterwards(house, anna, choice, kept):
    says(house, choice, when=at(8, 30))
    save(house, 0)
    assert reason(anna) == kept


def test_who_did_not_come_after_all_is_absent_as_the_parent_answered(house, anna):
    save(house, 0)
    says(house, "family")
    of_anna = {"group": house.groups["Bitītes"], "day": MONDAY, "child_id": anna.pk}
    by = house.access(house.people.teacher, "teacher")
    times.arrived(**of_anna, by=by, at=at(9, 40))
    times.undo(**of_anna, what=times.Undone.CAME, by=by, at=at(9, 45))
    assert reason(anna) == "family"


def test_of_a_notice_and_an_answer_the_later_gives_the_reason(house, anna):
    report(house, anna, reason="holiday", when=at(7))
    says(house, "ill", when=at(8, 30))
    save(house, 0)
    assert reason(anna) == "illness"


def test_a_shortened_notice_is_not_late_on_the_register(teacher, house, anna):
    (notice,) = report(house, anna, until=SATURDAY, when=at(7))
    save(house, 0)
    operations.come_back(notice=notice, day=TUESDAY, by=mother(house), at=at(9, 20))
    assert "pēc termiņa" not in teacher.get(url(house)).content.decode()


def test_a_late_notice_stays_late_when_it_is_shortened(teacher, house, anna):
    (notice,) = report(house, anna, until=SATURDAY, when=at(9, 10))
    operations.come_back(notice=notice, day=TUESDAY, by=mother(house), at=at(9, 20))
    assert "pieteica pēc termiņa" in teacher.get(url(house)).content.decode()


def test_the_rest_of_a_notice_stays_its_reporters_word(house, anna):
    report(house, anna, until=SATURDAY, note="Drudzis")
    report(house, anna, since=TUESDAY, until=WEDNESDAY, reason="doctor", by=father(house))
    rows = AbsenceNotice.objects.filter(child=anna).standing().order_by("since")
    people = house.people
    assert [row.reported_by for row in rows] == [people.mother, people.father, people.mother]
    left = operations.withdraw(
        notice=rows[2], by=father(house, FRIDAY), at=at(7, day=FRIDAY)
    )  # fmt: skip
    assert (left.reported_by, left.replaces.ended_by) == (people.mother, people.father)
    assert left.health_note.text == "Drudzis"
    assert notices_over([anna], WEDNESDAY, known_at=at(6, 59)) == {}


@pytest.mark.parametrize("act", ["withdraw", "come_back", "change", "returns"])
def test_an_absence_that_only_repeated_the_notice_goes_with_it(house, anna, act):
    (notice,) = report(house, anna, until=SATURDAY, when=at(7))
    save(house, 0)
    assert reason(anna) == "illness"
    by, when = mother(house), at(9, 20)
    if act == "withdraw":
        operations.withdraw(notice=notice, by=by, at=when)
    elif act == "come_back":
        operations.come_back(notice=notice, day=MONDAY, by=by, at=when)
    elif act == "change":
        operations.change(
            notice=notice, since=TUESDAY, until=SATURDAY, reason="illness", by=by, at=when
        )
    else:
        says(house, "returns", when=when)
    assert reason(anna) is None


def test_what_the_nurse_settled_stays_when_the_notice_is_withdrawn(house, anna):
    (notice,) = report(house, anna, when=at(7))
    save(house, 0)
    Mark.objects.filter(child=anna).update(settled_at=at(9), settled_by=house.people.nurse)
    operations.withdraw(notice=notice, by=mother(house), at=at(9, 20))
    assert reason(anna) == "illness"


@pytest.mark.parametrize(("today", "offered"), [(TUESDAY, True), (WEDNESDAY, False)])
def test_coming_today_is_not_offered_on_a_day_off(house, anna, today, offered):
    notice = makers.notice(house, until=SATURDAY)
    days = calendar.around(house.institution, today, 14)
    line = line_of(notice, late=False, today=today, days=days)
    assert (today.isoformat() in [act.day for act in line.acts]) is offered


def test_to_withdraw_what_is_over_says_that_it_is_over(client, house, time_machine):
    notice = makers.notice(house)
    time_machine.move_to(at(8, day=TUESDAY), tick=False)
    client.force_login(house.people.mother, backend=BACKEND)
    page = client.post(reverse("attendance:notice_withdraw", args=[notice.pk]))
    assert page.status_code == 409
    assert "dienas ir pagājušas" in page.content.decode()


def settled_in_the_meantime(house, anna, work) -> None:
    """Nurse's decision, with ``work`` begun while it is not committed yet."""

    def _work():
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_groups([house.groups["Bitītes"].pk])
            Mark.objects.filter(child=anna).update(settled_at=at(9), settled_by=house.people.nurse)
            running = pool.submit(_work)
            sleep(1)
        running.result(timeout=20)


def test_a_notice_changed_while_the_nurse_decides_waits_for_her(transactional_db):
    house = a_house()
    anna = house.children["Bitītes"][0]
    (notice,) = report(house, anna)
    save(house, 0)
    settled_in_the_meantime(
        house, anna,
        lambda: operations.change(
            notice=notice, since=MONDAY, until=TUESDAY, reason="doctor", by=mother(house), at=at(9, 1)
        ),
    )  # fmt: skip
    assert reason(anna) == "illness"
