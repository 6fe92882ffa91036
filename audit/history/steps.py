"""An entry's life, step by step, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from people.models import Institution, User

from .telling import Telling, told
from .trail import Deed, Trail, house_of, metadata_of, people, place_of, read, role_in_words

_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Step:
    """What one person did: one save, or where the entry's saves join those of a while."""

    began: datetime
    at: datetime  # of the last save
    by: User | None
    role: str
    tellings: list[Telling]

    @property
    def is_a_while(self) -> bool:
        return self.at - self.began >= _A_MINUTE


def life_of(entry: Model, house: Institution | None) -> list[Step]:
    """Every step of an entry and of its parts, for somebody of that house."""
    return steps(read(entry), house)


def steps(trail: Trail, house: Institution | None) -> list[Step]:
    """One query: the people."""
    deeds = trail.deeds
    known = people(metadata_of(deed.event).get("user") for deed in deeds)
    sittings = sorted(_sittings(deeds, trail.joins), key=lambda one: place_of(one[-1].event))
    found = (_step(sitting, known, house) for sitting in reversed(sittings))
    return [step for step in found if step.tellings]


def _sittings(deeds: list[Deed], joins: timedelta | None) -> list[list[Deed]]:
    """Deeds of one person in one role, from the first on for so long; each by itself where none join."""
    found: list[list[Deed]] = []
    latest: dict[Any, list[Deed]] = {}
    for deed in deeds:
        author = _author(deed)
        sitting = latest.get(author)
        if sitting is None or joins is None or _at(deed) - _at(sitting[0]) > joins:
            sitting = latest[author] = []
            found.append(sitting)
        sitting.append(deed)
    return found


def _author(deed: Deed) -> tuple[Any, ...]:
    metadata = metadata_of(deed.event)
    return tuple(metadata.get(name) for name in ("user", "role", "task"))


def _at(deed: Deed) -> datetime:
    return deed.event.pgh_created_at


def _step(sitting: list[Deed], known: dict[int, User], house: Institution | None) -> Step:
    metadata = metadata_of(sitting[-1].event)
    is_elsewhere = house_of(metadata) not in ("", str(house.pk) if house else "")
    tellings = (told(deed) for deed in _joined(sitting))
    return Step(
        began=_at(sitting[0]),
        at=_at(sitting[-1]),
        by=None if is_elsewhere else known.get(metadata.get("user") or 0),
        role=_("another preschool") if is_elsewhere else role_in_words(metadata),
        tellings=[telling for telling in tellings if telling],
    )


def _joined(sitting: list[Deed]) -> Iterator[Deed]:
    """Saves of one row that follow each other are one; somebody else's between them begins anew."""
    open_ends: dict[int, Deed] = {}
    for deed in sitting:
        earlier = open_ends.pop(id(deed.before), None)
        before = earlier.before if earlier else deed.before
        open_ends[id(deed.event)] = Deed(deed.story, before, deed.event)
    yield from open_ends.values()
