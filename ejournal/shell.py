"""What every page's frame needs: whose page it is, where one can go, in which role."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings

from ejournal import places
from ejournal.sign_in.quick_change import at_the_door
from messaging.notifications.inbox import unread_by_role
from people.access import Access, Acting
from people.devices import idle
from people.devices.quick_change import QuickChange
from people.models import User
from people.requests import PortalRequest


@dataclass
class Shell:
    product: str = "Rīts"
    institution: str = ""
    path: str = ""  # of the page
    user: str = ""
    initials: str = ""
    acting: Acting | None = None
    roles: list[Acting] = field(default_factory=list)
    demo: bool = False
    demo_logins: list[dict[str, str]] = field(default_factory=list)
    demo_password: str = ""
    access: Access | None = None
    is_shared_device: bool = False
    locks_after: int = int(idle.AFTER.total_seconds())
    request: PortalRequest | None = None  # of somebody at the door

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        """Where one can go. Asked when a frame is drawn: what stands alone has none, nor has a piece."""
        return _places(self.path, self.access) if self.access else []

    @cached_property
    def news(self) -> "News":
        """What is unread. Asked when a page shows it; a task does not (its queries are counted)."""
        return _news(self.access) if self.access else News()

    @cached_property
    def quick(self) -> QuickChange:
        """The tiles of a shared device, where somebody stands at its door."""
        if self.request is None:
            return QuickChange()
        return getattr(self.request, "quick_change", None) or at_the_door(self.request)


@dataclass(frozen=True)
class RoleNews:
    role: Acting
    unread: int


@dataclass(frozen=True)
class News:
    """Unread notifications: in the acting role, and in the others that have any."""

    here: int = 0
    elsewhere: list[RoleNews] = field(default_factory=list)


def shell(request: PortalRequest) -> dict[str, Shell]:
    """Context processor: the frame of a page."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": _doorstep(request)}
    access: Access = request.access
    return {
        "shell": Shell(
            institution=access.acting.institution_name if access.acting else "",
            path=request.path,
            user=str(user),
            initials=user.initials,
            acting=access.acting,
            roles=access.roles,
            access=access,
            is_shared_device=idle.is_shared(request),
        )
    }


def _news(access: Access) -> News:
    unread = unread_by_role(access)
    here = unread[access.acting.key] if access.acting else 0
    others = [RoleNews(role, unread[role.key]) for role in access.roles if role != access.acting]
    return News(here, [other for other in others if other.unread])


def _doorstep(request: PortalRequest) -> Shell:
    if not settings.RITS_DEMO:
        return Shell(request=request)
    from ejournal.demo.logins import LOGINS, PASSWORD

    if not User.objects.filter(username=LOGINS[0].username).exists():
        return Shell(request=request)  # a portal of one's own, begun without the demonstration
    logins = [{"username": login.username, "label": str(login.label)} for login in LOGINS]
    return Shell(demo=True, demo_logins=logins, demo_password=PASSWORD, request=request)


def _places(path: str, access: Access) -> list[dict[str, Any]]:
    """Tabs of a phone and the side list of wider screens; a phone has room for five."""
    here = places.at(path, access)
    mine = [_place(place, is_here=place == here) for place in places.of(access)]
    tabs = len(mine) if len(mine) <= places.TABS else places.TABS - 1
    for folded in mine[tabs:]:
        folded["desk_only"] = True
    if tabs < len(mine):
        is_here = path == places.MORE.url or any(one["current"] for one in mine[tabs:])
        mine.append(_place(places.MORE, is_here=is_here) | {"phone_only": True})
    return mine


def _place(place: places.Place, *, is_here: bool) -> dict[str, Any]:
    return {
        "url": place.url, "icon": place.icon, "label": str(place.label), "current": is_here,
        "phone_only": place.name == "people:account",  # on wider screens the person's name leads there
        "desk_only": False,
    }  # fmt: skip
