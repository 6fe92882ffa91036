"""Days that people choose: which a journal can speak of, and the fields of every form."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
OLDEST_CHILD = 15  # years: a card may be corrected long after its child went to school
OLDEST = 120
_ISO = "%Y-%m-%d"  # as an input of a day sends it, whatever it shows


def require_near(day: date) -> None:
    """A slip of a finger in the year is said, before anybody computes with it.

    :raises ValidationError: no journal speaks of such a day
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        text = _("Check the year: a day is from %(first)s to %(last)s.")
        raise ValidationError(
            text % {"first": _shown(FIRST_DAY), "last": _shown(LAST_DAY)}, code="far"
        )


def require_born(birth_date: date, today: date, *, most: int) -> None:
    """:param most: years
    :raises ValidationError: the day is to come, or too long ago
    """
    if birth_date > today:
        raise ValidationError(_("A birth date cannot lie in the future."))
    if birth_date.year < today.year - most:
        raise ValidationError(_("Check the year: more than %(n)d years ago.") % {"n": most})


def _shown(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format=_ISO)


class DayField(forms.DateField):
    """A day, chosen."""

    widget = DayInput
    input_formats = (_ISO,)
    default_validators = [require_near]


class BirthDateField(DayField):
    """A day that may be long ago; how long, the operation knows."""

    default_validators = []
