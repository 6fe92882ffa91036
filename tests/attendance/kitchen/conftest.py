"""A kitchen on an ordinary Monday, and a mail server of the test's own."""

import pytest

from people.models import Institution
from tests.attendance.kitchen import mornings
from tests.outbox.conftest import postman  # noqa: F401 – a fixture
from tests.world import a_house

ADDRESS = "edinataji@pasts.test"


@pytest.fixture
def house(db):
    return a_house(furnish=mornings.a_kitchen)


@pytest.fixture
def kitchen(house):
    return house


@pytest.fixture
def caterer(kitchen):
    """Say where the letter goes; empty: nowhere."""

    def lives_at(address: str = ADDRESS, **settings) -> None:
        place = Institution.objects.get(pk=kitchen.institution.pk)
        place.settings |= {"kitchen.caterer_email": address} | settings
        place.save()
        kitchen.institution.settings = place.settings

    return lives_at
