"""How an account stands in the house acted in, for administration and the superuser."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from people.access import Access
from people.models import Exclusion, Role, RoleGroup, User
from people.operations.sessions import Closed


@dataclass(frozen=True)
class Standing:
    """``tone`` as the parts have it; ``exclusion``: what keeps the person out now or later."""

    text: str
    tone: str
    roles: list[str]
    exclusion: Exclusion | None
    sessions: int
    works_here: bool  # only staff leave


def of(person: User, by: Access) -> Standing:
    roles = RoleGroup.objects.filter(institution=by.institution, group__user=person)
    held = list(roles.values_list("role", flat=True))
    labels = [str(Role(role).label) for role in held]
    lasting = Exclusion.objects.filter(user=person, institution=by.institution).exclude(
        until__lte=by.day
    )
    exclusion = lasting.order_by("since").first()
    text, tone = _said(person, exclusion, by)
    sessions = UserSession.objects.filter(user=person).count()
    works_here = any(role != Role.PARENT for role in held)
    return Standing(text, tone, labels, exclusion, sessions, works_here)


def said_of(closed: Closed) -> str:
    """What was closed together with a password."""
    counted = [
        ngettext("%(n)d session", "%(n)d sessions", closed.sessions) % {"n": closed.sessions},
        ngettext("%(n)d passkey", "%(n)d passkeys", closed.passkeys) % {"n": closed.passkeys},
        ngettext("%(n)d known device", "%(n)d known devices", closed.devices)
        % {"n": closed.devices},
        ngettext("%(n)d PIN", "%(n)d PINs", closed.pins) % {"n": closed.pins},
    ]
    told = [text for number, text in zip(closed, counted, strict=True) if number]
    return _("Closed with it: %(what)s.") % {"what": ", ".join(told)} if told else ""


def _said(person: User, exclusion: Exclusion | None, by: Access) -> tuple[str, str]:
    if exclusion and exclusion.since > by.day:
        return _("will be closed"), "soon"
    if exclusion and exclusion.kind == Exclusion.Kind.SUSPENDED:
        return _("suspended"), "bad"
    if exclusion or not person.is_active:
        return pgettext("account", "closed"), "bad"
    if person.locked_at:
        return _("locked on suspicion"), "bad"
    return (_("in use"), "good") if person.activated_at else (_("has no key yet"), "soon")
