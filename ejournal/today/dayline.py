"""The working day as a line, the present moment on it."""

from datetime import time
from typing import Any

from django.utils.translation import gettext as _

OPENS, CLOSES = time(7), time(19)


def dayline(now: time, due: time) -> dict[str, Any]:
    """Input of ``components/dayline.html``: the due moment stands in the middle, the morning before
    it and the day after it each take half of the line."""
    place = min(99, max(1, round(_place(now, due))))
    return {
        "label": _("The day: now %(now)s, due at %(due)s") % {"now": _hm(now), "due": _hm(due)},
        "start": _hm(OPENS),
        "end": _hm(CLOSES),
        "now": {"at": place, "text": _hm(now)},
        "stops": [{"at": 50, "text": _hm(due)}],
    }


def _place(now: time, due: time) -> float:
    """Per cent of the width."""
    if now <= due:
        return 50 * (_minutes(now) - _minutes(OPENS)) / max(1, _minutes(due) - _minutes(OPENS))
    return 50 + 50 * (_minutes(now) - _minutes(due)) / max(1, _minutes(CLOSES) - _minutes(due))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _hm(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
