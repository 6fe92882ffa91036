"""How a family is told of a day: when it was, who was there, who wrote it, what was changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities.models import DayEntry, DayLog
from activities.words import amended, moment
from activities.words import photos as photos_of
from duties.badges import clock
from duties.calendar.days import short
from outbox.clock import ONE_DAY, local_day


def title_of(day: date, today: date) -> str:
    """«Šodien, 16. novembris», «Piektdiena, 13. novembris», «Ceturtdiena, 18.12.2025.»"""
    if day == today:
        return _("Today, %(day)s") % {"day": date_format(day, "MONTH_DAY_FORMAT")}
    if day == today - ONE_DAY:
        return _("Yesterday, %(day)s") % {"day": date_format(day, "MONTH_DAY_FORMAT")}
    form = "l, j. F" if day.year == today.year else "l, j.m.Y."
    return date_format(day, form).capitalize()


def lately(day: date, today: date) -> str:
    """«šodien», «vakar», «13.11.»"""
    if day == today:
        return pgettext("day", "today")
    return pgettext("day", "yesterday") if day == today - ONE_DAY else short(day)


def read_at(at: datetime, now: datetime, zone: str) -> str:
    """«šodien 8:05», «vakar 18:20», «13.11. 18:20»"""
    return f"{lately(local_day(at, zone), local_day(now, zone))} {clock(at, zone)}"


def news(count: int, since: str) -> str:
    """«Jauns kopš vakar 18:20: 3 ieraksti»; without ``since`` nothing was read yet."""
    if not since:
        return _("What the groups of your children did")
    if not count:
        return _("Nothing new since %(moment)s") % {"moment": since}
    text = ngettext(
        "New since %(moment)s: %(n)s entry", "New since %(moment)s: %(n)s entries", count
    )
    return text % {"moment": since, "n": count}


def present_and_absent(names: list[str], away: list[str], *, is_today: bool) -> list[str]:
    """«Anna», «Kārlis šodien nebija klāt», and where none of them was there «ko darīja grupa»."""
    found = [", ".join(names)]
    if away:
        text = _("%(names)s was not there today") if is_today else _("%(names)s was not there")
        found.append(text % {"names": ", ".join(away)})
    return found if names else [*found, _("what the group did")]


def changed(entry: Any, log: DayLog) -> str:
    """«labots 17.11. 8:10», «papildināts 17:05»; empty where it is as it was confirmed."""
    if entry.amended_at:
        return amended(entry.amended_at, log)
    return _added(entry.added_at, log) if _is_added(entry, log) else ""


def day_changed(log: Any, entries: Iterable[DayEntry]) -> str:
    """The last of it, what was taken away too."""
    added = max((one.added_at for one in entries if _is_added(one, log)), default=None)
    if added and not (log.amended_at and log.amended_at > added):
        return _added(added, log)
    return amended(log.amended_at, log) if log.amended_at else ""


def _is_added(entry: DayEntry, log: DayLog) -> bool:
    return log.confirmed_at is not None and entry.added_at > log.confirmed_at


def _added(at: datetime, log: DayLog) -> str:
    said = moment(at, log.day, log.institution.time_zone)
    return pgettext("entry of a day", "added %(moment)s") % {"moment": said}


def written(log: DayLog, entries: Iterable[DayEntry]) -> str:
    """«Ilze Kalēja, Zane Ābele · apstiprināts 13:41»"""
    people = [str(who) for one in entries for who in (one.added_by, one.saved_by) if who]
    assert log.confirmed_at  # families see no other
    confirmed = moment(log.confirmed_at, log.day, log.institution.time_zone)
    said = _("confirmed %(moment)s") % {"moment": confirmed}
    return " · ".join([", ".join(dict.fromkeys(people)), said])


def counts(activities: int, photos: int) -> str:
    """«3 darbības · 2 foto»; of photos nothing where there are none."""
    said = [ngettext("%(n)s activity", "%(n)s activities", activities) % {"n": activities}]
    return " · ".join([*said, photos_of(photos)] if photos else said)


def position(number: int, of: int) -> str:
    """«1. no 3 dienas foto»; of the only one nothing."""
    if of == 1:
        return ""
    return _("%(number)s of the day's %(of)s photos") % {"number": number, "of": of}
