"""What a trial has shown: claims that hold or do not, and figures."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tests.reliability.broker import task_bodies
from tests.reliability.nemesis import ANY, BROKER, FLUSH, REFUSE, WORST, Deed
from tests.reliability.post_office import Letter
from tests.reliability.trial import Options, Record


@dataclass(frozen=True)
class Claim:
    """Something that must be so, and what was found."""

    claim: str
    found: str
    holds: bool


def claims(record: Record, options: Options) -> list[Claim]:
    return [
        Claim("the trial came to its end", record.gave_up or "yes", not record.gave_up),
        *_everybody(record, options),
        *_doubles(record),
        *_states(record, options),
        *_torment(record, options),
        *_silence(record),
    ]


def _everybody(record: Record, options: Options) -> list[Claim]:
    wrote_to, seconds = {letter.to for letter in record.letters}, record.put.seconds
    reached = len(wrote_to & set(record.addresses))
    strangers = len(wrote_to - set(record.addresses))
    return [
        Claim("every person has the letter", f"{reached}/{options.people}", reached == options.people),
        Claim("nobody else has one", str(strangers), not strangers),
        Claim("all told in one bulk write below a second", f"{seconds:.3f} s, {record.put.queries} queries",
              record.put.new == options.people and seconds < 1),
    ]  # fmt: skip


def doubles(letters: list[Letter]) -> list[Letter]:
    """Letters beyond the first of each person."""
    seen: set[str] = set()
    return [one for one in letters if one.to in seen or seen.add(one.to)]  # type: ignore[func-returns-value]


def _doubles(record: Record) -> list[Claim]:
    names: dict[str, set[str]] = defaultdict(set)
    for letter in record.letters:
        names[letter.to].add(letter.message_id)
    renamed = sum(len(ids) > 1 for ids in names.values())
    distinct = len(set().union(*names.values()))
    extra, flying = len(doubles(record.letters)), len(record.in_flight)
    return [
        Claim("no more doubles than letters in flight at a kill", f"{extra} of {flying}", extra <= flying),
        Claim("a double bears the name of its first", f"{renamed} do not", not renamed),
        Claim("no two people share a name of a letter", str(distinct), distinct == len(names)),
    ]  # fmt: skip


def _states(record: Record, options: Options) -> list[Claim]:
    said = ", ".join(f"{state} {count}" for state, count in sorted(record.states.items()))
    return [
        Claim("the rows say what happened", said, record.states == {"sent": options.people}),
        Claim("each says when", f"{record.unsettled} do not", not record.unsettled),
    ]


def _torment(record: Record, options: Options) -> list[Claim]:
    """That the trial was one: without these the rest would prove little."""
    worst = len(_deeds(record, WORST))
    flown, twice = len(record.in_flight), len(doubles(record.letters))
    broken = record.logs.count("Unrecoverable error")
    return [
        Claim("workers were killed", f"{len(_deeds(record, WORST, ANY))}, {worst} in the worst moment",
              flown >= worst > 0),
        Claim("a kill in the worst moment shows: a double", str(twice), twice >= worst),
        Claim("the broker lost everything", f"{len(_deeds(record, FLUSH, BROKER))} times",
              bool(_deeds(record, FLUSH))),
        Claim("the mail server said 451", f"{record.refusals} times in {options.seconds_away:g} s",
              record.refusals > 0 and bool(_deeds(record, REFUSE))),
        Claim("no worker went away by itself", ", ".join(record.deserters) or f"{broken} about to",
              not record.deserters and not broken),
    ]  # fmt: skip


def _silence(record: Record) -> list[Claim]:
    from tests.reliability.people import DOMAIN, FIRST, GROUP, LAST

    names, canaries = (FIRST, LAST), (FIRST, LAST, DOMAIN, GROUP)
    texts = "\n".join(_words(letter) for letter in record.letters)
    bodies = task_bodies(record.heard)
    spoken = [body for body in bodies if not re.match(r"\[\[\], \{\}, ", body)]
    return [
        _unheard("in all that the broker ever heard", record.heard, canaries),
        _unheard("in the logs of workers and beat", record.logs, canaries),
        _unheard("of people in the letters", texts, names),
        Claim("tasks have no arguments", f"{len(spoken)} of {len(bodies)} have", bool(bodies) and not spoken),
    ]  # fmt: skip


def _unheard(where: str, text: str, canaries: tuple[str, ...]) -> Claim:
    found = sum(text.lower().count(word.lower()) for word in canaries)
    return Claim(f"no canary {where}", f"{found} in {len(text):,} signs", bool(text) and not found)


def _words(letter: Letter) -> str:
    parts = [part.get_content() for part in letter.message.walk() if not part.is_multipart()]
    return "\n".join([*map(str, letter.message.values()), *parts])


def _deeds(record: Record, *what: str) -> list[Deed]:
    return [deed for deed in record.deeds if deed.what in what]


def figures(record: Record) -> dict[str, Any]:
    """Seconds since the people were told, unless said otherwise."""
    times = [letter.at - record.began for letter in record.letters]
    return {
        "letters": len(times),
        "first letter after, s": round(min(times, default=0), 1),
        "last letter after, s": round(max(times, default=0), 1),
        "doubles": len(doubles(record.letters)),
        "letters in flight at kills": len(record.in_flight),
        "letters in flight repeated after, s": [_repeated(one, record) for one in record.in_flight],
        "asked to stop, had to be killed": record.lingering,
        "deeds": [_told(deed, record) for deed in record.deeds],
    }


def _repeated(letter: Letter, record: Record) -> float | None:
    again = (
        other.at - letter.at
        for other in record.letters
        if other.at > letter.at and other.message_id == letter.message_id
    )
    return next((round(after, 1) for after in again), None)


def _told(deed: Deed, record: Record) -> dict[str, Any]:
    after = [letter for letter in record.letters if letter.at > deed.at]
    if deed.relay:  # by the one who took the place; what the killed one had sent does not count
        after = [one for one in after if one.relay == deed.relay and one not in record.in_flight]
    return {
        "what": deed.what,
        "relay": deed.relay,
        "at, s": round(deed.at - record.began, 1),
        "ready after, s": round(deed.ready_at - deed.at, 1) if deed.ready_at else None,
        "next letter after, s": round(after[0].at - deed.at, 1) if after else None,
    }
