"""Today of nurse, clerk, administration and superuser."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.overview import Line, in_words
from duties.registry import Status


def of_the_house(lines: list[Line], at: datetime) -> dict[str, Any]:
    """Every group's register, and how many are confirmed."""
    return {"lines": [in_words(line, at) for line in lines], "summary": _summary(lines)}


def _summary(lines: list[Line]) -> str:
    """«10 grupas: 8 apstiprinātas, 1 pēc termiņa, 1 klusē»"""
    count = {status: sum(line.status is status for line in lines) for status in Status}
    parts = [
        ngettext("%(n)d group", "%(n)d groups", len(lines)) % {"n": len(lines)},
        _("in time: %(n)d") % {"n": count[Status.MET]},
        _("after the deadline: %(n)d") % {"n": count[Status.LATE]},
        _("not confirmed: %(n)d") % {"n": count[Status.OPEN] + count[Status.OVERDUE]},
    ]
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)  # breaks between parts only
