"""A real browser against the real portal: server thread, PostgreSQL, whitenoise, strict CSP."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase
from playwright.sync_api import Browser

from tests.browser import checks, chromium, server
from tests.browser.visitor import Visitor
from tests.world import House, a_house, at

HERE = os.path.dirname(__file__)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


def _is_long(item: pytest.Item) -> bool:
    """Of ``script/test --deep looks``, with which every page is looked at in all its looks."""
    deep = item.get_closest_marker("deep")
    return deep is not None and deep.kwargs["name"] == "looks"


@pytest.fixture(scope="package", autouse=True)
def depth_of_the_checks(request: pytest.FixtureRequest) -> None:
    """Among the long tests every page is looked at in every size and theme."""
    checks.in_full = any(_is_long(item) for item in request.session.items)


@pytest.fixture(scope="package", autouse=True)
def one_connection() -> Iterator[None]:
    """From test to test: a new one would have to learn every trigger and foreign key anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_should_reload_connections", lambda _self: False)
        yield


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Playwright's synchronous API runs an event loop in this thread, of which Django's models are
    # afraid; nothing of ours is asynchronous, every request is served in a thread of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium.launched() as launched:
        yield launched
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def portal(static_files: None, django_db_setup: None) -> Iterator[server.Portal]:
    with server.listening() as portal:
        yield portal


@pytest.fixture
def morning(time_machine):
    """Monday 8:41 in Rīga; the clock goes on."""
    time_machine.move_to(at(8, 41))
    return time_machine


@pytest.fixture
def house(transactional_db, morning) -> House:
    """Committed, so that the server's threads see it."""
    return a_house()


@pytest.fixture
def arrives(
    browser: Browser, portal: server.Portal, house: House
) -> Iterator[Callable[..., Visitor]]:
    """``arrives(DEVICE)``: somebody with a browser of their own; all are asked when they leave."""
    visitors: list[Visitor] = []

    def _arrives(device: dict[str, Any], **more: Any) -> Visitor:
        visitors.append(Visitor.arrives(browser, portal.address, device | more))
        return visitors[-1]

    yield _arrives
    findings = [finding for visitor in visitors for finding in visitor.leaves()]
    portal.rests()
    assert findings == []
