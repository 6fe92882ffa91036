"""The page of a child's day in a signed week: asking for a correction."""

import pytest
from django.conf import settings
from django.urls import reverse

from attendance.models import CorrectionRequest
from duties.models import Closure
from duties.operations import close
from tests.rules.test_r23_asking_for_a_correction import (  # noqa: F401
    LATER,
    answered,
    ask,
    bees,
    by,
    kids,
    signed_week,
)
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def register_url(house):
    return reverse("attendance:register", args=[bees(house).pk, MONDAY])


def url(house, name="child_day", nth=0):
    return reverse(f"attendance:{name}", args=[bees(house).pk, MONDAY, kids(house)[nth].pk])


@pytest.fixture
def page(client, signed, time_machine):
    time_machine.move_to(at(16, day=LATER), tick=False)
    client.force_login(signed.people.teacher, backend=BACKEND)
    return client


def test_from_the_register_to_the_request_and_back(page, signed):
    text = page.get(register_url(signed)).content.decode()
    assert url(signed) in text
    assert "Nedēļa ir pārbaudīta un parakstīta" in text
    assert "Kā bija patiesībā?" in page.get(url(signed)).content.decode()
    sent = {"wanted": "illness", "why": "Zvanīja māte"}
    assert page.post(url(signed, "ask"), sent).status_code == 302
    assert (
        "lūgts labojums (nav klāt – slimība): Ilze Kalēja"
        in page.get(register_url(signed)).content.decode()
    )
    again = page.get(url(signed)).content.decode()
    assert "Zvanīja māte" in again
    assert page.post(url(signed, "withdraw")).status_code == 302
    assert not CorrectionRequest.objects.exists()
    assert page.post(url(signed, "withdraw")).status_code == 404


def test_the_answer_is_shown_where_it_was_asked(page, signed):
    answered(ask(signed), signed, granted=False, answer="Dežurante apstiprina")
    for address in (register_url(signed), url(signed)):
        text = page.get(address).content.decode()
        assert "oraidīts" in text
        assert "Dežurante apstiprina" in text
    assert "Atsaukt pieprasījumu" not in text


def test_what_is_refused_is_kept(page, signed):
    for broken in ({"wanted": "unexcused"}, {"wanted": ""}, {"why": "x" * 201}):
        sent = {"wanted": "illness", "why": "Zvanīja māte"} | broken
        answer = page.post(url(signed, "ask"), sent)
        assert answer.status_code == 422
        assert sent["why"] in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "sees"), [("nurse", True), ("clerk", True), ("specialist", False), ("head", False)]
)
def test_requests_are_seen_by_those_who_ask_and_those_who_answer(
    client, signed, time_machine, who, sees
):
    time_machine.move_to(at(16, day=LATER), tick=False)
    ask(signed)
    client.force_login(getattr(signed.people, who), backend=BACKEND)
    text = client.get(register_url(signed)).content.decode()
    assert ("lūgts labojums" in text) is sees
    assert (url(signed) in text) is sees  # nurse and clerk correct the times


def test_a_closed_month_offers_nothing(page, signed):
    close(
        institution=signed.institution, kind=Closure.Kind.MONTH, since=MONDAY.replace(day=1),
        until=MONDAY.replace(month=12, day=1), by=by(signed, "head"), at=at(15, 30, day=LATER),
    )  # fmt: skip
    assert url(signed) not in page.get(register_url(signed)).content.decode()
    text = page.get(url(signed)).content.decode()
    assert "administrācija" in text
    assert "<button" not in text[text.index("<main") :]
    assert page.post(url(signed, "ask"), {"wanted": "illness"}).status_code == 422


def test_a_signed_register_opens_in_ten_queries(page, signed, django_assert_max_num_queries):
    ask(signed)
    ask(signed, 1, absent=True)
    page.get(register_url(signed))
    with django_assert_max_num_queries(10):
        page.get(register_url(signed))
