"""Kinds to tell of, an institution, somebody in it; a broker that only keeps what it is given."""

import pytest
from kombu import pools

from ejournal.celery import app
from outbox import registry
from outbox.queue import put
from people.models import Institution
from tests.outbox.notes import MORNING, Note, Summary, note, some_people
from tests.outbox.postman import HANG, Postman


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """The kind most notes are of; a copy of the registry, which the test leaves behind."""
    monkeypatch.setattr(registry, "_registry", dict(registry._registry))
    registry.register(Summary())
    return registry.register(Note())


@pytest.fixture
def place(db) -> Institution:
    return Institution.objects.create(
        name="Kanārijputnu nams", slug="kanarijs", registration_number="40000000009"
    )


@pytest.fixture
def ilze(place):
    (person,) = some_people(1)
    return person


@pytest.fixture
def tell(place, ilze):
    """Tell Ilze of some things at a moment."""
    return lambda *things, when=MORNING, **facts: put(
        [note(ilze, place, thing, **facts) for thing in things], at=when
    )


@pytest.fixture
def broker(monkeypatch):
    """Tasks go to the broker of the given address instead of being run on the spot."""

    def forget_connections() -> None:
        pools.reset()
        app._pool = None
        app.amqp._producer_pool = None

    def at(address: str):
        settings = {"task_always_eager": False, "broker_url": address}
        assert app.conf.task_always_eager is not None  # read once, it is there to be changed
        for name, value in settings.items():
            monkeypatch.setitem(app.conf.changes, name, value)
        forget_connections()
        return app

    yield at
    forget_connections()


@pytest.fixture
def woken(broker):
    """The tasks that wait in the broker (kombu's own, in memory): taken out and counted."""
    kept = broker("memory://")

    def taken() -> list:
        found = []
        with kept.connection_for_read() as connection, connection.SimpleQueue("letters") as queue:
            while queue.qsize():
                found.append(queue.get_nowait())
                found[-1].ack()
        return found

    taken()
    return taken


@pytest.fixture
def postman(settings):
    """Letters go out over the wire, to a server of the test's own."""
    postman = Postman()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postman.port
    settings.EMAIL_TIMEOUT = 10
    yield postman
    postman.close()


@pytest.fixture
def patience(settings):
    """Short where the test is of a server that says nothing; else whatever a busy machine needs."""

    def until(answer: str) -> None:
        settings.EMAIL_TIMEOUT = 0.5 if answer == HANG else 10

    return until
