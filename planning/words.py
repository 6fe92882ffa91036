"""How a plan is called."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

_PLANS: dict[int, Any] = {
    1: _("January plan"), 2: _("February plan"), 3: _("March plan"), 4: _("April plan"),
    5: _("May plan"), 6: _("June plan"), 7: _("July plan"), 8: _("August plan"),
    9: _("September plan"), 10: _("October plan"), 11: _("November plan"), 12: _("December plan"),
}  # fmt: skip


def title_of(month: date) -> str:
    """«Decembra plāns»"""
    return str(_PLANS[month.month])
