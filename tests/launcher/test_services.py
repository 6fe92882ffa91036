"""The two servers of a checkout: killed, started again with what was written, stopped in any case."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ejournal.launcher import postgres, services, valkey
from ejournal.launcher.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """Of a checkout of its own: two never meet."""
    own = Places(tmp_path)
    yield own
    services.stop_unless_leased(own)
    shutil.rmtree(own.database_home, ignore_errors=True)
    shutil.rmtree(own.sockets, ignore_errors=True)


@pytest.mark.slow
def test_both_come_back_after_a_kill_with_what_was_written(places):
    url = services.ensure(places).database_owner_url
    with psycopg.connect(url) as link:
        link.execute("CREATE TABLE kept AS SELECT 1")
    killed = [postgres.running(places), valkey.running(places)]
    for process in killed:
        assert process is not None
        process.signal(signal.SIGKILL)
        assert process.wait(10)
    assert (postgres.is_up(places), valkey.answers(places)) == (False, False)
    assert not services.running(places)

    assert services.ensure(places).database_owner_url == url
    with psycopg.connect(url) as link:
        assert link.execute("SELECT * FROM kept").fetchall() == [(1,)]
    assert services.running(places)
    assert [postgres.running(places), valkey.running(places)] != killed


@pytest.mark.slow
def test_both_are_stopped_though_nothing_is_recorded(places):
    """A start that was broken off has recorded nothing yet."""
    services.ensure(places)
    places.services_file.unlink()
    assert services.stop_unless_leased(places)
    assert (postgres.running(places), valkey.running(places)) == (None, None)


def test_a_server_is_away_when_several_looks_in_a_row_miss_it(monkeypatch):
    up, started = [False, False, True, False, False, False], []
    monkeypatch.setattr(services, "ensure", lambda: started.append(True))
    server = services.KeptService("Valkey", lambda places: up.pop(0))
    assert [server.trouble() for _ in range(6)] == ["", "", "", "", "", "Valkey is away"]
    server.start()
    up += [False, False]
    assert (started, server.trouble(), server.trouble()) == ([True], "", "")
