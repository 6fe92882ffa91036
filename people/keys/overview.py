"""Whom one may invite, and how far each has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import pgettext_lazy

from people.access import Access
from people.keys import links
from people.keys.inviting import invitable
from people.keys.links import Purpose, State
from people.models import Enrolment, Guardianship, OneTimeLink, User
from people.rules.names import search_key

PAGE = 300
NOT_INVITED, ACTIVE = "none", "active"
FILTERS: dict[str, Any] = {  # what a person's last invitation came to
    NOT_INVITED: pgettext_lazy("people", "not invited yet"),
    "open": pgettext_lazy("people", "invited"),
    "dead": pgettext_lazy("people", "invitation lost"),
    ACTIVE: pgettext_lazy("people", "have a key"),
}
_OPEN = {State.WAITING, State.SENT, State.PRINTED}


@dataclass(frozen=True)
class Line:
    person: User
    standing: str  # one of FILTERS
    state: State | None  # of the last invitation
    link: OneTimeLink | None


def lines(by: Access, at: datetime, *, group: int | None = None, wanted: str = "") -> list[Line]:
    """Everybody whom the person may invite, in order of names; three queries."""
    people = of_group(invitable(by), group, by)
    folded = search_key(wanted)
    if folded:
        people = people.filter(search_key__contains=folded)
    found = list(people.order_by("sort_key", "pk")[:PAGE])
    last = _last_invitations(found)
    return [_line(person, last.get(person.pk), at) for person in found]


def of_group(people: QuerySet[User], group: int | None, by: Access) -> QuerySet[User]:
    """Those who answer for a child that is in the group today."""
    if group is None:
        return people
    children = Enrolment.objects.on(by.day).filter(group=group).values("child")
    families = Guardianship.objects.on(by.day).filter(child__in=children)
    return people.filter(pk__in=families.values("user"))


def counts(found: list[Line]) -> dict[str, int]:
    counted = Counter(line.standing for line in found)
    return {standing: counted[standing] for standing in FILTERS}


def _line(person: User, link: OneTimeLink | None, at: datetime) -> Line:
    state = links.state_of(link, at) if link else None
    if person.activated_at:
        return Line(person, ACTIVE, state, link)
    if state is None:
        return Line(person, NOT_INVITED, None, None)
    return Line(person, "open" if state in _OPEN else "dead", state, link)


def _last_invitations(people: list[User]) -> dict[int, OneTimeLink]:
    of_one = OneTimeLink.objects.filter(user=OuterRef("user"), purpose=Purpose.INVITE)
    newest = Subquery(of_one.order_by("-pk").values("pk")[:1])
    found = OneTimeLink.objects.filter(user__in=people, purpose=Purpose.INVITE, pk=newest)
    return {link.user_id: link for link in found}
