"""The pages of the weekly check: budgets, wrong input, stale pages, whom they tell what."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from attendance.check.operations import Decision, settle, sign
from attendance.models import Mark
from duties.models import Closure
from people.models import SensitiveRead
from tests.attendance import makers as make
from tests.attendance.check.weeks import (
    DAYS,
    FRI,
    MON,
    THU,
    TUE,
    WED,
    WEEK,
    a_week,
    mark,
    nurse,
    taken,
)
from tests.suite.frozen import laid_upon
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def signed_in(client, house, time_machine):
    time_machine.move_to(at(10), tick=False)

    def _in(who: str) -> Client:
        client.force_login(getattr(house.people, who), backend=BACKEND)
        return client

    return _in


def url(house, name="group_check", group="Bitītes", monday=WEEK) -> str:
    return reverse(f"attendance:{name}", args=[monday, house.groups[group].pk])


def value(house, place, *days, seen="unknown", says="") -> str:
    shown = f"{house.children['Bitītes'][place].pk}:{'+'.join(map(str, days))}:{seen}"
    return f"{shown}:{says}" if says else shown


def a_busy_house(house, groups: int) -> None:
    """Every kind of thing the page shows, in so many groups."""
    laid_upon(f"busy in {groups} groups", lambda: _busy(house, groups))


def _busy(house, groups: int) -> None:
    for n in range(groups - len(house.groups)):
        group = house.group(f"Grupa {n}")
        house.assign(house.people.other_teacher, group)
        house.crowd(group, 3)
    away = {MON: {0: None}, TUE: {0: None, 1: "illness"}, WED: {1: "illness"}}
    for name in house.groups:
        for day in DAYS:
            taken(house, day, away.get(day), name)
    _everything_of_the_bees(house)


def _everything_of_the_bees(house) -> None:
    make.health_note(
        house, notice=make.notice(house, since=TUE, until=WED, reported_at=at(9, 14, day=TUE))
    )
    make.notice(house, 2, since=FRI, until=MONDAY, reported_at=at(7, day=FRI))
    make.reply(house, day=MON, replied_at=at(9, 20, day=MON))
    make.doctors_note(house, 1, since=TUE, until=THU)
    house.register = mark(house, THU).register
    make.request(house, day=THU)


@pytest.mark.parametrize("groups", [2, 12])
@pytest.mark.parametrize("page", ["check", "group_check", "quarantine"])
def test_a_page_asks_fifteen_times_for_any_number_of_groups(
    signed_in, house, savepoints_aside, page, groups
):
    a_busy_house(house, groups)
    address = reverse("attendance:check", args=[WEEK]) if page == "check" else url(house, page)
    nurse_ = signed_in("nurse")
    nurse_.get(address)
    with savepoints_aside(15):
        assert nurse_.get(address).status_code == 200


def test_the_week_that_is_owed_opens(signed_in, house):
    page = signed_in("nurse").get(reverse("attendance:checks"))
    assert page["Location"] == reverse("attendance:check", args=[WEEK])


@pytest.mark.parametrize("day", [TUE, "0001-01-01", "9999-12-27", "1999-01-04"])
def test_what_is_no_week_is_no_page(signed_in, house, day):
    assert signed_in("nurse").get(f"/checks/{day}/").status_code == 404


def test_a_group_of_another_school_year_has_no_week_here(signed_in, house):
    old = date(2025, 11, 10)
    nurse_ = signed_in("nurse")
    assert nurse_.get(url(house, monday=old)).status_code == 404
    assert nurse_.post(url(house, "check_sign", monday=old)).status_code == 404


def test_what_parents_said_stands_beside_each_absence(signed_in, house):
    a_week(house, {TUE: {0: None}, WED: {1: None}})
    make.notice(house, since=TUE, until=WED, reported_at=at(9, 14, day=TUE))
    make.reply(house, 1, day=WED, choice="family", replied_at=at(9, 30, day=WED))
    text = signed_in("nurse").get(url(house)).content.decode()
    assert "slimība (tajā dienā 9:14, pēc termiņa)" in text
    assert "ģimenes apstākļi (tajā dienā 9:30)" in text


def test_what_was_only_shortened_is_not_after_the_deadline(signed_in, house):
    a_week(house, {TUE: {0: None}})
    told = {"since": TUE, "reported_at": at(7, day=TUE)}
    noon = at(12, day=TUE)
    make.notice(house, **told, until=FRI, ended_at=noon, ended_by=house.head)
    make.notice(house, **told | {"reported_at": noon}, until=WED)
    text = signed_in("nurse").get(url(house)).content.decode()
    assert "slimība (tajā dienā 7:00)" in text
    assert "pēc termiņa" not in text


def test_consecutive_days_of_a_child_stand_in_one_row(signed_in, house):
    a_week(house, {MON: {0: None}, TUE: {0: None}, THU: {0: None}})
    text = signed_in("nurse").get(url(house)).content.decode()
    assert value(house, 0, MON, TUE) in text
    assert value(house, 0, THU) in text


def test_reasons_are_set_in_bulk(signed_in, house):
    a_week(house, {MON: {0: None, 1: None}, TUE: {0: None}})
    form = {"absence": [value(house, 0, MON, TUE), value(house, 1, MON)], "says": "illness"}
    page = signed_in("nurse").post(url(house, "check_reasons"), form, follow=True)
    assert page.redirect_chain == [(url(house), 302)]
    assert "Saglabāts: 3 dienas." in page.content.decode()
    assert Mark.objects.filter(reason="illness").count() == 3


def test_as_parents_said_takes_the_notice_and_the_reply(signed_in, house):
    a_week(house, {TUE: {0: None, 1: None}})
    make.notice(house, since=TUE, until=WED, reason="doctor", reported_at=at(12, day=TUE))
    make.reply(house, 1, day=TUE, choice="family", replied_at=at(9, 30, day=TUE))
    form = {"absence": [value(house, 0, TUE), value(house, 1, TUE)], "says": "as_reported"}
    assert signed_in("nurse").post(url(house, "check_reasons"), form).status_code == 302
    assert (mark(house, TUE).reason, mark(house, TUE, 1).reason) == ("doctor", "family")


def test_as_parents_said_where_they_said_nothing_is_explained(signed_in, house):
    a_week(house, {TUE: {0: None}})
    form = {"absence": [value(house, 0, TUE)], "says": "as_reported"}
    page = signed_in("nurse").post(url(house, "check_reasons"), form)
    assert page.status_code == 422
    assert "vecāki iemeslu nav norādījuši" in page.content.decode()


def test_a_stale_page_is_409_and_shows_both(signed_in, house):
    a_week(house, {TUE: {0: None}})
    anna = house.children["Bitītes"][0]
    settle(group=house.groups["Bitītes"], decisions=[Decision(anna.pk, TUE, "unknown", "family")],
           by=nurse(house), at=at(9))  # fmt: skip
    form = {"absence": [value(house, 0, TUE)], "says": "illness"}
    page = signed_in("clerk").post(url(house, "check_reasons"), form)
    text = page.content.decode()
    assert page.status_code == 409
    assert "„iemesls nav zināms”, tagad ir „ģimenes apstākļi”" in text
    assert mark(house, TUE).reason == "family"


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"says": "illness"},
        {"absence": "x", "says": "illness"},
        {"absence": "1:x:unknown", "says": "illness"},
        {"absence": "1:2026-02-30:unknown", "says": "illness"},
        {"absence": "1:2026-11-10:plague", "says": "illness"},
        {"absence": "٣:2026-11-10:unknown", "says": "illness"},
        {"absence": "1:2026-11-10:unknown", "says": "plague"},
        {"absence": f"{'9' * 18}:2026-11-10:unknown", "says": "illness"},
        {"absence": "1:2026-11-10\x00:unknown", "says": "illness"},
    ],
)
def test_wrong_input_is_explained(signed_in, house, form):
    a_week(house, {TUE: {0: None}})
    page = signed_in("nurse").post(url(house, "check_reasons"), form)
    assert page.status_code == 422
    assert 'data-tone="bad"' in page.content.decode()
    assert mark(house, TUE).reason is None


def test_a_conflict_is_settled(signed_in, house):
    a_week(house)
    make.notice(house, since=TUE, until=WED, reported_at=at(7, day=TUE))
    nurse_ = signed_in("nurse")
    form = {"settle": value(house, 0, TUE, seen="present", says="present")}
    assert form["settle"] in nurse_.get(url(house)).content.decode()
    assert nurse_.post(url(house, "check_settle"), form).status_code == 302
    assert form["settle"] not in nurse_.get(url(house)).content.decode()
    assert mark(house, TUE).settled_by == house.people.nurse


def test_a_health_note_is_shown_to_nurse_and_clerk_and_each_reading_is_kept(signed_in, house):
    a_week(house, {TUE: {0: None}})
    make.health_note(
        house, notice=make.notice(house, since=TUE, until=WED), text="Augsta temperatūra"
    )
    for who in ("nurse", "clerk"):
        assert "Augsta temperatūra" in signed_in(who).get(url(house)).content.decode()
    assert "Augsta temperatūra" not in signed_in("head").get(url(house)).content.decode()
    read = SensitiveRead.objects.filter(what="health_note", child=house.children["Bitītes"][0])
    assert sorted(read.values_list("role", flat=True)) == ["clerk", "nurse"]


def test_a_note_that_the_page_does_not_show_is_not_kept_as_read(signed_in, house):
    a_week(house)
    make.health_note(house, notice=make.notice(house, since=MONDAY, until=MONDAY.replace(day=17)))
    signed_in("nurse").get(url(house))
    assert not SensitiveRead.objects.exists()


def test_the_head_reads_and_has_nothing_to_press(signed_in, house):
    a_week(house, {TUE: {0: None}})
    text = signed_in("head").get(url(house)).content.decode()
    assert 'name="absence"' not in text
    assert "Parakstīt nedēļu" not in text


def test_a_week_is_signed_on_the_page_and_shows_by_whom(signed_in, house):
    a_week(house)
    page = signed_in("nurse").post(url(house, "check_sign"), follow=True)
    text = page.content.decode()
    assert "Parakstīta 16.11. 10:00" in text
    assert "Māsa Liepa" in text
    assert Closure.objects.get().group == house.groups["Bitītes"]


def test_a_week_signed_meanwhile_is_said_so(signed_in, house):
    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(9))
    page = signed_in("clerk").post(url(house, "check_sign"))
    assert page.status_code == 422
    assert "Šī nedēļa jau ir parakstīta." in page.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("to_check", "jāpārbauda"),
        ("unconfirmed", "ne visas dienas ir apstiprinātas"),
        ("running", "vēl nav beigusies"),
        ("signed", "parakstīta"),
    ],
)
def test_the_state_of_each_group_is_said_in_words(signed_in, house, state, words):
    for day in DAYS if state != "unconfirmed" else DAYS[:4]:
        taken(house, day)
    if state == "signed":
        sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(9))
    monday = MONDAY if state == "running" else WEEK
    page = signed_in("nurse").get(reverse("attendance:check", args=[monday]))
    row = next(r for r in page.context["matrix"] if r["group"] == house.groups["Bitītes"])
    assert row["state"]["text"] == words


def test_a_closed_day_is_named(signed_in, house):
    text = signed_in("nurse").get(reverse("attendance:check", args=[MONDAY])).content.decode()
    assert "18.11." in text
    assert "Proklamēšanas" in text


def test_children_ill_by_weeks_are_drawn_and_said(signed_in, house):
    a_week(house, {MON: {0: "illness", 1: "illness"}, TUE: {0: "illness"}})
    page = signed_in("head").get(reverse("attendance:check", args=[WEEK]))
    picture = next(p for p in page.context["pictures"] if p.group == house.groups["Bitītes"])
    assert [bar.count for bar in picture.bars] == [0] * 7 + [2]
    assert "slimo 2 bērni" in page.content.decode()
    assert "9.11.: 2" in picture.words
