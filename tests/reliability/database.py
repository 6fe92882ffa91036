"""A database of the trial's own beside the development one, on whatever server that is."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from ejournal.launcher import services
from ejournal.launcher.places import CHECKOUT, HERE
from tests.suite.databases import END_CLIENTS

_users = 0  # of the server in this process, which has one lease for all of them


@dataclass(frozen=True)
class Addresses:
    """One database, for the portal and for its owner."""

    portal: str
    owner: str

    def of(self, name: str) -> Addresses:
        return Addresses(
            make_conninfo(self.portal, dbname=name), make_conninfo(self.owner, dbname=name)
        )


@contextmanager
def own_database(like: str | None) -> Iterator[Addresses]:
    """Made, in the end dropped. ``like``: a migrated database to copy; whoever is connected to it is sent
    away, as a copy is refused while anybody is."""
    with _server() as server:
        name = f"rits_trial_{secrets.token_hex(4)}"
        if like:
            _end_clients(server, like)
        _order(server.owner, "CREATE DATABASE {} TEMPLATE {}", name, like or "template0")
        try:
            yield server.of(name)
        finally:
            _end_clients(server, name)
            _order(server.owner, "DROP DATABASE {}", name)


@contextmanager
def _server() -> Iterator[Addresses]:
    if os.environ.get("DATABASE_URL") and os.environ.get("DATABASE_OWNER_URL"):
        yield Addresses(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"])
        return
    global _users
    found, _users = services.ensure(HERE), _users + 1
    try:
        yield Addresses(found.database_url, found.database_owner_url)
    finally:
        _users -= 1
        if not _users:
            services.stop_unless_leased(HERE)


def _end_clients(server: Addresses, name: str) -> None:
    with psycopg.connect(server.owner) as link:
        link.execute(END_CLIENTS, [name])


def _order(server: str, order: str, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(sql.SQL(order).format(*map(sql.Identifier, names)))


def migrate(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"], cwd=CHECKOUT,
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"migrate failed: {done.stderr[-3000:]}")
