"""Both houses are built once for a module; what happens on their stage is undone each time."""

import logging
from itertools import islice

import pytest
from django.db import transaction
from django.test import override_settings

_PLAIN = {
    # the limits of allauth are its own tests' matter; here forty people knock in one instant
    "ACCOUNT_RATE_LIMITS": False,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
}


@pytest.hookimpl(trylast=True)  # after «-k» has chosen
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """pytest-django makes a database when a chosen test is marked; cells ask only through their stage."""
    on_stage = (item for item in items if "stage" in getattr(item, "fixturenames", ()))
    for first in islice(on_stage, 1):
        first.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    from tests.matrix.printing import set_once
    from tests.matrix.stage import build

    logging.disable(logging.WARNING)  # thousands of refusals are meant
    plain = override_settings(**_PLAIN)
    with django_db_blocker.unblock(), plain, set_once(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture
def scene(stage):
    """The stage; what happens on it is undone."""
    from tests.matrix.portal import undone

    with undone():
        yield stage


@pytest.fixture(scope="module")
def portal(stage):
    from tests.matrix.portal import Portal

    return Portal(stage)
