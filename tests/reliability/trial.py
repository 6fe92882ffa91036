"""One trial from beginning to end. Django is set up meanwhile, for the trial's own database."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.reliability.broker import Broker
from tests.reliability.crew import Crew
from tests.reliability.database import Addresses, migrate, own_database
from tests.reliability.nemesis import FLUSH, PLANS, Deed, Nemesis
from tests.reliability.post_office import Letter, PostOffice

if TYPE_CHECKING:
    from tests.reliability.people import Put


@dataclass(frozen=True)
class Options:
    """How large and how hard; the defaults are those of ``script/deliver``."""

    people: int = 500
    seed: int = 1
    seconds_away: float = 20
    claim_seconds: int = 30
    pace: float = 0.2  # seconds that the mail server takes for a letter
    beat_seconds: float | None = None  # None: the real schedule
    plan: str = "thorough"
    like: str | None = None  # a migrated database to copy instead of migrating
    patience: float = 900


@dataclass
class Record:
    """All that was seen, for ``findings`` to judge."""

    put: Put
    began: float
    addresses: list[str]
    letters: list[Letter]
    in_flight: list[Letter]
    refusals: int
    deeds: list[Deed]
    heard: str
    logs: str
    deserters: list[str]
    lingering: list[str]
    gave_up: str
    states: dict[str, int]
    unsettled: int


def run(options: Options) -> Record:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="rits-trial-")))
        database = stack.enter_context(own_database(options.like))
        broker = stack.enter_context(closing(Broker(folder)))
        os.environ |= _environment(options, database, broker)
        if options.like is None:
            migrate(dict(os.environ))
        office = stack.enter_context(closing(PostOffice(options.pace)))
        crew = Crew(folder, os.environ)
        stack.callback(crew.dismiss)
        return _deliver(options, crew, office, broker)


def _environment(options: Options, database: Addresses, broker: Broker) -> dict[str, str]:
    often = options.beat_seconds
    return {
        "DJANGO_SETTINGS_MODULE": "tests.reliability.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": database.portal,
        "DATABASE_OWNER_URL": database.owner,
        "REDIS_URL": broker.url,
        "RITS_SMTP_URL": "",
        "RITS_CLAIM_SECONDS": str(options.claim_seconds),
        "RITS_TRIAL_BEAT_SECONDS": "" if often is None else str(often),
    }


def _deliver(options: Options, crew: Crew, office: PostOffice, broker: Broker) -> Record:
    import django

    django.setup()
    from django.db import connection

    from tests.reliability import people

    if connection.settings_dict["NAME"] not in os.environ["DATABASE_URL"]:
        raise RuntimeError("settings were read before the trial had a database of its own")

    group, parents = people.assemble(options.people)
    nemesis = Nemesis(crew, office, broker, seconds_away=options.seconds_away, seed=options.seed)
    began = time.monotonic()
    put = people.put(group, parents)
    gave_up = _torment(options, nemesis, crew, office)
    lingering = crew.go_home()
    return Record(
        put=put, began=began, addresses=[str(person.email) for person in parents],
        letters=office.letters, in_flight=office.in_flight, refusals=office.refusals,
        deeds=nemesis.deeds, heard=broker.heard(), logs=crew.said(), deserters=nemesis.deserters,
        lingering=lingering, gave_up=gave_up, **_states(),
    )  # fmt: skip


def _torment(options: Options, nemesis: Nemesis, crew: Crew, office: PostOffice) -> str:
    """:returns: for what it waited in vain, if it did"""
    nemesis.do(FLUSH)  # what was to wake the relay is lost; the beat has to come by
    nemesis.hire("first")
    crew.beat()
    try:
        for share, what in PLANS[options.plan]:
            needed = share * options.people
            _wait(partial(_have_reached, office, needed), options, nemesis)
            nemesis.do(what)
        _wait(_all_is_settled, options, nemesis)
    except TimeoutError as waited:
        return str(waited)
    return ""


def _wait(until: Callable[[], bool], options: Options, nemesis: Nemesis) -> None:
    end = time.monotonic() + options.patience
    while not until():
        nemesis.look()
        if time.monotonic() > end:
            raise TimeoutError(
                f"waited {options.patience:g} s in vain after {nemesis.deeds[-1].what}"
            )
        time.sleep(0.02)


def _have_reached(office: PostOffice, people: float) -> bool:
    return office.reached() >= people


def _all_is_settled() -> bool:
    from outbox.models import Delivery

    return not Delivery.objects.filter(state=Delivery.State.WAITING).exists()


def _states() -> dict[str, Any]:
    from django.db.models import Count

    from outbox.models import Delivery

    states = Delivery.objects.values_list("state").annotate(Count("pk"))
    return {"states": dict(states), "unsettled": Delivery.objects.filter(settled_at=None).count()}
