"""Where one can go, by role: few places, each opens, and nothing is more than two taps away."""

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from ejournal import places
from people.models import Role
from tests.world import House, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
TODAY, EVACUATION = reverse("today"), "attendance:evacuation"
MOST = 9
STAFF = (Role.ADMIN, Role.TEACHER, Role.NURSE, Role.CLERK)
# Two taps from anywhere: what a phone had before places were gathered behind «Institution».
ONCE_AT_HAND = {
    Role.ADMIN: {
        "attendance:kitchen", "attendance:clarifications", "duties:calendar", "duties:ladder",
        "admin:index", "attendance:months", EVACUATION,
    },
    Role.NURSE: {"attendance:months", "duties:calendar", "duties:ladder", EVACUATION},
    Role.CLERK: {"attendance:months", "duties:calendar", "duties:ladder", EVACUATION},
    Role.TEACHER: {"attendance:months", "duties:calendar", "duties:ladder", EVACUATION},
}  # fmt: skip


def person_in(house: House, role: str):
    people = {"admin": "head", "parent": "mother", "": "former_parent"}
    return getattr(house.people, people.get(role, role))


@pytest.fixture
def opened(house, client):
    """``opened(role, url)``: the answer to somebody of that role, at a quiet moment of the morning."""

    def _open(role: str, url: str):
        client.force_login(person_in(house, role), backend=BACKEND)
        with time_machine.travel(at(9, 12), tick=False):
            return client.get(url, follow=True)  # the check leads to its week

    return _open


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2]


# --- the tables ---------------------------------------------------------------------------------
def test_every_role_has_places_and_nobody_more_than_nine():
    assert set(places.ORDER) == {*Role, ""}
    assert {role: len(names) for role, names in places.ORDER.items() if len(names) > MOST} == {}


def test_whoever_has_the_institution_has_something_behind_it():
    assert {role for role, names in places.ORDER.items() if "institution" in names} == set(
        places.BEHIND
    )
    for role, blocks in places.BEHIND.items():
        within = [name for _label, names in blocks for name in names]
        assert len(within) == len(set(within)), role
        assert not set(within) & set(places.ORDER[role]), role


def test_an_unknown_role_is_not_taken_for_nobody(house, monkeypatch):
    monkeypatch.delitem(places.ORDER, Role.NURSE)
    with pytest.raises(KeyError):
        places.of(house.access(house.people.nurse, "nurse"))


# --- the pages ----------------------------------------------------------------------------------
@pytest.mark.parametrize("role", places.ORDER)
def test_every_place_of_a_role_opens(opened, house, role):
    by = house.access(person_in(house, role), role or "parent")
    within = [place for block in places.behind(by) for place in block.places]
    for place in [*places.of(by), *within]:
        assert opened(role, place.url).status_code == 200, place.name


@pytest.mark.parametrize(("role", "tabs"), [("admin", 5), ("teacher", 5), ("parent", 5)])
def test_a_phone_has_at_most_five_tabs(opened, role, tabs):
    shown = opened(role, TODAY).context["shell"].places
    on_phone = [place for place in shown if not place["desk_only"]]
    assert len(on_phone) == tabs
    assert [place["url"] for place in on_phone].count(TODAY) == 1


@pytest.mark.parametrize("role", STAFF)
def test_nothing_is_more_than_two_taps_away(opened, house, role):
    """On a phone one taps a tab or «More», and then a line of it; «More» leads to no list of lists."""
    tabs = [
        one["url"] for one in opened(role, TODAY).context["shell"].places if not one["desk_only"]
    ]
    more = main_of(opened(role, reverse("more")))
    for name in {*places.ORDER[role], *ONCE_AT_HAND[role]} - {"institution"}:
        url = reverse(name)
        assert url in tabs or f'href="{url}"' in more, name
    assert f'href="{reverse("more")}"' not in more
    assert f'href="{reverse("institution")}"' not in main_of(opened("admin", reverse("more")))


@pytest.mark.parametrize("role", ["admin", "nurse", "clerk"])
def test_the_institutions_page_lists_what_stands_behind_it(opened, house, role):
    shown = main_of(opened(role, reverse("institution")))
    for block in places.behind(house.access(person_in(house, role), role)):
        for place in block.places:
            assert f'href="{place.url}"' in shown, place.name


@pytest.mark.parametrize("role", ["teacher", "superuser", "parent", ""])
def test_to_the_others_there_is_no_such_page(opened, role):
    assert opened(role, reverse("institution")).status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "where"),
    [
        ("admin", "attendance:kitchen", "institution"),
        ("admin", "people:staff", "people:children"),
        ("nurse", "duties:ladder", "institution"),
        ("nurse", "attendance:kitchen", "attendance:kitchen"),
        ("teacher", "duties:ladder", "duties:ladder"),
        ("teacher", "today", "today"),
        ("teacher", "messaging:inbox", None),
    ],
)
def test_the_menu_says_where_one_is(opened, role, name, where):
    shown = opened(role, reverse(name)).context["shell"].places
    here = [one["url"] for one in shown if one["current"] and not one["phone_only"]]
    assert here == ([reverse(where)] if where else [])
