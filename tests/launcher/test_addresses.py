"""Short, private, one per checkout, in the form each client takes."""

from pathlib import Path

import pytest

from ejournal.launcher import postgres, services, valkey
from ejournal.launcher.places import Places


def test_two_checkouts_never_share_a_place() -> None:
    here, there = Places(Path("/home/a/rits")), Places(Path("/home/a/rits2"))
    assert here.sockets != there.sockets
    assert here.database_home != there.database_home


def test_socket_paths_stay_short_however_deep_the_checkout() -> None:
    deep = Places(Path("/" + "deep/" * 60))
    for path in (valkey.socket_of(deep), postgres.socket_of(deep)):
        assert len(str(path)) < 100


@pytest.mark.parametrize(
    ("redis_url", "celery_takes"),
    [
        ("unix:///tmp/a/valkey.sock?db=0", "redis+socket:///tmp/a/valkey.sock?virtual_host=0"),
        ("unix:///tmp/a/valkey.sock?db=3", "redis+socket:///tmp/a/valkey.sock?virtual_host=3"),
        ("unix:///tmp/a/valkey.sock", "redis+socket:///tmp/a/valkey.sock?virtual_host=0"),
        ("redis://:secret@127.0.0.1:6379/0", "redis://:secret@127.0.0.1:6379/0"),
    ],
)
def test_celery_names_the_same_server_differently(redis_url: str, celery_takes: str) -> None:
    assert services.broker_form(redis_url) == celery_takes


def test_a_record_copied_from_another_checkout_is_not_believed(tmp_path: Path) -> None:
    copy = Places(tmp_path)
    copy.make()
    foreign = '{"sockets": "/tmp/elsewhere", "postgres": {"pid": 1, "start": "1"}, "valkey": {}}'
    copy.services_file.write_text(foreign)
    assert not services.running(copy)
