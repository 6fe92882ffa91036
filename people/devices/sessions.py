"""Where one is signed in: on which kind of device, and when each was last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox.clock import local, portal_day
from people.devices.agents import in_words, kind
from people.requests import PortalRequest


@dataclass(frozen=True)
class Shown:
    pk: int
    device: str
    browser: str
    seen: str
    since: datetime
    is_here: bool


def of(request: PortalRequest) -> list[Shown]:
    """This one first, then those seen last; two queries."""
    lasting = Session.objects.filter(expire_date__gt=request.received_at).values("pk")
    mine = UserSession.objects.filter(user=request.user, session_key__in=lasting)
    shown = [_shown(one, request) for one in mine.order_by("-last_seen_at", "-pk")]
    return sorted(shown, key=lambda one: not one.is_here)


def _shown(one: UserSession, request: PortalRequest) -> Shown:
    is_here = one.session_key == request.session.session_key
    seen = _("now") if is_here else seen_in_words(one.last_seen_at, request.received_at)
    return Shown(
        one.pk, kind(one.user_agent), in_words(one.user_agent), seen, one.created_at, is_here
    )


def seen_in_words(seen_at: datetime, now: datetime) -> str:
    """«šodien 8:41», «vakar 20:15», «pirms 3 dienām»"""
    days = (portal_day(now) - portal_day(seen_at)).days
    if days > 1:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    time = date_format(local(seen_at, settings.TIME_ZONE), "TIME_FORMAT")
    said = _("yesterday %(time)s") if days == 1 else _("today %(time)s")
    return said % {"time": time}
