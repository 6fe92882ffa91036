"""One PostgreSQL and one Valkey per checkout, started by whoever comes first, shared by all.

`python -m ejournal.launcher.services start|stop|status` does the same by hand;
a pid after `start` or `stop` names the process the lease is for (script/test: its shell).
"""

import fcntl
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from . import leases, postgres, valkey
from .places import HERE, Places
from .processes import Process

LOOKS = 3  # in a row, until a server counts as away


@dataclass(frozen=True)
class Services:
    """Addresses: database as the application and as its owner; Redis as redis-py takes it."""

    database_url: str
    database_owner_url: str
    redis_url: str

    @property
    def broker_url(self) -> str:
        return broker_form(self.redis_url)


def broker_form(redis_url: str) -> str:
    """The same server as Celery names it; only unix sockets differ. Keeps the number in `db=`."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _, number = redis_url.removeprefix("unix://").partition("?db=")
    return f"redis+socket://{path}?virtual_host={number or 0}"


def ensure(places: Places = HERE, holder: int | None = None) -> Services:
    """Addresses of servers, started if need be; they stay while the holder (the caller) lives."""
    places.make()
    with _alone(places):
        leases.take(places.leases, holder or os.getpid())
        if not running(places):
            _start(places)
    return _addresses(places)


def stop_unless_leased(places: Places = HERE, holder: int | None = None) -> bool:
    """Gives the lease back, stops both unless another uses them; False if left running."""
    if not places.var.exists():
        return True
    with _alone(places):
        leases.give_back(places.leases, holder or os.getpid())
        if leases.living(places.leases):
            return False
        _stop(places)
        return True


def running(places: Places = HERE) -> bool:
    return places.var.exists() and _all_up(places)


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """One launcher at a time; the lock ends with its holder, however that ends."""
    with places.lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(places: Places) -> None:
    from . import roles

    places.services_file.unlink(missing_ok=True)
    postgres.open_sockets(places)
    database = postgres.start(places)
    roles.ensure(places)
    cache = valkey.start(places)
    record = {"sockets": str(places.sockets), "postgres": asdict(database), "valkey": asdict(cache)}
    places.services_file.write_text(json.dumps(record))


def _stop(places: Places) -> None:
    """Asks for those of this folder, not for what is recorded: a start may have been broken off."""
    places.services_file.unlink(missing_ok=True)
    if (cache := valkey.running(places)) is not None:
        valkey.stop(cache)
    if (database := postgres.running(places)) is not None:
        postgres.stop(database)


def _all_up(places: Places) -> bool:
    found = _recorded(places)
    alive = bool(found) and all(one.alive for one in found.values())
    return alive and postgres.is_up(places) and valkey.answers(places)


def _recorded(places: Places) -> dict[str, Process]:
    """What the last start wrote down; a copy of another checkout's record is not ours."""
    try:
        record = json.loads(places.services_file.read_text())
        mine = record["sockets"] == str(places.sockets)
        return {name: Process(**record[name]) for name in ("postgres", "valkey")} if mine else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _addresses(places: Places) -> Services:
    from .roles import APPLICATION, DATABASE, OWNER

    return Services(
        database_url=postgres.url_of(places, APPLICATION, DATABASE),
        database_owner_url=postgres.url_of(places, OWNER, DATABASE),
        redis_url=f"unix://{valkey.socket_of(places)}?db=0",
    )


@dataclass
class KeptService:
    """One of them, for ``revival.Watch``. Started as by hand: same lock, lease, data and sockets."""

    name: str
    is_up: Callable[[Places], bool]
    missed: int = 0

    def trouble(self) -> str:
        """Away in several looks in a row: one that is busy, or being started by others, is not."""
        self.missed = 0 if self.is_up(HERE) else self.missed + 1
        return f"{self.name} is away" if self.missed >= LOOKS else ""

    def start(self) -> None:
        self.missed = 0
        ensure()


KEPT = {"PostgreSQL": postgres.is_up, "Valkey": valkey.answers}


def _main(order: str = "status", holder: str | None = None) -> int:
    pid = int(holder) if holder else None
    if order == "start":
        print(ensure(holder=pid))
    elif order == "stop" and not stop_unless_leased(holder=pid):
        print(f"in use by {[one.pid for one in leases.living(HERE.leases)]}: left running")
        return 1
    elif order == "status":
        print("running" if running() else "not running")
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:3]))
