"""How a person wants to be told: what is offered, what is stored, what is refused."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from messaging.notifications import operations, preferences
from outbox.models import Hours, Mode, Preference
from people.operations import give_role
from tests.messaging.news import ForAdministration, News
from tests.world import verified_email

SETTINGS = reverse("messaging:settings")
HOURS = {"quiet_since": "20:00", "quiet_until": "07:00", "digest_at": "17:00"}
NEWS, OFFICE = "email-test-news", "email-test-office"


def form(client, **changed) -> dict[str, str]:
    """What the page sends when nothing but ``changed`` is touched; None: a tick taken away."""
    asked = client.get(SETTINGS).context["form"]
    body = {name: asked[name].value() for name in asked.fields}
    body = body | HOURS | changed
    return {name: value for name, value in body.items() if value not in (False, None)}


def save(client, **changed):
    return client.post(SETTINGS, form(client, **changed))


def stored() -> list[tuple[str, str, bool]]:
    return sorted(Preference.objects.values_list("kind", "mode", "despite_quiet"))


def test_only_kinds_of_ones_own_roles_are_offered(house, teacher, head):
    assert NEWS in form(teacher)
    assert OFFICE not in form(teacher)
    assert {NEWS, OFFICE} <= form(head).keys()


def test_a_choice_of_another_role_is_offered_whichever_one_acts_in(house, signed_in):
    person = house.people.teacher
    give_role(user=person, role="admin", institution=house.institution, by=house.by)
    assert OFFICE in form(signed_in(person))


def test_saving_what_is_the_default_stores_nothing(teacher):
    assert save(teacher)["Location"] == SETTINGS
    assert stored() == []
    assert Hours.objects.count() == 0


def test_only_what_differs_is_stored_and_goes_when_it_is_the_default_again(teacher):
    save(teacher, **{NEWS: Mode.DIGEST, "quiet_since": "21:30"})
    assert stored() == [(News.code, "digest", False)]
    assert Hours.objects.get().quiet_since == time(21, 30)
    save(teacher, **{NEWS: Mode.AT_ONCE, f"{NEWS}-quiet": "on"})
    assert stored() == [(News.code, "at_once", True)]
    save(teacher, **{NEWS: Mode.AT_ONCE, f"{NEWS}-quiet": None, "quiet_since": "20:00"})
    assert stored() == []
    assert Hours.objects.count() == 0


def test_a_default_that_changes_reaches_those_who_never_chose(house, teacher, monkeypatch):
    save(teacher)
    monkeypatch.setattr(News, "default", Mode.DIGEST)
    by = house.access(house.people.teacher, "teacher")
    modes = {row.kind: row.mode for row in preferences.chosen(by)}
    assert modes[News.code] == Mode.DIGEST


def test_a_mode_the_kind_has_lost_is_the_default_again(house, teacher, monkeypatch):
    save(teacher, **{NEWS: Mode.DIGEST})
    monkeypatch.setattr(News, "modes", (Mode.AT_ONCE, Mode.NEVER))
    assert form(teacher)[NEWS] == Mode.AT_ONCE


def test_saving_says_so(teacher):
    page = teacher.post(SETTINGS, form(teacher), follow=True)
    assert "Saglabāts 8:50" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_since": "25:00"},
        {"digest_at": ""},
        {"quiet_until": "\x00"},
        {NEWS: "sometimes"},
        {NEWS: None},
    ],
)
def test_wrong_input_is_422_and_all_is_kept(teacher, wrong):
    page = teacher.post(SETTINGS, form(teacher, **{f"{NEWS}-quiet": "on"} | wrong))
    assert page.status_code == 422
    assert stored() == []
    assert page.context["form"][f"{NEWS}-quiet"].value()
    assert 'role="alert"' in page.content.decode()


def test_a_mode_that_the_kind_does_not_have_is_wrong_input(head):
    assert save(head, **{OFFICE: Mode.DIGEST}).status_code == 422


@pytest.mark.parametrize(
    "wanted",
    [
        Preference(kind=ForAdministration.code, channel="email", mode=Mode.NEVER),
        Preference(kind=News.code, channel="pigeon", mode=Mode.NEVER),
        Preference(kind=News.code, channel="email", mode="sometimes"),
        Preference(kind="no.such", channel="email", mode=Mode.NEVER),
    ],
)
def test_the_operation_refuses_what_is_not_offered(house, wanted):
    by = house.access(house.people.teacher, "teacher")
    with pytest.raises(ValidationError):
        operations.keep_settings(preferences=[wanted], hours=Hours(), by=by)
    assert stored() == []


def test_what_is_stored_is_the_persons_own(house, teacher, signed_in):
    save(teacher, **{NEWS: Mode.NEVER})
    save(signed_in(house.people.other_teacher), **{NEWS: Mode.DIGEST})
    assert Preference.objects.get(person=house.people.teacher).mode == Mode.NEVER
    assert form(teacher)[NEWS] == Mode.NEVER


def test_it_takes_the_same_queries_however_much_is_chosen(house, teacher, savepoints_aside):
    body = form(teacher, **{NEWS: Mode.DIGEST})
    with savepoints_aside(15):
        teacher.post(SETTINGS, body)
    with savepoints_aside(10):
        teacher.get(SETTINGS)


def test_where_letters_go_is_said(house, teacher):
    assert house.people.teacher.email not in teacher.get(SETTINGS).content.decode()
    verified_email(house.people.teacher)
    assert house.people.teacher.email in teacher.get(SETTINGS).content.decode()


def test_without_a_confirmed_address_it_is_said_plainly(house, teacher):
    page = teacher.get(SETTINGS)
    assert not page.context["address"]
    assert 'data-tone="soon"' in page.content.decode()


def test_who_holds_no_role_has_only_hours(house, signed_in):
    stranger = house.people.nurse
    stranger.groups.clear()
    page = signed_in(stranger).get(SETTINGS)
    assert page.status_code == 200
    assert NEWS not in page.context["form"].fields
