"""What nobody can read, or no page of ours sends, is refused or taken for nothing: no failure of ours."""

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def browser(db) -> Client:
    """As strangers come: nothing is spared them, and no failure is raised here."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/accounts/login/")
    return client


@pytest.mark.parametrize("charset", ["utf-7", "utf8", "latin-1", "nothing"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x"])
def test_a_form_that_is_not_utf_8_is_refused(browser, kind, charset):
    kind = f"{kind}; charset={charset}"
    assert browser.generic("POST", "/accounts/login/", "login=x", kind).status_code == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8"])
def test_a_form_in_utf_8_is_read(browser, charset):
    answer = browser.post("/accounts/login/", b"login=x", content_type=f"{FORM}; charset={charset}")
    assert answer.status_code == 403  # the token is wanted


@pytest.mark.parametrize("name", ["sessionid", "device", "csrftoken", "django_language"])
def test_a_cookie_with_a_nul_counts_as_none(browser, name):
    browser.cookies[name] = "\0abcdefgh"
    assert browser.get("/accounts/login/").status_code == 200


@pytest.mark.parametrize(
    "wanted", ["abc", "people:staff", "", "//elsewhere.example", "javascript:1"]
)
def test_what_is_to_follow_is_an_address_of_ours_or_today(house, client, wanted):
    client.force_login(house.head)
    assert client.get("/agreements/accept/", {"next": wanted}).url == "/"
    role = house.by.acting.key
    assert client.post("/account/role/", {"role": role, "next": wanted}).url == "/"


def test_an_address_of_ours_follows(house, client):
    client.force_login(house.head)
    assert client.get("/agreements/accept/", {"next": "/people/"}).url == "/people/"


@pytest.mark.parametrize("model", ["enrolment", "assignment", "guardianship"])
@pytest.mark.parametrize("name", ["child", "user"])
def test_a_choice_of_the_admin_that_is_no_number_is_explained(house, client, model, name):
    client.force_login(house.head)
    assert client.post(f"/admin/people/{model}/add/", {name: "x"}).status_code == 422


def test_the_admin_saves_nothing_as_new(house, client):
    client.force_login(house.head)
    child = house.children["Bitītes"][0]
    answer = client.post(f"/admin/people/child/{child.pk}/change/", {"_saveasnew": "1"})
    assert answer.status_code == 400
