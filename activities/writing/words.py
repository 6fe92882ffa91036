"""What the page of a day says."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.models import DayEntry, DayLog
from activities.operations import Said
from activities.words import moment
from people.models import ChildGroup

CONFIRMED = gettext_lazy(
    "The day was confirmed meanwhile. What stands here is not saved: change the entry itself."
)
CONFLICT = gettext_lazy(
    "Somebody has saved some of the day meanwhile. Everything you typed is kept on this page."
)
OWN_CONFLICT = gettext_lazy(
    "You have saved some of the day in another tab meanwhile. Everything you typed is kept on this page."
)
NOT_YET = gettext_lazy("It is not saved yet.")


def done(log: DayLog | None, own: Said | None) -> str:
    """What a form did that went whole.

    :param own: what was added by it in own words
    """
    if log and log.is_confirmed:
        return _("The day is supplemented.")
    if own:
        return _("Added to the day: “%(title)s”.") % {"title": own.title}
    return _("The draft is saved.")


def written(entry: DayEntry, log: DayLog, zone: str) -> str:
    """«Laima Cīrule 10:40»"""
    who, when = (
        (entry.saved_by, entry.saved_at) if entry.saved_at else (entry.added_by, entry.added_at)
    )
    return f"{who} {moment(when, log.day, zone)}"


def subtitle(group: ChildGroup, day: date) -> str:
    """«Bitītes, otrdiena, 17.11.»"""
    return f"{group.name}, {date_format(day, 'l, j.m.')}"


def confirmed(log: DayLog, zone: str) -> str:
    """«Apstiprināts 13:41»"""
    assert log.confirmed_at
    return _("Confirmed %(when)s") % {"when": moment(log.confirmed_at, log.day, zone)}


def count(entries: int) -> str:
    return ngettext("%(n)d entry", "%(n)d entries", entries) % {"n": entries}
