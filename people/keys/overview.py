"""Whom one may invite, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import Exact
from django.utils.translation import pgettext_lazy

from people.access import Access
from people.keys import links
from people.keys.inviting import address, invitable
from people.keys.links import Purpose, State
from people.models import Enrolment, Guardianship, OneTimeLink, User
from people.rules.names import search_key

PAGE = 100
NOT_INVITED, OPEN, DEAD, ACTIVE = "none", "open", "dead", "active"
FILTERS: dict[str, Any] = {  # what a person's last invitation came to
    NOT_INVITED: pgettext_lazy("people", "not invited yet"),
    OPEN: pgettext_lazy("people", "invited"),
    DEAD: pgettext_lazy("people", "invitation lost"),
    ACTIVE: pgettext_lazy("people", "have a key"),
}


@dataclass(frozen=True)
class Wanted:
    """Which of them: of a group's families, by name, by how far they have come."""

    group: int | None = None
    q: str = ""
    standing: str = ""  # one of FILTERS


@dataclass(frozen=True)
class Line:
    person: User
    standing: str  # one of FILTERS
    state: State | None  # of the last invitation
    link: OneTimeLink | None


def people(by: Access, at: datetime, wanted: Wanted) -> QuerySet[Any]:
    """Everybody whom the person may invite and who fits, each with a ``standing``."""
    found: QuerySet[Any] = _of_group(invitable(by), wanted.group, by)
    if folded := search_key(wanted.q):
        found = found.filter(search_key__contains=folded)
    found = found.annotate(standing=_standing(at), address=address())
    return found.filter(standing=wanted.standing) if wanted.standing else found


def lines(shown: Iterable[User], at: datetime) -> list[Line]:
    """In order of names; two queries."""
    found = list(shown)
    last = _last_invitations(found)
    return [_line(person, last.get(person.pk), at) for person in found]


def counts(by: Access, at: datetime, wanted: Wanted) -> dict[str, int]:
    """How many are how far, of all that fit whatever their standing. One query."""
    everybody = people(by, at, Wanted(wanted.group, wanted.q)).order_by()
    counted = dict(everybody.values_list("standing").annotate(Count("pk", distinct=True)))
    return {standing: counted.get(standing, 0) for standing in FILTERS}


def _standing(at: datetime) -> Case:
    mine = OneTimeLink.objects.filter(user=OuterRef("pk"), purpose=Purpose.INVITE).order_by("-pk")
    opens = ExpressionWrapper(links.still_opens(at), output_field=BooleanField())
    newest = Subquery(mine.annotate(opens=opens).values("opens")[:1])
    return Case(
        When(activated_at__isnull=False, then=Value(ACTIVE)),
        When(Exact(newest, True), then=Value(OPEN)),
        When(Exact(newest, False), then=Value(DEAD)),
        default=Value(NOT_INVITED),
        output_field=CharField(),
    )


def _of_group(people: QuerySet[User], group: int | None, by: Access) -> QuerySet[User]:
    """Those who answer for a child that is in the group today."""
    if group is None:
        return people
    children = Enrolment.objects.on(by.day).filter(group=group).values("child")
    families = Guardianship.objects.on(by.day).filter(child__in=children)
    return people.filter(pk__in=families.values("user"))


def _line(person: Any, link: OneTimeLink | None, at: datetime) -> Line:
    state = links.state_of(link, at) if link else None
    return Line(person, person.standing, state, link)


def _last_invitations(people: list[User]) -> dict[int, OneTimeLink]:
    of_one = OneTimeLink.objects.filter(user=OuterRef("user"), purpose=Purpose.INVITE)
    newest = Subquery(of_one.order_by("-pk").values("pk")[:1])
    found = OneTimeLink.objects.filter(user__in=people, purpose=Purpose.INVITE, pk=newest)
    return {link.user_id: link for link in found}
