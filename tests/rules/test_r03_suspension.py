"""R3: a breach of the terms may suspend an account, with a reason and for named days."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from people import operations
from people.access import Access
from people.models import Exclusion
from tests.world import MONDAY, PASSWORD, TUESDAY, at

WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def suspend(house, person, **changes) -> Exclusion:
    facts = {"since": MONDAY, "until": WEDNESDAY, "reason": "Aizskaroša vēstule", "by": house.by}
    return operations.suspend(user=person, at=at(9), **facts | changes)


def roles(person, day) -> list[str]:
    return [role.role for role in Access(person, day=day).roles]


def test_it_takes_every_role_of_the_house_on_its_days_and_no_longer(house):
    teacher = house.people.teacher
    house.guardian(house.children["Pūcītes"][0], teacher)
    suspend(house, teacher)
    assert roles(teacher, MONDAY) == roles(teacher, TUESDAY) == []
    assert sorted(roles(teacher, WEDNESDAY)) == ["parent", "teacher"]


def test_the_other_house_is_not_touched(house, other_house):
    teacher = house.people.teacher
    other_house.welcome(teacher, "teacher")
    suspend(house, teacher)
    assert [role.institution for role in Access(teacher, day=MONDAY).roles] == [
        other_house.institution
    ]


def test_a_suspended_person_is_out_at_the_next_request_and_cannot_sign_in(house, client, clock):
    mother = house.people.mother
    client.post("/accounts/login/", {"login": mother.username, "password": PASSWORD})
    assert client.get("/").status_code == 200
    suspend(house, mother)
    assert client.get("/").status_code == 403
    client.post("/accounts/login/", {"login": mother.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    clock.move_to(at(9, day=WEDNESDAY), tick=False)
    client.post("/accounts/login/", {"login": mother.username, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(mother.pk)


def test_it_needs_a_reason(house):
    for reason in ("", "   "):
        with pytest.raises(ValidationError):
            suspend(house, house.people.mother, reason=reason)
    assert not Exclusion.objects.exists()


def test_lifting_it_opens_the_account_again(house, client):
    mother = house.people.mother
    exclusion = suspend(house, mother)
    operations.let_in(exclusion=exclusion, by=house.by, at=at(10))
    client.post("/accounts/login/", {"login": mother.username, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(mother.pk)


def test_one_from_before_there_had_to_be_a_last_day_lasts_until_it_is_lifted(house, client):
    mother = house.people.mother
    old = Exclusion.objects.create(
        institution=house.institution, user=mother, kind=Exclusion.Kind.SUSPENDED, since=MONDAY,
        reason="x", made_at=at(8), made_by=house.head,
    )  # fmt: skip
    answer = client.post("/accounts/login/", {"login": mother.username, "password": PASSWORD})
    assert "līdz turpmākam" in answer.text
    operations.let_in(exclusion=old, by=house.by, at=at(10))
    assert roles(mother, MONDAY) == ["parent"]


ODD_DAYS = {
    "begins yesterday": (MONDAY - timedelta(days=1), WEDNESDAY),
    "lasts longer than a year": (MONDAY, MONDAY + timedelta(days=367)),
    "begins in two years": (MONDAY + timedelta(days=730), MONDAY + timedelta(days=731)),
    "ends before it begins": (WEDNESDAY, MONDAY),
}


@pytest.mark.parametrize("odd", ODD_DAYS)
def test_it_is_for_named_days_a_year_at_most(house, odd):
    since, until = ODD_DAYS[odd]
    with pytest.raises(ValidationError):
        suspend(house, house.people.mother, since=since, until=until)
    assert suspend(house, house.people.mother, until=MONDAY + timedelta(days=366))


@pytest.mark.parametrize("last_day", ["", "9999-12-31", "2031-01-01"])
def test_the_page_wants_a_last_day_and_keeps_what_was_filled(house, client, last_day):
    client.force_login(house.head)
    page = f"/people/adults/{house.people.mother.pk}/suspend/"
    form = {"reason": "Rupjības", "since": "2026-11-16", "last_day": last_day}
    answer = client.post(page, form)
    assert (answer.status_code, Exclusion.objects.count()) == (422, 0)
    assert 'value="Rupjības"' in answer.text


def test_nobody_suspends_or_opens_themself(house):
    with pytest.raises(PermissionDenied):
        suspend(house, house.head)
    superuser = house.people.superuser
    house.adult("admin", "Otra", "Vadītāja")
    exclusion = suspend(house, superuser)
    with pytest.raises(PermissionDenied):
        operations.let_in(
            exclusion=exclusion, by=house.access(superuser, "superuser"), at=at(9)
        )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "role"), [("teacher", "teacher"), ("clerk", "clerk"), ("nurse", "nurse")]
)
def test_others_suspend_and_open_nobody(house, person, role):
    by = house.access(getattr(house.people, person), role)
    with pytest.raises(PermissionDenied):
        suspend(house, house.people.mother, by=by)
    exclusion = suspend(house, house.people.mother)
    with pytest.raises(PermissionDenied):
        operations.let_in(exclusion=exclusion, by=by, at=at(9))


def test_another_house_suspends_nobody_here(house, other_house):
    with pytest.raises(PermissionDenied):
        suspend(house, house.people.mother, by=other_house.by)


def test_the_page_tells_the_reason_and_keeps_what_was_filled(house, client):
    client.force_login(house.head)
    mother = house.people.mother
    page = f"/people/adults/{mother.pk}/suspend/"
    wrong = {"reason": "Rupjības", "since": "2026-11-16", "last_day": "2026-11-10"}
    response = client.post(page, wrong)
    assert response.status_code == 422
    assert "Rupjības" in response.text
    assert client.post(page, wrong | {"last_day": "2026-11-17"}).status_code == 302
    assert Exclusion.objects.get().until == WEDNESDAY
    assert "Rupjības" in client.get(f"/people/adults/{mother.pk}/key/").text


def test_all_sessions_are_ended_on_request(house, client):
    mother = house.people.mother
    client.post("/accounts/login/", {"login": mother.username, "password": PASSWORD})
    operations.end_all_sessions(user=mother, by=house.by, at=at(9))
    assert client.get("/").status_code == 302
    with pytest.raises(PermissionDenied):
        operations.end_all_sessions(
            user=mother, by=house.access(house.people.nurse, "nurse"), at=at(9)
        )  # fmt: skip
