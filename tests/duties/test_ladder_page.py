"""What is closed: by group and week, to whom it is shown, and opening again with a reason."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from duties.ladder import page as closed
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


def closed_november(house, kind=Closure.Kind.MONTH) -> Closure:
    return close(
        institution=house.institution, kind=kind, since=NOVEMBER, until=date(2026, 12, 1),
        by=house.by, at=at(8, 20),
    )  # fmt: skip


def test_a_week_under_a_closed_month_is_neither_offered_nor_opened(house, client):
    one, month = signed(house), closed_november(house)
    assert the_week(page(house, house.head, "admin"))["Bitītes"].pk is None
    with pytest.raises(ValidationError, match="vispirms atveriet mēnesi"):
        reopen(closure=one, reason="Kļūda", by=house.by, at=at(8, 30))
    client.force_login(house.head, backend=BACKEND)
    shown = client.get(reverse("duties:reopen", args=[one.pk])).content.decode()
    assert "vispirms atveriet mēnesi" in shown
    assert 'name="reason"' not in shown
    reopen(closure=month, reason="Kļūda", by=house.by, at=at(8, 30))
    assert the_week(page(house, house.head, "admin"))["Bitītes"].pk == one.pk
    assert reopen(closure=one, reason="Kļūda", by=house.by, at=at(8, 31)).reopened_at


def test_a_week_that_ends_in_an_open_month_is_opened(house):
    """30 November: the month over its first day is closed, the one in which it is checked is not."""
    one = signed(house, since=date(2026, 11, 30), until=date(2026, 12, 7))
    closed_november(house)
    assert reopen(closure=one, reason="Kļūda", by=house.by, at=at(8, 30)).reopened_at


def test_a_month_under_a_sealed_year_stays_closed(house):
    month = closed_november(house)
    close(
        institution=house.institution, kind=Closure.Kind.YEAR, since=date(2026, 9, 1),
        until=date(2027, 9, 1), by=house.by, at=at(8, 25),
    )  # fmt: skip
    assert page(house, house.head, "admin").month[0].pk is None
    with pytest.raises(ValidationError, match="slēgts arhīvam"):
        reopen(closure=month, reason="Kļūda", by=house.by, at=at(8, 30))


def test_a_closure_says_its_last_day(house):
    assert str(signed(house)).endswith("2026-11-09 – 2026-11-15")
