"""Who is writing just now: told for 30 seconds, kept in the cache alone, silent without it.

Ids only; whoever shows them asks for the names of those whom the reader may see. Two who save in the same
moment may miss each other until the next save: it is a courtesy, versions keep the texts.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache

HEARD_FOR = timedelta(seconds=30)
_FRESH = timedelta(seconds=10)  # a mark that is not made anew: whoever types saves every second

Heard = dict[str, dict[int, float]]  # by section: person and moment


def note(owner: str, code: str, *, person: int, at: datetime) -> dict[str, list[int]]:
    """Somebody saved the section. ``owner``: «plan/17».

    :returns: ``others``, without asking again
    """
    heard = _heard(owner, at)
    if heard.get(code, {}).get(person, 0) <= (at - _FRESH).timestamp():
        heard.setdefault(code, {})[person] = at.timestamp()
        cache.set(_key(owner), heard, HEARD_FOR.seconds)
    return _others(heard, person)


def others(owner: str, *, person: int, at: datetime) -> dict[str, list[int]]:
    """Who else is writing, by section. One question to the cache."""
    return _others(_heard(owner, at), person)


def _key(owner: str) -> str:
    return f"writers/{owner}"


def _heard(owner: str, at: datetime) -> Heard:
    since, kept = (at - HEARD_FOR).timestamp(), cache.get(_key(owner)) or {}
    return {
        code: {one: moment for one, moment in people.items() if moment > since}
        for code, people in kept.items()
    }


def _others(heard: Heard, person: int) -> dict[str, list[int]]:
    found = {code: sorted(people.keys() - {person}) for code, people in heard.items()}
    return {code: people for code, people in found.items() if people}
