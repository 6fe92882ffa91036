"""Twenty photos are sent on their page while the worker is killed at its worst moments, and started again."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.reliability.broker import Broker
from tests.reliability.crew import Crew
from tests.reliability.database import migrate, own_database
from tests.reliability.photos import worker

if TYPE_CHECKING:
    from django.test import Client

NAME, PATIENCE = "photos", 60
_SETTINGS = "tests.reliability.settings"


@dataclass(frozen=True)
class Options:
    photos: int = 20
    rounds: int = 2  # of a kill at each moment
    like: str | None = None  # a migrated database to copy instead of migrating


@dataclass
class Record:
    """All that was seen, for ``claims`` to judge."""

    sent: list[str] = field(default_factory=list)  # keys
    answers: list[int] = field(default_factory=list)
    kills: list[str] = field(default_factory=list)  # at which moment
    gave_up: str = ""
    uncovered: list[str] = field(default_factory=list)  # what was to be opened and held a face
    states: list[str] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)  # of each photo
    opened: int = 0  # copies that were read and looked at
    originals: list[str] = field(default_factory=list)  # that still lie
    strays: list[str] = field(default_factory=list)  # files that belong to nothing
    temporary: list[str] = field(default_factory=list)
    logs: str = ""


def run(options: Options) -> Record:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="rits-trial-")))
        database = stack.enter_context(own_database(options.like))
        broker = stack.enter_context(closing(Broker(folder)))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": _SETTINGS, "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": database.portal, "DATABASE_OWNER_URL": database.owner,
            "REDIS_URL": broker.url, "RITS_SMTP_URL": "", "RITS_TRIAL_BEAT_SECONDS": "1",
            "RITS_FILES_DIR": str(folder / "files"), "RITS_ORIGINALS_DIR": str(folder / "originals"),
            "TMPDIR": str(folder / "tmp"), worker.PLACE: str(folder / "moments"),
        }  # fmt: skip
        (folder / "tmp").mkdir()
        (folder / "moments").touch()
        if options.like is None:
            migrate(dict(os.environ))
        crew = Crew(folder, os.environ)
        stack.callback(crew.dismiss)
        return _kept(options, crew, folder)


def _kept(options: Options, crew: Crew, folder: Path) -> Record:
    import django

    django.setup()
    from django.db import connection

    from tests.reliability.photos import seen

    if connection.settings_dict["NAME"] not in os.environ["DATABASE_URL"]:
        raise RuntimeError("settings were read before the trial had a database of its own")
    record, page = Record(), seen.page()
    try:
        with _sending(options, page, record), seen.watching(record):
            _torment(options, crew, folder / "moments", record)
            _wait(lambda: len(record.answers) == options.photos, "all are sent")
            _wait(seen.none_waits, "all are covered")
    except TimeoutError as waited:
        record.gave_up = str(waited)
    crew.go_home()
    seen.look(record, folder)
    record.logs = crew.said()
    return record


@contextmanager
def _sending(options: Options, page: tuple[Client, str], record: Record) -> Iterator[None]:
    """By the page's own request; every other one a second time, as a phone does that heard nothing."""
    from tests.reliability.photos.seen import send

    def all_of_them() -> None:
        for number in range(options.photos):
            key = secrets.token_hex(16)
            record.sent.append(key)
            answers = [send(page, key) for _ in range(1 + number % 2)]
            record.answers.append(max(answers))
            time.sleep(0.3)

    hand = threading.Thread(target=all_of_them)
    hand.start()
    try:
        yield
    finally:
        hand.join()


def _torment(options: Options, crew: Crew, moments: Path, record: Record) -> None:
    """Kill -9 of the worker and all its people; somebody starts it again at once."""
    crew.beat()
    crew.hire(NAME, worker.__name__)
    for moment in worker.MOMENTS * options.rounds:
        heard = moments.stat().st_size
        _wait(lambda: f"{moment}\n" in moments.read_text()[heard:], f"it is killed {moment}")  # noqa: B023
        crew.kill(NAME)
        record.kills.append(moment)
        crew.hire(NAME, worker.__name__)


def _wait(until: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {PATIENCE} s in vain until {what}")
        time.sleep(0.01)


LATER = timedelta(days=2)  # by when what a killed worker has left behind is cleared away
