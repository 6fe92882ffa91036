"""How an account stands in the house acted in, for administration and the superuser."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from people.access import Access
from people.models import Exclusion, Role, RoleGroup, User


@dataclass(frozen=True)
class Standing:
    """``tone`` as the parts have it; ``exclusion``: what keeps the person out now or later."""

    text: str
    tone: str
    roles: list[str]
    exclusion: Exclusion | None
    sessions: int


def of(person: User, by: Access) -> Standing:
    roles = RoleGroup.objects.filter(institution=by.institution, group__user=person)
    labels = [str(Role(role).label) for role in roles.values_list("role", flat=True)]
    lasting = Exclusion.objects.filter(user=person, institution=by.institution).exclude(
        until__lte=by.day
    )
    exclusion = lasting.order_by("since").first()
    text, tone = _said(person, exclusion, by)
    return Standing(text, tone, labels, exclusion, UserSession.objects.filter(user=person).count())


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
