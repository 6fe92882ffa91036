"""A day of every year, as an institution may set one: «31.12.»"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models.group import FIRST_MONTH

_TYPED = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.?", re.ASCII)
_ORDINARY = 2001  # a school year without a 29 February: what is set holds in every year


@dataclass(frozen=True)
class MonthDay:
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day}.{self.month:02}."

    @classmethod
    def parse(cls, stored: str) -> MonthDay:
        month, day = stored.split("-")
        return cls(int(month), int(day))

    @property
    def stored(self) -> str:
        """«12-31»"""
        return f"{self.month:02}-{self.day:02}"

    def in_school_year(self, year: int) -> date:
        return date(year if self.month >= FIRST_MONTH else year + 1, self.month, self.day)


class MonthDayField(forms.Field):
    """Of a stretch of the school year, so that two days of two stretches never cross."""

    def __init__(self, *, first: MonthDay, last: MonthDay, **more: Any) -> None:
        super().__init__(**more)
        self.first, self.last = first, last

    def to_python(self, value: Any) -> MonthDay | None:
        """:raises ValidationError: no day of every year"""
        typed = str(value or "").strip()
        if not typed:
            return None
        found = _TYPED.fullmatch(typed)
        try:
            day = MonthDay(int(found[2]), int(found[1])) if found else None
            if day and day.in_school_year(_ORDINARY):
                return day
        except ValueError:
            pass
        raise ValidationError(_("Write a day and a month, like 31.12."), code="invalid")

    def validate(self, value: Any) -> None:
        super().validate(value)
        first, last = (one.in_school_year(_ORDINARY) for one in (self.first, self.last))
        if value and not first <= value.in_school_year(_ORDINARY) <= last:
            text = _("Choose a day from %(first)s to %(last)s.")
            raise ValidationError(text % {"first": self.first, "last": self.last}, code="range")
