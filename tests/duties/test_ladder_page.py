"""What is closed: by group and week, to whom it is shown, and opening again with a reason."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from duties import closed
from duties.models import Closure
from duties.operations import close, reopen
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]

LAST_WEEK = date(2026, 11, 9)
NOVEMBER = date(2026, 11, 1)
LADDER = reverse("duties:ladder")


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(at(8, 41), tick=False):
        yield


def signed(house, group="Bitītes", since=LAST_WEEK, until=MONDAY) -> Closure:
    return close(
        institution=house.institution, group=house.groups[group], kind=Closure.Kind.WEEK,
        since=since, until=until, by=house.access(house.people.nurse, "nurse"), at=at(8, 12),
    )  # fmt: skip


def page(house, user, role):
    return closed.of_month(house.access(user, role), NOVEMBER)


def the_week(found) -> dict[str, closed.Line]:
    week = next(week for week in found.weeks if week.title == "9.11.–15.11.")
    return {line.title: line for line in week.lines}


def test_a_signed_week_says_who_and_when_and_the_other_group_is_open(house):
    signed(house)
    lines = the_week(page(house, house.head, "admin"))
    assert lines["Bitītes"].is_closed
    assert lines["Bitītes"].facts == ["Slēdza 16.11. 8:12 · Māsa Liepa"]
    assert not lines["Pūcītes"].is_closed
    assert lines["Pūcītes"].facts == []


def test_what_was_opened_again_keeps_its_reason(house):
    one = signed(house)
    reopen(closure=one, reason="Kļūda atzīmēs", by=house.by, at=at(8, 30))
    line = the_week(page(house, house.people.nurse, "nurse"))["Bitītes"]
    assert not line.is_closed
    assert line.facts[1] == "Atvēra 16.11. 8:30 · Dace Rozīte: Kļūda atzīmēs"


def test_teachers_see_their_own_groups_and_what_closes_the_house(house):
    signed(house, "Pūcītes")
    for kind, until in (
        (Closure.Kind.MONTH, date(2026, 12, 1)),
        (Closure.Kind.YEAR, date(2027, 9, 1)),
    ):
        since = NOVEMBER if kind == Closure.Kind.MONTH else date(2026, 9, 1)
        close(
            institution=house.institution, kind=kind, since=since, until=until, by=house.by,
            at=at(8, 20),
        )  # fmt: skip
    found = page(house, house.people.teacher, "teacher")
    assert set(the_week(found)) == {"Bitītes"}
    assert [line.title for line in found.month] == ["Visa iestāde"]
    assert len(found.year) == 1


def test_only_administration_is_offered_to_open_again(house):
    one = signed(house)
    assert the_week(page(house, house.head, "admin"))["Bitītes"].pk == one.pk
    for role in ("nurse", "clerk", "teacher"):
        assert the_week(page(house, getattr(house.people, role), role))["Bitītes"].pk is None


def test_a_sealed_year_is_not_offered_to_be_opened(house):
    close(
        institution=house.institution, kind=Closure.Kind.YEAR, since=date(2026, 9, 1),
        until=date(2027, 9, 1), by=house.by, at=at(8, 20),
    )  # fmt: skip
    (line,) = page(house, house.head, "admin").year
    assert line.pk is None


def test_without_a_reason_it_stays_closed(house, client):
    one = signed(house)
    client.force_login(house.head, backend=BACKEND)
    answer = client.post(reverse("duties:reopen", args=[one.pk]), {"reason": "  "})
    assert answer.status_code == 422
    one.refresh_from_db()
    assert one.reopened_at is None


def test_a_double_tap_opens_once_and_leads_to_the_same_place(house, client):
    one = signed(house)
    client.force_login(house.head, backend=BACKEND)
    form = {"reason": "Kļūda", "once": "o" * 20}
    for _ in range(2):
        answer = client.post(reverse("duties:reopen", args=[one.pk]), form)
        assert (answer.status_code, answer["Location"]) == (302, "/closures/2026-11/")
    again = client.post(reverse("duties:reopen", args=[one.pk]), {"reason": "Cits"})
    assert again.status_code == 422


@pytest.mark.parametrize("groups", [2, 20])
def test_the_page_asks_the_same_few_questions(house, client, groups, savepoints_aside):
    for number in range(groups - 2):
        house.group(f"Grupa {number}")
    for name in house.groups:
        signed(house, name)
    client.force_login(house.head, backend=BACKEND)
    with savepoints_aside(15):
        assert client.get(LADDER).status_code == 200
