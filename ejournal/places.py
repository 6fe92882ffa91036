"""Where one can go, by role: literal tables. Four stand in a phone's tabs, the rest under «More».

What is needed rarely stands behind «Institution», and on a phone beside the other places under «More».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
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
    about: Any = ""  # what is there, where it stands in a list
    root: str = ""  # where its pages lie, unless below its own address
    within: str = ""  # a piece of addresses that lie below another place's

    @property
    def url(self) -> str:
        return reverse(self.name)

    def holds(self, path: str) -> int:
        """How much of a page's address says that it is here; 0 elsewhere. Today holds nothing but itself."""
        if self.within and self.within in path:
            return len(path)
        root = self.root or self.url
        return len(root) if path == root or (root != "/" and path.startswith(root)) else 0


PLACES = {
    place.name: place
    for place in (
        Place("today", "sun", _("Today")),
        Place("attendance:groups", "clipboard-check", _("Register"), root="/groups/"),
        Place(
            "planning:plans", "calendar-month", pgettext_lazy("place", "Plans"),
            _("the month's plans of groups"), within="/plans/",
        ),
        Place(
            "activities:days", "notebook", pgettext_lazy("place", "Days"),
            _("what groups have written of each day"),
        ),
        Place("activities:feed", "notebook", pgettext_lazy("place", "Days")),
        Place(
            "assessment:board", "stairs-up", pgettext_lazy("place", "Assessment"),
            _("what groups have left out of it"),
        ),
        Place("assessment:growth", "stairs-up", pgettext_lazy("place", "Growth")),
        Place("messaging:family_talks", "message-circle", pgettext_lazy("place", "Talks")),
        Place("attendance:notices", "calendar-off", pgettext_lazy("place", "Absence")),
        Place("attendance:checks", "list-check", pgettext_lazy("place", "Check")),
        Place(
            "attendance:kitchen", "tools-kitchen-2", pgettext_lazy("place", "Kitchen"),
            _("how many children eat, by group, age and diet"),
        ),
        Place(
            "attendance:months", "table", pgettext_lazy("place", "Months"),
            _("attendance of a month, by group and child"),
        ),
        Place(
            "attendance:clarifications", "phone", pgettext_lazy("place", "To clarify"),
            _("absences whose reason is not known"),
        ),
        Place("attendance:evacuation", "run", pgettext_lazy("place", "Evacuation")),
        Place("duties:calendar", "calendar", _("Calendar"), _("working days, holidays, days off")),
        Place(
            "duties:ladder", "lock", pgettext_lazy("place", "Closed"),
            _("weeks signed and months closed"),
        ),
        Place("people:children", "users", pgettext_lazy("place", "People")),
        Place("people:staff", "users", _("Staff"), _("roles and groups of each")),
        Place(
            "people:invitations", "key", pgettext_lazy("place", "Keys"),
            _("invitations and slips for staff and families"),
        ),
        Place(
            "curriculum:catalogue", "books", _("Learning outcomes"),
            _("learning areas, values and virtues that plans choose from"),
        ),
        Place("people:devices", "lock-open", _("Shared devices"), _("computers of group rooms")),
        Place("agreements:documents", "shield-check", _("Documents"), _("terms and other papers")),
        Place(
            "manners:reports", "flag", pgettext_lazy("manners", "Reports"),
            _("what somebody reported, and stored files"),
        ),
        Place(
            "messaging:delivery", "mail", _("Delivery of notifications"),
            _("letters that did not get through"),
        ),
        Place("admin:index", "settings", _("Administration"), _("groups, diets, settings")),
        Place("institution", "building", pgettext_lazy("place", "Institution")),
        Place("people:account", "user", _("Account")),
    )
}  # fmt: skip
MORE = Place("more", "menu-2", pgettext_lazy("place", "More"))

# What each role has at hand, the most needed first. No question to the database: a role alone says it.
ORDER: dict[str, tuple[str, ...]] = {
    Role.ADMIN: (
        "today", "attendance:groups", "attendance:checks", "attendance:evacuation",
        "attendance:months", "planning:plans", "people:children", "institution", "people:account",
    ),
    Role.TEACHER: (
        "today", "attendance:groups", "planning:plans", "attendance:evacuation", "attendance:months",
        "people:children", "duties:calendar", "duties:ladder", "people:account",
    ),
    Role.NURSE: (
        "today", "attendance:checks", "attendance:kitchen", "attendance:groups",
        "attendance:evacuation", "people:children", "institution", "people:account",
    ),
    Role.CLERK: (
        "today", "attendance:checks", "attendance:kitchen", "attendance:groups",
        "attendance:evacuation", "attendance:months", "people:children", "institution",
        "people:account",
    ),
    Role.SUPERUSER: ("today", "people:invitations", "duties:calendar", "people:account"),
    Role.PARENT: (
        "today", "activities:feed", "assessment:growth", "attendance:notices",
        "messaging:family_talks", "planning:plans", "duties:calendar", "people:account",
    ),
    "": ("today", "people:account"),  # in no role
}  # fmt: skip

_DAY, _CLOSING, _HOUSE = (
    pgettext_lazy("places", "Day"),
    pgettext_lazy("places", "Tables and closing"),
    pgettext_lazy("place", "Institution"),
)
# What stands behind «Institution», in blocks.
BEHIND: dict[str, tuple[tuple[Any, tuple[str, ...]], ...]] = {
    Role.ADMIN: (
        (_DAY, ("activities:days", "assessment:board", "attendance:kitchen", "attendance:clarifications")),
        (_CLOSING, ("duties:ladder", "duties:calendar")),
        (_HOUSE, (
            "people:staff", "people:invitations", "curriculum:catalogue", "people:devices",
            "agreements:documents", "manners:reports", "messaging:delivery", "admin:index",
        )),
    ),
    Role.NURSE: (
        (_CLOSING, ("attendance:months", "duties:ladder", "duties:calendar")),
        (_HOUSE, ("agreements:documents",)),
    ),
    Role.CLERK: (
        (_CLOSING, ("duties:ladder", "duties:calendar")),
        (_HOUSE, ("people:staff", "people:invitations", "agreements:documents")),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """Places under one heading."""

    label: Any
    places: list[Place]


def _role(access: Access) -> str:
    return access.acting.role if access.acting else ""


def of(access: Access) -> list[Place]:
    """The places of the role acted in, in order.

    :raises KeyError: a role that has none here
    """
    return [PLACES[name] for name in ORDER[_role(access)]]


def behind(access: Access) -> list[Block]:
    """What stands behind «Institution»; nothing for those who have no such place."""
    blocks = BEHIND.get(_role(access), ())
    return [Block(label, [PLACES[name] for name in names]) for label, names in blocks]


def at(path: str, access: Access) -> Place | None:
    """The place that a page belongs to: one's own first, then what stands behind «Institution»."""
    within = (place for block in behind(access) for place in block.places)
    if found := _nearest(path, of(access)):
        return found
    return PLACES["institution"] if _nearest(path, within) else None


def _nearest(path: str, places: Iterable[Place]) -> Place | None:
    here = [(held, place) for place in places if (held := place.holds(path))]
    return max(here, key=lambda one: one[0])[1] if here else None


def has(access: Access, name: str) -> bool:
    """Whether a place is one of those of the role acted in."""
    return any(place.name == name for place in of(access))
