"""The calendar's pages: what they show to whom, and that what is written of a day holds it fast."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from attendance.register.operations import confirm
from duties.models import CalendarException, Closure
from duties.operations import change_note, close, except_day, except_days, move_day, unexcept
from duties.settings import FOLLOWS_MOVED_DAYS
from tests.browser.scenes import answers
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]

FRIDAY = MONDAY + timedelta(days=4)
CALENDAR, ADD = reverse("duties:calendar"), reverse("duties:add_days")


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(at(8, 41), tick=False):
        yield


@pytest.fixture
def sign_in(client):
    def _sign_in(user):
        client.force_login(user, backend=BACKEND)
        return client

    return _sign_in


def confirmed(house, day=MONDAY, group="Bitītes"):
    confirm(
        group=house.groups[group], day=day, answers=answers(house, group, {}),
        by=house.access(house.people.teacher, "teacher", day), at=at(8, 30, day=day),
    )  # fmt: skip


def closed(house, since, until=None, **more):
    facts = {"kind": "closed", "by": house.by, "institution": house.institution}
    return except_days(**facts, since=since, until=until or since, **more)


def body(answer) -> str:
    return answer.content.decode()


# --- what it shows ------------------------------------------------------------------------------
def test_holidays_are_named_and_own_days_say_why(house, sign_in):
    closed(house, FRIDAY, note="Talka")
    closed(house, TUESDAY, group=house.groups["Bitītes"], note="Remonts")
    shown = body(sign_in(house.people.teacher).get(CALENDAR))
    assert "Latvijas Republikas Proklamēšanas diena" in shown
    assert "Slēgts – Talka" in shown
    assert "Bitītes: slēgts – Remonts" in shown


def test_working_days_of_a_month_are_counted(house, sign_in):
    closed(house, FRIDAY)
    months = sign_in(house.people.nurse).get(CALENDAR).context["months"]
    november = next(month for month in months if month.first == date(2026, 11, 1))
    assert november.working == "19 darba dienu"  # 21 weekdays, a holiday, a closed day


def test_days_in_a_row_are_one_line_but_for_those_who_change_them(house, sign_in):
    closed(house, date(2026, 12, 28), date(2026, 12, 30), note="Brīvlaiks")
    closed(house, date(2026, 12, 22), note="Brīvlaiks")

    def lines(person) -> list[str]:
        months = sign_in(person).get(CALENDAR).context["months"]
        december = next(month for month in months if month.first == date(2026, 12, 1))
        return [entry.when for entry in december.entries if "Brīvlaiks" in entry.text]

    assert lines(house.people.teacher) == ["ot 22.12.", "28.12.–30.12."]
    assert len(lines(house.people.superuser)) == 4


@pytest.mark.parametrize("follows", [True, False])
def test_moved_days_are_shown_where_they_count(house, sign_in, follows):
    house.institution.settings |= {FOLLOWS_MOVED_DAYS.code: follows}
    house.institution.save()
    move_day(institution=house.institution, off=FRIDAY, worked=date(2026, 11, 28), by=house.by)
    shown = body(sign_in(house.head).get(CALENDAR))
    assert ("Brīvdiena, ko atstrādā 28.11." in shown) is follows
    assert ("Darba diena 20.11. vietā" in shown) is follows


def test_a_parent_sees_days_of_the_own_childs_group_only(house, sign_in):
    closed(house, FRIDAY, group=house.groups["Bitītes"], note="Bišu remonts")
    closed(house, FRIDAY, group=house.groups["Pūcītes"], note="Pūču remonts")
    shown = body(sign_in(house.people.other_parent).get(CALENDAR))
    assert "Pūču remonts" in shown
    assert "Bišu remonts" not in shown


def test_a_parent_of_two_institutions_chooses(house, other_house, sign_in):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][0], mother)
    closed(other_house, FRIDAY, note="Citur")
    client = sign_in(mother)
    assert "Citur" not in body(client.get(CALENDAR, {"house": house.institution.pk}))
    assert "Citur" in body(client.get(CALENDAR, {"house": other_house.institution.pk}))
    assert client.get(CALENDAR, {"house": "7"}).status_code == 404


def test_a_parent_without_children_is_told_so(house, sign_in):
    answer = sign_in(house.people.former_parent).get(CALENDAR)
    assert answer.templates[0].name == "duties/no_calendar.html"


@pytest.mark.parametrize("many", [False, True])
def test_the_page_asks_the_same_few_questions(house, sign_in, many, savepoints_aside):
    until = date(2026, 12, 20) if many else FRIDAY
    closed(house, FRIDAY, until, note="Slēgts")
    for person in (house.head, house.people.mother):
        client = sign_in(person)
        with savepoints_aside(15):
            client.get(CALENDAR)


# --- writing ------------------------------------------------------------------------------------
def test_a_stretch_is_one_row_a_day_all_or_none(house):
    rows = closed(house, FRIDAY, FRIDAY + timedelta(days=3), note="Brīvlaiks")
    assert [row.day for row in rows] == [FRIDAY + timedelta(days=n) for n in range(4)]
    with pytest.raises(ValidationError, match=r"20\.11\.2026"):
        closed(house, TUESDAY, FRIDAY)
    assert CalendarException.objects.count() == 4


@pytest.mark.parametrize(
    ("since", "until"), [(FRIDAY, MONDAY), (FRIDAY, FRIDAY + timedelta(days=92))]
)
def test_a_stretch_has_an_order_and_an_end(house, since, until):
    with pytest.raises(ValidationError):
        closed(house, since, until)


def test_a_day_whose_register_is_confirmed_is_not_closed(house):
    confirmed(house)
    with pytest.raises(ValidationError, match="Bitītes"):
        closed(house, MONDAY)
    with pytest.raises(ValidationError, match="Bitītes"):
        closed(house, MONDAY, group=house.groups["Bitītes"])
    closed(house, MONDAY, group=house.groups["Pūcītes"])


def test_a_working_day_of_ours_that_was_worked_stays(house):
    sunday = MONDAY - timedelta(days=1)
    ours = except_day(institution=house.institution, day=sunday, kind="open", by=house.by)
    confirmed(house, day=sunday)
    with pytest.raises(ValidationError, match="Bitītes"):
        unexcept(exception=ours, by=house.by)
    assert CalendarException.objects.filter(pk=ours.pk).exists()


def test_a_worked_day_is_moved_only_where_moved_days_do_not_count(house):
    confirmed(house)
    pair = {"off": MONDAY, "worked": date(2026, 11, 28), "by": house.by}
    house.institution.settings |= {FOLLOWS_MOVED_DAYS.code: True}
    with pytest.raises(ValidationError):
        move_day(institution=house.institution, **pair)
    house.institution.settings = {}
    assert move_day(institution=house.institution, **pair).days == [MONDAY, date(2026, 11, 28)]


@pytest.mark.parametrize("group", [None, "Bitītes"])
def test_a_closed_month_holds_its_calendar(house, group):
    one = closed(house, FRIDAY)[0]
    close(
        institution=house.institution, kind=Closure.Kind.MONTH, since=date(2026, 11, 1),
        until=date(2026, 12, 1), by=house.by, at=at(8),
    )  # fmt: skip
    with pytest.raises(ValidationError):
        closed(house, TUESDAY, group=house.groups[group] if group else None)
    with pytest.raises(ValidationError):
        unexcept(exception=one, by=house.by)
    closed(house, date(2026, 12, 1))


def test_a_note_is_changed_and_the_day_stays(house):
    one = closed(house, FRIDAY, note="Talka")[0]
    change_note(exception=one, note=" Remonts ", by=house.by)
    one.refresh_from_db()
    assert (one.note, one.day, one.kind) == ("Remonts", FRIDAY, "closed")


# --- the forms ----------------------------------------------------------------------------------
def test_the_same_form_twice_writes_once_and_leads_to_the_same_place(house, sign_in):
    client = sign_in(house.people.superuser)
    form = {"kind": "closed", "day": str(FRIDAY), "once": "k" * 20}
    first, second = client.post(ADD, form), client.post(ADD, form)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == reverse("duties:calendar_of", args=[2026])
    assert CalendarException.objects.count() == 1
    assert client.post(ADD, form | {"day": str(TUESDAY)}).status_code == 409


def test_a_second_tap_on_remove_is_led_to_the_same_place(house, sign_in):
    one = closed(house, FRIDAY)[0]
    client = sign_in(house.head)
    for _ in range(2):
        answer = client.post(reverse("duties:remove", args=[one.pk]), {"once": "r" * 20})
        assert answer.status_code == 302
    assert not CalendarException.objects.exists()


def test_a_removal_is_not_taken_for_that_of_another_day(house, sign_in):
    one, other = closed(house, FRIDAY)[0], closed(house, TUESDAY)[0]
    client = sign_in(house.head)
    answers = [
        client.post(reverse("duties:remove", args=[day.pk]), {"once": "r" * 20})
        for day in (one, other)
    ]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert list(CalendarException.objects.all()) == [other]


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""},
        {"day": "18.11.2026"},
        {"until": str(TUESDAY)},
        {"kind": "moved"},
        {"kind": "moved", "worked": str(FRIDAY)},
        {"kind": "open", "group": "@bees"},
        {"group": "0"},
        {"note": "x" * 121},
    ],
)
def test_wrong_input_is_422_and_kept(house, sign_in, wrong):
    if wrong.get("group") == "@bees":
        wrong = wrong | {"group": house.groups["Bitītes"].pk}
    form = {"kind": "closed", "day": str(FRIDAY), "note": "Talka"} | wrong
    answer = sign_in(house.head).post(ADD, form)
    assert answer.status_code == 422
    assert answer.context["form"]["note"].value() == form["note"]
    assert not CalendarException.objects.exists()


def test_a_group_of_another_institution_is_no_choice(house, other_house, sign_in):
    theirs = other_house.groups["Bitītes"].pk
    form = {"kind": "closed", "day": str(FRIDAY), "group": theirs}
    assert sign_in(house.head).post(ADD, form).status_code == 422


def test_a_refusal_to_remove_says_why(house, sign_in):
    sunday = MONDAY - timedelta(days=1)
    ours = except_day(institution=house.institution, day=sunday, kind="open", by=house.by)
    confirmed(house, day=sunday)
    answer = sign_in(house.head).post(reverse("duties:remove", args=[ours.pk]))
    assert answer.status_code == 422
    assert "Bitītes" in body(answer)
