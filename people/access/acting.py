"""The roles of a person and what each may: one query, which every page asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import BitOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from people.models import (
    Assignment,
    Exclusion,
    Guardianship,
    Institution,
    InstitutionGroupPermission,
    Restriction,
    Role,
)
from people.models.prepared import prepared
from people.models.relations import SCOPES

if TYPE_CHECKING:
    from people.models import User

_KINDS = 8  # more than there are kinds of assignments
_EVERY_SCOPE = 1 << len(SCOPES)


def role_key(role: str, institution_id: int | None) -> str:
    """How a role is named in a session or a task: «teacher-3»; a parent's spans all institutions."""
    return role if role == Role.PARENT or institution_id is None else f"{role}-{institution_id}"


@dataclass(frozen=True)
class Acting:
    """One role a person can act in. A parent's spans all institutions: ``institution`` is None."""

    role: str
    institution: Institution | None = None
    # what the role may: not who one is, and different on another day
    held: frozenset[str] = field(default=frozenset(), compare=False)  # in the house (guardian)
    assigned: frozenset[tuple[int, int]] = field(default=frozenset(), compare=False)  # group, kind
    # a parent's own children, and what restrictions take of each: a bit for each scope
    guarded: frozenset[tuple[int, int]] = field(default=frozenset(), compare=False)

    @property
    def key(self) -> str:
        return role_key(self.role, self.institution.pk if self.institution else None)

    @property
    def label(self) -> str:
        return str(Role(self.role).label)

    def children(self, scope: str | None) -> frozenset[int]:
        """Ids of a parent's own children of whom nothing takes the scope; None: whatever is restricted."""
        bit = 1 << SCOPES.index(scope) if scope else 0
        return frozenset(child for child, taken in self.guarded if not taken & bit)

    @property
    def institution_name(self) -> str:
        return self.institution.name if self.institution else ""


def roles_of(user: User, day: date) -> list[Acting]:
    """Every role the person holds with what it may on the day, staff roles first."""
    order = list(Role.values)
    asked = _houses(user=user.pk, day=day)
    houses = sorted(asked, key=lambda house: (order.index(house.role), house.pk))
    staff = [_acting(house) for house in houses if house.role != Role.PARENT]
    return staff + [_parent(house) for house in houses if house.role == Role.PARENT][:1]


def _acting(house: Any) -> Acting:
    assigned = frozenset(divmod(code, _KINDS) for code in house.assigned)
    return Acting(house.role, house, frozenset(house.held), assigned)


def _parent(house: Any) -> Acting:
    """Of any of the houses: each tells the children of all."""
    guarded = frozenset(divmod(code, _EVERY_SCOPE) for code in house.guarded)
    return Acting(Role.PARENT, guarded=guarded)


@prepared
def _houses(user: int, day: date) -> QuerySet[Institution]:
    """Each institution once for each role held in it: ``role``, ``held``, ``assigned``, ``guarded`` are
    told."""
    held = InstitutionGroupPermission.objects.filter(
        group=OuterRef("role_groups__group"), content_object=OuterRef("pk")
    )
    mine = Assignment.objects.on(day).filter(user=user, institution=OuterRef("pk"))
    coded = mine.annotate(code=F("group") * _KINDS + F("kind"))
    houses = Institution.objects.filter(role_groups__group__user=user).annotate(
        role=F("role_groups__role"),
        held=ArraySubquery(held.values("permission__codename")),
        assigned=ArraySubquery(coded.values("code")),
        guarded=ArraySubquery(_guarded(user, day)),
    )
    kept_out = Exclusion.objects.on(day).filter(user=user, institution=OuterRef("pk"))
    suspended = Exists(kept_out.filter(kind=Exclusion.Kind.SUSPENDED))
    left = ~Q(role=Role.PARENT) & Exists(kept_out.filter(kind=Exclusion.Kind.LEFT))
    return houses.exclude(suspended | left).order_by()


def _guarded(user: int, day: date) -> QuerySet[Guardianship, Any]:
    """The children that the person answers for that day, each in one number with what is taken."""
    bits = (
        Case(When(**{scope: True}, then=1 << bit), default=0) for bit, scope in enumerate(SCOPES)
    )
    restrictions = Restriction.objects.on(day).filter(guardianship=OuterRef("pk")).order_by()
    taken = restrictions.values("guardianship").annotate(bits=BitOr(reduce(add, bits)))
    mine = Guardianship.objects.counting_on(day).filter(user=user)
    code = F("child") * _EVERY_SCOPE + Coalesce(Subquery(taken.values("bits")), 0)
    return mine.annotate(code=code).values("code")


def is_kept_out(user: User, day: date) -> bool:
    """No role is left to the person, for they left or are suspended (R3, R33). One query or two."""
    excluded = Exclusion.objects.on(day).filter(user=user.pk)
    return not roles_of(user, day) and excluded.exists()
