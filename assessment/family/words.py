"""How a family is told what its child has learned: calmly, and of this child alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from activities.feed.words import read_at
from assessment.models import Level
from duties.calendar import school_year
from duties.calendar.days import short
from people.models import Child, Sex

NOT_ASSESSED = gettext_lazy("not assessed yet this year")
BACK = gettext_lazy("strengthens it anew")  # of a level that went down
Levels = tuple[Level, ...]
CAN, LEARNS, BEGINS = (Level.LEARNED, Level.IN_DEPTH), (Level.GOES_ON,), (Level.BEGUN,)
PARTS = (CAN, LEARNS, BEGINS)  # in the order in which they are told

_OF_A_GIRL = {
    Level.BEGUN: pgettext_lazy("level of a girl", "has begun to learn"),
    Level.GOES_ON: pgettext_lazy("level of a girl", "goes on learning"),
    Level.LEARNED: pgettext_lazy("level of a girl", "has learned"),
    Level.IN_DEPTH: pgettext_lazy("level of a girl", "has learned in depth"),
}


def of_level(level: Level, child: Child) -> str:
    """«apguvusi», «apguvis»"""
    return str(_OF_A_GIRL[level] if child.sex == Sex.GIRL else level.label)


def title(part: Levels | None, child: Child) -> str:
    """«Anna tagad prot»; where there are words only «Anna: ko novērojām»."""
    said: dict[Levels | None, str] = {
        CAN: _("%(name)s can now"), LEARNS: _("%(name)s still learns"),
        BEGINS: _("%(name)s begins to discover"), None: _("%(name)s: what we observed"),
    }  # fmt: skip
    return said[part] % {"name": child.first_name}


def heading(part: Levels) -> str:
    said: dict[Levels, str] = {
        CAN: _("Can now"), LEARNS: _("Still learns"), BEGINS: _("Begins to discover"),
    }  # fmt: skip
    return said[part]


def counts(levels: Iterable[Level]) -> str:
    """«prot 3, mācās 1»"""
    found = Counter(part for level in levels for part in PARTS if level in part)
    said = {
        CAN: pgettext("outcomes of an area", "can %(n)s"),
        LEARNS: pgettext("outcomes of an area", "learns %(n)s"),
        BEGINS: pgettext("outcomes of an area", "begins %(n)s"),
    }
    return ", ".join(said[part] % {"n": found[part]} for part in PARTS if found[part])


def now(level: str) -> str:
    """«tagad apguvusi»"""
    return _("now %(level)s") % {"level": level}


def subtitle(year: int, house: str) -> str:
    """«2026./2027. mācību gads»"""
    said = school_year.title(year)
    return f"{said} · {house}" if house else said


def new(day: date) -> str:
    """«jauns, 17.11.»"""
    return pgettext("assessment", "new, %(day)s") % {"day": short(day)}


def acknowledged(at: datetime, now: datetime, zone: str) -> str:
    """«Izlasīts šodien 20:12»"""
    return pgettext("assessment", "Read %(moment)s") % {"moment": read_at(at, now, zone)}


def reader(name: str, said: datetime | None, now: datetime, zone: str) -> str:
    """«Kristīne Bērziņa: izlasīja šodien 20:12», «Jānis Bērziņš: vēl nav atzīmēts „Izlasīju”»"""
    if said is None:
        return _("%(name)s: not marked as read yet") % {"name": name}
    return _("%(name)s: read %(moment)s") % {"name": name, "moment": read_at(said, now, zone)}
