"""The register as its pages take it: budgets, wrong input, double submits, expired sessions."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from attendance.models import Mark, Register
from tests.suite.outage import refusing
from tests.world import HOLIDAY, MONDAY, PASSWORD, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def monday(time_machine):
    """Monday 8:50 in Rīga."""
    time_machine.move_to(at(8, 50), tick=False)
    return time_machine


@pytest.fixture
def teacher(client, house, monday) -> Client:
    client.force_login(house.people.teacher, backend=BACKEND)
    return client


def url(house, day=MONDAY, group="Bitītes") -> str:
    return reverse("attendance:register", args=[house.groups[group].pk, day])


def form(house, *absent: int, version="0", group="Bitītes", **extra):
    children = house.children[group]
    body = {
        "version": version,
        "child": [child.pk for child in children],
        "absent": [children[place].pk for place in absent],
    }
    return body | extra


def version(house) -> int:
    return Register.objects.get(group=house.groups["Bitītes"], day=MONDAY).version


def fill(house, group: str, count: int) -> None:
    """Children up to ``count`` in the group."""
    wanted = count - len(house.children[group])
    house.crowd(house.groups[group], wanted, warning="Riekstu alerģija")


@pytest.mark.parametrize("children", [5, 25, 40])
def test_a_register_opens_in_ten_queries(teacher, house, children, django_assert_max_num_queries):
    fill(house, "Bitītes", children)
    teacher.get(url(house))
    with django_assert_max_num_queries(10):
        page = teacher.get(url(house))
    assert page.content.count(b'name="child"') == children


@pytest.mark.parametrize("children", [5, 25, 40])
def test_a_register_is_saved_in_fourteen_queries(teacher, house, children, savepoints_aside):
    fill(house, "Bitītes", children)
    teacher.get(url(house))
    with savepoints_aside(14):
        teacher.post(url(house), form(house, 0, 1))
    assert Mark.objects.count() == children


def test_the_page_of_25_children_is_light(teacher, house):
    fill(house, "Bitītes", 25)
    assert len(teacher.get(url(house)).content) <= 40_000


def test_a_register_is_confirmed_and_shows_when_and_by_whom(teacher, house):
    page = teacher.post(url(house), form(house, 0, 1), follow=True)
    assert page.redirect_chain == [(url(house), 302)]
    assert "Saglabāts 8:50" in page.content.decode()
    assert "klāt 1, nav 2 · Ilze Kalēja" in page.content.decode()


def test_a_late_register_says_so_in_latvian(teacher, house, monday):
    monday.move_to(at(9, 7), tick=False)
    page = teacher.post(url(house), form(house), follow=True).content.decode()
    assert "Saglabāts 9:07, pirmais ieraksts pēc termiņa (9:07)" in page


def test_sending_twice_does_the_work_once(teacher, house):
    for _ in range(2):
        assert teacher.post(url(house), form(house, 0)).status_code == 302
    assert (Register.objects.count(), version(house)) == (1, 1)


def test_a_form_overtaken_by_another_is_409_and_keeps_both_texts(teacher, house):
    teacher.post(url(house), form(house, 0))
    page = teacher.post(url(house), form(house, 1))
    text = page.content.decode()
    assert page.status_code == 409
    assert "Pa šo laiku saglabāts" in text
    second = house.children["Bitītes"][1].pk
    assert re.search(rf'value="{second}" checked', text)
    assert teacher.post(url(house), form(house, 1, version="1")).status_code == 302
    assert Mark.objects.get(presence="absent").child_id == second


@pytest.mark.parametrize(
    "broken",
    [
        {"version": "٣"},
        {"version": "-1"},
        {"version": ""},
        {"version": "9" * 30},
        {"child": ["٣"]},
        {"child": ["1.5"]},
        {"child": ["9" * 40]},
        {"absent": ["x; DROP TABLE"]},
        {"child": [str(n) for n in range(1, 300)]},
        {"late_reason": "x" * 201},
    ],
)
def test_wrong_input_is_explained_and_kept(teacher, house, broken):
    page = teacher.post(url(house), form(house, 0) | broken)
    assert page.status_code == 422
    assert b'data-tone="bad"' in page.content or b"invalid" in page.content
    assert not Register.objects.exists()


def test_a_wrong_reason_is_explained_and_every_tick_is_kept(teacher, house):
    anna = house.children["Bitītes"][0].pk
    page = teacher.post(url(house), form(house, 0, 1, **{f"reason_{anna}": "plague"}))
    assert page.status_code == 422
    assert "Izvēlieties kādu no piedāvātajiem iemesliem." in page.content.decode()
    assert page.content.decode().count(" checked") >= 2


def test_repeated_parameters_take_the_last(teacher, house):
    body = urlencode(form(house, 0) | {"version": ["7", "0"]}, doseq=True)
    kind = "application/x-www-form-urlencoded"
    assert teacher.post(url(house), body, content_type=kind).status_code == 302


def test_a_null_byte_is_no_server_error(teacher, house):
    page = teacher.post(url(house), form(house, late_reason="a\x00b"))
    assert page.status_code == 422


def test_an_oversized_body_is_refused(teacher, house):
    page = teacher.post(url(house), form(house, late_reason="x" * 2_000_000))
    assert page.status_code in (400, 413)
    assert not Register.objects.exists()


@pytest.mark.parametrize("day", ["2026-02-30", "٢٠٢٦-١١-١٦", "2026-11-1", "26-11-16", "0000-01-01"])
def test_what_is_no_day_is_no_page(teacher, house, day):
    group = house.groups["Bitītes"].pk
    assert teacher.get(f"/groups/{group}/attendance/{day}/").status_code == 404


@pytest.mark.parametrize("day", [TUESDAY, HOLIDAY, "9999-12-31", "0001-01-01", "2026-11-15"])
def test_days_without_a_register_say_why(teacher, house, day):
    group = house.groups["Bitītes"].pk
    address = f"/groups/{group}/attendance/{day}/"
    assert b'<form class="register' not in teacher.get(address).content
    page = teacher.post(address, form(house, 0))
    assert page.status_code == 422
    assert not Register.objects.exists()


def test_an_id_beyond_bigint_is_no_page(teacher):
    assert teacher.get(f"/groups/{'9' * 30}/attendance/2026-11-16/").status_code == 404


def tap(client, house, place: int, *, absent: bool, version="0"):
    child = house.children["Bitītes"][place].pk
    body = {"version": version, "absent": [child] if absent else []}
    address = f"{url(house)}draft/{child}/"
    return client.post(address, body, headers={"HX-Request": "true"})


def test_a_tap_is_kept_as_a_draft_and_can_be_undone(teacher, house):
    assert b'value="1"' in tap(teacher, house, 0, absent=True).content
    assert Mark.objects.get().is_absent
    tap(teacher, house, 0, absent=False, version="1")
    assert not Mark.objects.get().is_absent
    assert not Register.objects.get().is_confirmed


def test_a_tap_on_a_stale_page_brings_the_whole_list(teacher, house):
    tap(teacher, house, 0, absent=True)
    answer = tap(teacher, house, 1, absent=True, version="0")
    assert answer["HX-Retarget"] == "#content"
    assert "kolēģis" in answer.content.decode()
    assert Mark.objects.filter(presence="absent").count() == 2


def test_a_tap_after_confirmation_changes_nothing(teacher, house):
    teacher.post(url(house), form(house))
    assert tap(teacher, house, 0, absent=True, version="1").status_code == 422
    assert not Mark.objects.filter(presence="absent").exists()


def test_a_lost_answer_to_a_tap_is_no_conflict(teacher, house):
    """The tap arrived, its answer did not: the page still holds the old version."""
    tap(teacher, house, 0, absent=True)
    assert teacher.post(url(house), form(house, 0, version="0")).status_code == 302


def test_an_expired_session_does_not_eat_a_filled_register(client, teacher, house, monday):
    body = form(house, 0) | {"acting": acting_token(teacher, house)}
    teacher.logout()
    page = teacher.post(url(house), body)
    assert page.status_code == 401
    sealed = re.search(r'name="resume" value="([^"]+)"', page.content.decode())[1]
    assert "Anna" not in page.content.decode()
    monday.move_to(at(9, 5), tick=False)  # signing in took a while; the form came in time
    credentials = {"login": house.people.teacher.username, "password": PASSWORD, "resume": sealed}
    assert teacher.post(reverse("account_login"), credentials)["Location"] == url(house)
    register = Register.objects.get()
    assert register.first_confirmed_at == at(8, 50)
    assert register.first_confirmed_by == house.people.teacher


def test_a_sealed_form_serves_nobody_else(teacher, house):
    body = form(house, 0) | {"acting": acting_token(teacher, house)}
    teacher.logout()
    page = teacher.post(url(house), body)
    sealed = re.search(r'name="resume" value="([^"]+)"', page.content.decode())[1]
    other = {
        "login": house.people.assistant.username, "password": PASSWORD, "resume": sealed,
    }  # fmt: skip
    teacher.post(reverse("account_login"), other)
    assert not Register.objects.exists()


def test_a_sealed_form_is_good_for_a_quarter_of_an_hour(teacher, house, monday):
    body = form(house, 0) | {"acting": acting_token(teacher, house)}
    teacher.logout()
    page = teacher.post(url(house), body)
    sealed = re.search(r'name="resume" value="([^"]+)"', page.content.decode())[1]
    monday.move_to(at(9, 6), tick=False)
    mine = {"login": house.people.teacher.username, "password": PASSWORD, "resume": sealed}
    teacher.post(reverse("account_login"), mine)
    assert not Register.objects.exists()


def test_a_wrong_password_keeps_the_sealed_form(teacher, house):
    body = form(house, 0) | {"acting": acting_token(teacher, house)}
    teacher.logout()
    page = teacher.post(url(house), body)
    sealed = re.search(r'name="resume" value="([^"]+)"', page.content.decode())[1]
    wrong = {"login": house.people.teacher.username, "password": "nav tā", "resume": sealed}
    again = teacher.post(reverse("account_login"), wrong)
    assert sealed in again.content.decode()


def test_a_form_of_another_role_is_409_and_kept(client, house, monday):
    """A teacher who is a parent changed role in another tab."""
    both = house.people.teacher
    house.guardian(house.children["Pūcītes"][2], both)
    client.force_login(both, backend=BACKEND)
    body = form(house, 0) | {"acting": acting_token(client, house)}
    client.post(reverse("people:act_as"), {"role": "parent"})
    page = client.post(url(house), body)
    assert page.status_code == 409
    assert not Register.objects.exists()
    text = page.content.decode()
    resume = re.search(r'name="resume" value="([^"]+)"', text)[1]
    role = re.search(r'name="role" value="(teacher-[0-9]+)"', text[text.index("<main") :])[1]
    client.post(reverse("people:act_as"), {"role": role, "resume": resume})
    assert Register.objects.get().is_confirmed


def test_a_form_filled_by_somebody_else_is_refused(teacher, house):
    body = form(house, 0) | {"acting": acting_token(teacher, house)}
    teacher.force_login(house.people.assistant, backend=BACKEND)
    page = teacher.post(url(house), body)
    assert page.status_code == 409
    assert b"resume" not in page.content
    assert not Register.objects.exists()


@pytest.mark.parametrize("address", ["/", "/health/", "/account/"])
def test_the_database_away_is_503_and_says_so(teacher, address):
    """Wherever the failure arises: the session is read before any view."""

    teacher.raise_request_exception = False
    with refusing():
        page = teacher.get(address)
    assert page.status_code == 503
    assert page["Retry-After"]
    assert "Rīts uz brīdi nav pieejams" in page.content.decode()


def acting_token(client, house) -> str:
    page = client.get(url(house)).content.decode()
    return re.search(r'name="acting" value="([^"]+)"', page)[1]
