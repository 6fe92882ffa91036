"""The Latvian personal code: what it must be, how it is kept (11 digits) and shown (6-5).

The old kind holds the birth date and a check digit; the new one (since July 2017, «32…»–«39…») says
nothing, and the law calls it random: a check digit that does not fit is only worth a warning.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CENTURIES = {"0": 1800, "1": 1900, "2": 2000}


def normalised(typed: str) -> str:
    """«160375-19997» → «16037519997»; empty stays empty.

    :raises ValidationError: no such code can be
    """
    plain = "".join(typed.split())
    if not plain:
        return ""
    code = plain[:6] + plain[7:] if plain[6:7] == "-" else plain
    if len(code) != 11 or not code.isascii() or not code.isdecimal():
        raise ValidationError(_("A personal code has 11 digits: 123456-12345."))
    if not is_new(code) and (birth_date_in(code) is None or not _digit_fits(code)):
        raise ValidationError(_("There is no such personal code: look at its digits once more."))
    return code


def warning(code: str, birth_date: date | None) -> str:
    """What is odd about a code that may still be right; empty when nothing is."""
    if not code:
        return ""
    if is_new(code):
        return "" if _digit_fits(code) else _("The personal code may be mistyped.")
    same = birth_date is None or birth_date_in(code) == birth_date
    return "" if same else _("The personal code says another birth date.")


def shown(code: str | None) -> str:
    return f"{code[:6]}-{code[6:]}" if code else ""


def is_new(code: str) -> bool:
    return code[0] == "3" and code[1] in "23456789"


def birth_date_in(code: str) -> date | None:
    """The date an old code holds; None when there is no such day."""
    century = _CENTURIES.get(code[6])
    if century is None:
        return None
    try:
        return date(century + int(code[4:6]), int(code[2:4]), int(code[:2]))
    except ValueError:
        return None


def check_digit(body: str) -> int:
    """Of the first ten digits; 10 means that no code begins so."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return (1101 - total) % 11


def _digit_fits(code: str) -> bool:
    return check_digit(code[:10]) == int(code[10])
