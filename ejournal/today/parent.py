"""A parent's Today: each own child, and whether it is there."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from attendance import at_home
from people.access import Access


def of_a_parent(access: Access, at: datetime) -> dict[str, Any]:
    found = at_home.today(access, at=at)
    several = len({kid.institution.pk for kid in found}) > 1
    return {"kids": [_kid(kid, several=several) for kid in found]}


_STATES = {
    "present": (lambda: _("Present today"), "good", "check"),
    "absent": (lambda: _("Absent today"), "", "x"),
    "unknown": (lambda: _("Not marked yet"), "", "clock"),
    "off": (lambda: _("Day off"), "", "sun"),
}


def _kid(kid: at_home.Kid, *, several: bool) -> dict[str, Any]:
    """Input of ``components/kid.html``; the institution is named where there are ``several``."""
    state = None
    if kid.state in _STATES:
        text, tone, icon = _STATES[kid.state]
        state = {"text": text(), "tone": tone, "icon": icon}
    group = kid.group.name if kid.group else ""
    if kid.state == "none":
        group = _("No group at present")
    return {
        "name": str(kid.child),
        "group": f"{group} · {kid.institution.name}" if several else group,
        "symbol": kid.group.symbol if kid.group else "",
        "state": state,
        "detail": _detail(kid),
    }


def _detail(kid: at_home.Kid) -> str:
    if kid.state == "off":
        return kid.why_off
    if kid.state == "absent" and kid.mark:
        reason = kid.mark.get_reason_display() if kid.mark.reason else ""
        return reason or _("The reason is not known to the preschool yet.")
    return ""
