"""Where one can go, by role: a literal table. Four stand in a phone's tabs, the rest under «More»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import Access
from people.models import Role

TABS = 5  # of a phone


@dataclass(frozen=True)
class Place:
    name: str  # of the address
    icon: str
    label: Any


PLACES = {
    place.name: place
    for place in (
        Place("today", "sun", _("Today")),
        Place("attendance:groups", "clipboard-check", _("Register")),
        Place("attendance:notices", "calendar-off", pgettext_lazy("place", "Absence")),
        Place("attendance:checks", "list-check", pgettext_lazy("place", "Check")),
        Place("attendance:kitchen", "tools-kitchen-2", pgettext_lazy("place", "Kitchen")),
        Place("attendance:months", "table", pgettext_lazy("place", "Months")),
        Place("attendance:clarifications", "alert-circle", pgettext_lazy("place", "To clarify")),
        Place("attendance:evacuation", "run", pgettext_lazy("place", "Evacuation")),
        Place("duties:calendar", "calendar", _("Calendar")),
        Place("duties:ladder", "lock", pgettext_lazy("place", "Closed")),
        Place("people:children", "users", pgettext_lazy("place", "People")),
        Place("people:invitations", "key", pgettext_lazy("place", "Keys")),
        Place("admin:index", "settings", _("Administration")),
        Place("people:account", "user", _("Account")),
    )
}
MORE = Place("more", "menu-2", pgettext_lazy("place", "More"))

# What each role has at hand, the most needed first. No question to the database: a role alone says it.
ORDER: dict[str, tuple[str, ...]] = {
    Role.ADMIN: (
        "today", "attendance:groups", "attendance:checks", "attendance:evacuation",
        "attendance:months", "attendance:kitchen", "attendance:clarifications", "duties:calendar",
        "duties:ladder", "people:children", "admin:index", "people:account",
    ),
    Role.TEACHER: (
        "today", "attendance:groups", "attendance:evacuation", "attendance:months",
        "people:children", "duties:calendar", "duties:ladder", "people:account",
    ),
    Role.NURSE: (
        "today", "attendance:checks", "attendance:kitchen", "attendance:groups",
        "attendance:evacuation", "attendance:months", "people:children", "duties:ladder",
        "duties:calendar", "people:account",
    ),
    Role.CLERK: (
        "today", "attendance:checks", "attendance:kitchen", "attendance:groups",
        "attendance:evacuation", "attendance:months", "people:children", "duties:ladder",
        "duties:calendar", "people:account",
    ),
    Role.SUPERUSER: ("today", "people:invitations", "duties:calendar", "people:account"),
    Role.PARENT: ("today", "attendance:notices", "duties:calendar", "people:account"),
}  # fmt: skip
IN_NO_ROLE = ("today", "people:account")


def of(access: Access) -> list[Place]:
    """The places of the role acted in, in order."""
    role = access.acting.role if access.acting else ""
    return [PLACES[name] for name in ORDER.get(role, IN_NO_ROLE)]


def has(access: Access, name: str) -> bool:
    """Whether a place is one of those of the role acted in."""
    return any(place.name == name for place in of(access))
