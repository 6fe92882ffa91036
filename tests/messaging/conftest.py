import pytest
from django.conf import settings
from django.test import Client

from outbox import registry
from tests.messaging.news import ForAdministration, News
from tests.world import at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture(autouse=True)
def news(monkeypatch):
    """Two kinds of the tests' own, beside those of the portal."""
    own = {kind.code: kind for kind in (News(), ForAdministration())}
    monkeypatch.setattr(registry, "_registry", registry._registry | own)


@pytest.fixture
def monday(time_machine):
    """Monday 8:50 in Rīga."""
    time_machine.move_to(at(8, 50), tick=False)
    return time_machine


@pytest.fixture
def signed_in(house, monday):
    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def teacher(house, signed_in) -> Client:
    return signed_in(house.people.teacher)


@pytest.fixture
def head(house, signed_in) -> Client:
    return signed_in(house.head)
