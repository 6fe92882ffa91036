"""How talks are said on paper."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duties.calendar.school_year import title as of_year
from messaging.models import Talk, TalkAction, TalkAddition
from messaging.talks.parts import State
from outbox.clock import local, local_day
from people.models import ChildGroup


def title() -> str:
    """The journal's own name of it."""
    return _("Individual talk with parents")


def title_of_year() -> str:
    return _("Individual talks with parents")


def aside(talk: Talk) -> str:
    """«Anna Bērziņa · 17.11.2026.»"""
    return f"{talk.child} · {day(talk.day)}"


def aside_of_year(group: ChildGroup) -> str:
    """«Bitītes · 2026./2027. mācību gads»"""
    return f"{group.name} · {of_year(group.school_year)}"


def day(one: date) -> str:
    return date_format(one, "SHORT_DATE_FORMAT")


def moment(at: datetime, zone: str) -> str:
    return date_format(local(at, zone), "SHORT_DATETIME_FORMAT")


def stands(talk: Talk) -> str:
    """«Kopīgota ar vecākiem 17.11.2026.»; else that parents were not shown it."""
    if talk.shared_at is None:
        return _("Not shared with parents")
    return _("Shared with parents on %(day)s") % {"day": shared_on(talk)}


def shared_on(talk: Talk) -> str:
    """«17.11.2026.»; empty of one that parents are not shown."""
    if talk.shared_at is None:
        return ""
    return day(local_day(talk.shared_at, talk.institution.time_zone))


def state(action: TalkAction) -> str:
    return str(State(action.state).label)


def said(one: TalkAddition, zone: str) -> str:
    """«Kristīne Bērziņa, 18.11.2026. 9:06»"""
    return f"{one.by}, {moment(one.at, zone)}"


def read(name: str, at: datetime | None, zone: str) -> str:
    """«Kristīne Bērziņa: izlasīts 18.11.2026. 9:06»"""
    if at is None:
        return pgettext("talk on paper", "%(name)s: not marked as read") % {"name": name}
    read_at = {"name": name, "moment": moment(at, zone)}
    return pgettext("talk on paper", "%(name)s: read on %(moment)s") % read_at
