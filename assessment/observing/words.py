"""What the page of words says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import Observation
from duties.calendar.days import short
from people.models import ChildGroup

NOT_YET = gettext_lazy("It is not saved yet.")
CONFLICT = gettext_lazy(
    "Somebody has saved some of it meanwhile. Everything you typed is kept on this page."
)


def subtitle(group: ChildGroup, day: date) -> str:
    """«Pelītes, otrdiena, 17.11.»"""
    return f"{group.name}, {date_format(day, 'l, j.m.')}"


def about(told: Sequence[Observation]) -> str:
    """«novērots 13.11.»"""
    return about_day(told[0].day) if told else _("nothing written this school year")


def about_day(day: date) -> str:
    return _("observed on %(day)s") % {"day": short(day)}


def progress(written: int, every: int) -> str:
    """«novēroti 6 no 17»"""
    said = _("observed %(n)d of %(every)d") % {"n": written, "every": every}
    return said.replace(" ", "\N{NO-BREAK SPACE}")
