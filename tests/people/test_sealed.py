"""A kept form is sent once, whatever becomes of the cache, and nothing is lost with a refusal."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from outbox.models import Receipt
from people.models import Child
from tests.people.test_sign_in import add_child, kept_form, sign_in

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NOWHERE = {"BACKEND": "ejournal.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}


def added() -> int:
    return Child.objects.filter(first_name="Divreiz").count()


@pytest.fixture(autouse=True)
def _no_guesses_counted():
    cache.clear()


@pytest.fixture
def resume(client, house) -> str:
    return keep(client, house)


def keep(client, house, **changes) -> str:
    client.force_login(house.head, backend=BACKEND)
    url, body = add_child(client)
    return kept_form(client, url, body | changes)


def test_a_kept_form_is_sent_once_though_the_cache_was_emptied(client, house, resume):
    for _ in range(3):
        sign_in(client, house.head.username, resume=resume)
        client.logout()
        cache.clear()
    assert added() == Receipt.objects.count() == 1


def test_a_kept_form_is_sent_once_while_the_cache_is_away(client, house, resume):
    with override_settings(CACHES={"default": NOWHERE}):
        for _ in range(3):
            sign_in(client, house.head.username, resume=resume)
            client.logout()
    assert added() == 1


def test_the_second_time_leads_to_where_the_first_led(client, house, resume):
    first = sign_in(client, house.head.username, resume=resume)
    client.logout()
    second = sign_in(client, house.head.username, resume=resume)
    assert first["Location"] == second["Location"] == reverse("admin:people_child_changelist")


def test_a_refused_kept_form_is_shown_again(client, house):
    resume = keep(client, house, birth_date="rīt")
    for _ in range(2):
        page = sign_in(client, house.head.username, resume=resume)
        assert page.status_code == 422
        assert "Divreiz" in page.content.decode()
        client.logout()
    assert added() == Receipt.objects.count() == 0


def test_one_form_kept_twice_is_sent_once(client, house):
    """Two taps on a page whose session has ended: two log-in pages, one form with one key."""
    client.force_login(house.head, backend=BACKEND)
    url, body = add_child(client)
    forms = [kept_form(client, url, body | {"once": "one-page"}) for _ in range(2)]
    answers = []
    for resume in forms:
        answers.append(sign_in(client, house.head.username, resume=resume)["Location"])
        client.logout()
    assert forms[0] != forms[1]
    assert answers == [reverse("admin:people_child_changelist")] * 2
    assert added() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_a_time_send_a_kept_form_once(house):
    resume, signed_in = keep(Client(), house), Client()
    signed_in.force_login(house.head, backend=BACKEND)
    form = {"role": f"admin-{house.institution.pk}", "resume": resume}

    def send(_):
        client = Client()
        client.cookies = signed_in.cookies.copy()
        try:
            return client.post(reverse("people:act_as"), form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        places = list(pool.map(send, range(20)))
    assert set(places) == {reverse("admin:people_child_changelist")}
    assert added() == 1
