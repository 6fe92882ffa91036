"""A double tap on «Save» makes one entry; a saved form filled anew is not lost and not mixed up."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from outbox.models import Receipt
from people import operations
from people.models import Child, User
from tests.people.admin_pages import new_child, page

ADULT = {"first_name": "Jauna", "last_name": "Skolotāja", "email": "", "phone": "", "role": "nurse"}
AGAIN = "This form was saved before, with other content."


def opened(client, url: str) -> dict[str, str]:
    """What the page of a form carries beside its fields."""
    return carried(client.get(url))


def carried(response) -> dict[str, str]:
    found = re.findall(r'name="(once|acting)" value="([^"]+)"', response.content.decode())
    assert {name for name, _ in found} == {"once", "acting"}
    return dict(found)


def children() -> int:
    return Child.objects.filter(last_name="Ozoliņa").count()


@pytest.mark.parametrize(("model", "filled"), [(Child, new_child()), (User, ADULT)])
def test_a_double_tap_makes_one(head, model, filled):
    before, form = model.objects.count(), filled | opened(head, page(model, "add"))
    answers = [head.post(page(model, "add"), form) for _ in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, page(model))}
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_each_button_leads_where_it_led(head, button):
    form = new_child(**{button: "x"}) | opened(head, page(Child, "add"))
    first, second = (head.post(page(Child, "add"), form)["Location"] for _ in range(2))
    assert first == second
    assert children() == 1


def test_a_change_is_made_once(house, head):
    """The second of two taps does not undo what a colleague changed between them."""
    anna = house.children["Bitītes"][0]
    url = page(Child, "change", anna.pk)
    form = new_child(diet_code="V") | opened(head, url)
    assert head.post(url, form).status_code == 302
    anna.refresh_from_db()
    anna.diet_code = "G"
    operations.change_child(child=anna, by=house.by)
    assert head.post(url, form).status_code == 302
    anna.refresh_from_db()
    assert anna.diet_code == "G"


def test_a_refused_form_keeps_its_key(head):
    tokens = opened(head, page(Child, "add"))
    refused = head.post(page(Child, "add"), new_child(birth_date="") | tokens)
    assert refused.status_code == 422
    assert Receipt.objects.count() == 0
    assert carried(refused)["once"] != tokens["once"]
    assert head.post(page(Child, "add"), new_child() | tokens).status_code == 302
    assert children() == 1


def test_what_the_database_refuses_keeps_its_key(head, monkeypatch):
    add, tokens = operations.add_child, opened(head, page(Child, "add"))

    def refuse(**details):
        add(**details)
        raise IntegrityError

    with monkeypatch.context() as patch:
        patch.setattr(operations, "add_child", refuse)
        assert head.post(page(Child, "add"), new_child() | tokens).status_code == 422
    assert children() == Receipt.objects.count() == 0
    assert head.post(page(Child, "add"), new_child() | tokens).status_code == 302
    assert children() == 1


def test_a_saved_form_filled_anew_comes_back_and_may_be_saved_too(head):
    """Back, another first name, Save: the form says so, keeps what was typed, has a new key."""
    form = new_child() | opened(head, page(Child, "add"))
    head.post(page(Child, "add"), form)
    brother = form | {"first_name": "Edgars"}
    answer = head.post(page(Child, "add"), brother)
    assert answer.status_code == 409
    assert answer.context["adminform"].form["first_name"].value() == "Edgars"
    assert len(answer.context["adminform"].form.non_field_errors()) == 1
    assert children() == 1

    assert head.post(page(Child, "add"), brother | carried(answer)).status_code == 302
    assert set(Child.objects.filter(last_name="Ozoliņa").values_list("first_name", flat=True)) == {
        "Ērika", "Edgars",
    }  # fmt: skip


def test_it_says_why(head):
    head.cookies["django_language"] = "en"
    form = new_child() | opened(head, page(Child, "add"))
    head.post(page(Child, "add"), form)
    assert AGAIN in head.post(page(Child, "add"), form | {"sex": "m"}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_twenty_taps_at_a_time_make_one_child(house, head):
    form = new_child() | opened(head, page(Child, "add"))

    def tap(_):
        client = Client()
        client.cookies = head.cookies.copy()
        try:
            return client.post(page(Child, "add"), form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(tap, range(20))) == {page(Child)}
    assert children() == Receipt.objects.count() == 1
