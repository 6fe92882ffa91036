"""R7: the system has an owner, and everybody may know who that is."""

import pytest

from people import operations


@pytest.fixture
def named(house):
    """An institution that has said whose data these are."""
    place = house.institution
    place.settings = {
        "people.controller": "Izdomātā pašvaldība", "people.data_protection_officer": "dpo@pasts.example",
    }  # fmt: skip
    operations.change_institution(institution=place, by=house.by)
    return house


def test_everybody_sees_operator_and_licences_without_signing_in(client, db, settings):
    settings.RITS_OPERATOR, settings.RITS_OPERATOR_CONTACT = "SIA Rītausma", "rits@pasts.example"
    page = client.get("/about/").text
    for word in ("SIA Rītausma", "rits@pasts.example", "htmx.org", "0BSD"):
        assert word in page


def test_an_operator_that_has_not_named_itself_is_said_to_be_so(client, db, settings):
    settings.RITS_OPERATOR = ""
    assert "Uzturētājs vēl nav norādīts." in client.get("/about/").text


@pytest.mark.parametrize("person", ["teacher", "mother", "clerk"])
def test_people_of_the_house_see_controller_and_officer(named, client, person):
    client.force_login(getattr(named.people, person))
    page = client.get("/about/").text
    assert "Izdomātā pašvaldība" in page
    assert "dpo@pasts.example" in page


def test_strangers_and_the_other_house_do_not(named, other_house, client):
    assert "Izdomātā pašvaldība" not in client.get("/about/").text
    client.force_login(other_house.people.teacher)
    assert "Izdomātā pašvaldība" not in client.get("/about/").text


def test_where_nobody_is_named_the_house_itself_is_the_controller(house, client):
    client.force_login(house.people.teacher)
    assert house.institution.name in client.get("/about/").text


def test_the_log_in_page_leads_there(client, db):
    assert 'href="/about/"' in client.get("/accounts/login/").text
