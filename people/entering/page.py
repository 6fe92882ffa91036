"""What the pages of people show: children and staff as lists, and a child's card as one may see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from people.access import Access, Action
from people.entering.restrictions import kept_from
from people.models import (
    Address,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    PickUpPerson,
    Restriction,
    Role,
    RoleGroup,
    Stage,
    User,
)
from people.models.group import school_year_of
from people.rules import personal_code
from people.rules.names import search_key
from people.rules.phones import shown
from people.rules.stages import stage_of

PAGE = 300


@dataclass(frozen=True)
class Wanted:
    """``group``: its id, «none» for children in no group today, or empty for all."""

    q: str = ""
    group: str = ""


def children(by: Access, wanted: Wanted) -> QuerySet[Child]:
    """With the name of today's group at hand; one query."""
    today = Enrolment.objects.on(by.day).filter(child=OuterRef("pk")).order_by("-kind")
    found = Child.objects.visible_to(by, Action.VIEW_CHILD).annotate(
        group_name=Subquery(today.values("group__name")[:1]),
        group_id=Subquery(today.values("group")[:1]),
    )
    if wanted.group == "none":
        found = found.filter(group_id=None)
    elif wanted.group.isdecimal():
        found = found.filter(group_id=int(wanted.group))
    if wanted.q:
        found = found.filter(_fits(wanted.q, by))
    return found.order_by("sort_key", "pk")[:PAGE]


def _fits(q: str, by: Access) -> Q:
    """A name without diacritics; for the office also a personal code."""
    folded, digits = search_key(q), "".join(c for c in q if c.isdigit())
    fits = Q(search_key__contains=folded) if folded else Q(pk__in=())
    if len(digits) >= 6 and (by.acts_as(Role.ADMIN) or by.acts_as(Role.CLERK)):
        fits |= Q(personal_code__contains=digits)
    return fits


def groups(by: Access) -> list[ChildGroup]:
    """Of this school year, among those the person sees children of."""
    year = school_year_of(by.day)
    seen = ChildGroup.objects.visible_to(by, Action.VIEW_CHILD).filter(school_year=year)
    return list(seen.order_by("sort_key"))


def staff(by: Access, q: str) -> QuerySet[User]:
    """Those in a staff role, with their roles here as ``held_here``; one query."""
    roles = RoleGroup.objects.filter(institution=by.institution, group__user=OuterRef("pk"))
    held = ArraySubquery(roles.exclude(role=Role.PARENT).values("role"))
    found = User.objects.visible_to(by, Action.ENTER_STAFF).annotate(held_here=held)
    folded, digits = search_key(q), "".join(c for c in q if c.isdigit())
    if q:
        fits = Q(search_key__contains=folded) | Q(username__icontains=folded)
        found = found.filter(fits | Q(phone__contains=digits) if len(digits) >= 4 else fits)
    return found.order_by("sort_key", "pk")[:PAGE]


@dataclass(frozen=True)
class Guardian:
    """``phone`` and ``email`` are empty for whom they are not meant."""

    guardianship: Guardianship
    phone: str
    email: str
    has_key: bool
    restriction: int | None  # its id, for administration


@dataclass(frozen=True)
class Card:
    """A child as one may see it; what is not meant for the reader is empty."""

    child: Child
    code: str
    stage: Stage | None = None  # of the school year, for those who teach by it
    warning: str = ""
    groups: list[Enrolment] | None = None  # None: where the child is, is not this reader's to know
    guardians: list[Guardian] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    pick_ups: list[PickUpPerson] | None = None
    sees_phones: bool = False  # of those who may fetch it
    kept_from: list[User] = field(default_factory=list)  # to whom it is not handed over
    may_enter: bool = False


def card_of(child: Child, by: Access) -> Card:
    """A constant number of queries."""
    return _for_a_parent(child, by) if by.acts_as(Role.PARENT) else _for_staff(child, by)


def _for_a_parent(child: Child, by: Access) -> Card:
    """The own child, without the other parent's contacts; and where it is unless a document forbids it."""
    if not by.can(Action.VIEW_ATTENDANCE, child):
        return Card(child, child.masked_code)
    kept_from_contacts = Restriction.objects.on(by.day).filter(
        guardianship__user=by.user, guardianship__child=child, contacts=True
    )
    addresses = [] if kept_from_contacts.exists() else _addresses(child)
    return Card(child, child.masked_code, groups=_groups(child), addresses=addresses)


def _for_staff(child: Child, by: Access) -> Card:
    is_of_the_office = by.acts_as(Role.ADMIN) or by.acts_as(Role.CLERK)
    contacts, works = _may(by, Action.VIEW_CONTACTS, child), _may(by, Action.VIEW_WARNING, child)
    kept = kept_from([child], by.day).get(child.pk, [])
    return Card(
        child=child, stage=_stage(child, by), warning=child.warning if works else "", groups=_groups(child),
        code=personal_code.shown(child.personal_code) if is_of_the_office else child.masked_code,
        guardians=_guardians(child, by, kept) if contacts else [],
        addresses=_addresses(child) if contacts else [],
        pick_ups=_pick_ups(child, by) if contacts or works else None, sees_phones=contacts,
        kept_from=kept, may_enter=_may(by, Action.ENTER_FAMILIES, child),
    )  # fmt: skip


def _stage(child: Child, by: Access) -> Stage:
    return stage_of(child.birth_date, school_year_of(by.day), child.stage_override)


def _guardians(child: Child, by: Access, kept: list[User]) -> list[Guardian]:
    """Whom a document keeps from the child is not there to be called: their data are administration's."""
    rows = Guardianship.objects.on(by.day).filter(child=child).select_related("user")
    restricted: dict[int, int] = {}
    sees_all = by.holds(Action.MANAGE_PEOPLE)
    if sees_all:  # a decision of a court is administration's to see
        restrictions = Restriction.objects.on(by.day).filter(guardianship__child=child)
        restricted = dict(restrictions.values_list("guardianship", "pk"))
    sees_email = not by.acts_as(Role.NURSE)

    def one(row: Guardianship) -> Guardian:
        person, is_shown = row.user, sees_all or row.user not in kept
        phone = shown(person.phone) if is_shown else ""
        email = (person.email or "") if is_shown and sees_email else ""
        has_key = person.activated_at is not None
        return Guardian(row, phone, email, has_key, restricted.get(row.pk))

    return [one(row) for row in rows.order_by("-is_legal", "user__sort_key")]


def _groups(child: Child) -> list[Enrolment]:
    return list(
        Enrolment.objects.filter(child=child).select_related("group").order_by("-since")
    )  # fmt: skip


def _pick_ups(child: Child, by: Access) -> list[PickUpPerson]:
    return list(PickUpPerson.objects.on(by.day).filter(child=child).order_by("pk"))


def _addresses(child: Child) -> list[Address]:
    return list(Address.objects.filter(child=child).order_by("kind"))


def _may(by: Access, action: Action, child: Child) -> bool:
    """Of a child that was found for this person: what is held in the whole house needs no question."""
    return by.holds(action) or by.can(action, child)
