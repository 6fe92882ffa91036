"""Asks the tables for one person on one day. The list and the object ask the same question."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from people.access.acting import Acting, roles_of
from people.access.families import NOTHING, Lying, by_day, rows_of, stays_of
from people.access.reach import within_reach
from people.access.tables import (
    BY_ASSIGNMENT,
    BY_GUARDIANSHIP,
    GIVES,
    KEEPING,
    OF_ACCOUNTS,
    OF_FAMILIES,
    OF_STAFF,
    OF_THE_HOUSE,
    SIGHT,
    Action,
)
from people.models import (
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Role,
    RoleGroup,
    User,
)
from people.whose_day import Stay


class Access:
    """What one person may do on one day, acting in one role."""

    def __init__(self, user: Any, *, day: date, acting_key: str | None = None) -> None:
        self.user: User = user
        self.day = day
        self._acting_key = acting_key
        self._today: Access | None = None  # of which this is the same on another day
        self._found: dict[tuple[Action, type[Model], Any], bool] = {}
        self._groups: dict[Action, frozenset[int]] = {}
        self._stays: dict[str | None, list[Stay]] = {}

    # --- the roles of a person ---------------------------------------------------------------
    @cached_property
    def roles(self) -> list[Acting]:
        """Every role the person holds with what it may, staff roles first. One query."""
        return roles_of(self.user, self.day) if self.user.is_authenticated else []

    @cached_property
    def acting(self) -> Acting | None:
        """The chosen role while it is still held, else the first one."""
        chosen = [role for role in self.roles if role.key == self._acting_key]
        return next(iter(chosen or self.roles), None)

    @property
    def institution(self) -> Institution | None:
        """The one institution staff act in; None for a parent."""
        return self.acting.institution if self.acting else None

    def on(self, day: date) -> Access:
        """The same person in the same role on another day: next September's teacher, in August.

        Whoever is kept out today or on that day, or holds the role on one of them only, may nothing
        by it; what a family may, it may on both.
        """
        other = Access(self.user, day=day, acting_key=self.acting.key if self.acting else None)
        other._today = self
        if other.acting != self.acting:
            other.acting = None
        return other

    @property
    def zone(self) -> str:
        """Where the person's hours are counted: the house they act in, for a parent the portal's own."""
        return self.institution.time_zone if self.institution else settings.TIME_ZONE

    def acts_as(self, role: str) -> bool:
        return self.acting is not None and self.acting.role == role

    @property
    def gives(self) -> frozenset[str]:
        """Staff roles that the person may give to somebody new (R8)."""
        return frozenset().union(*(roles for right, roles in GIVES.items() if self.holds(right)))

    # --- questions ---------------------------------------------------------------------------
    def holds(self, action: Action) -> bool:
        """May it be done in the whole institution?"""
        return self.acting is not None and action in self.acting.held

    def can(self, action: Action, obj: Model) -> bool:
        if isinstance(obj, ChildGroup):
            return self._may_in_group(action, obj)
        if isinstance(obj, Institution) and not self.acts_as(Role.PARENT):
            return self._whole_house(action) == obj
        known = self._found.get((action, type(obj), obj.pk))
        if known is not None:
            return known
        return type(obj)._default_manager.visible_to(self, action).filter(pk=obj.pk).exists()  # type: ignore[attr-defined]

    def require(self, action: Action, obj: Model) -> None:
        """:raises PermissionDenied: unless the action is allowed on the object."""
        if not self.can(action, obj):
            raise PermissionDenied(_("You may not do this here."))

    def find(self, queryset: QuerySet, action: Action, **lookup: Any) -> Any:
        """One object in one query. The unseen does not exist, the seen may be refused.

        What was asked here is not asked again.

        :raises Http404: nothing there that this person sees
        :raises PermissionDenied: seen, but the action is not theirs
        """
        sight = SIGHT.get(action, action)
        seen = queryset.visible_to(self, sight)  # type: ignore[attr-defined]
        is_open = action != sight and queryset.model is not ChildGroup
        if is_open:
            seen = seen.annotate(may_do=self._exists(queryset.model, action))
        obj = seen.filter(**lookup).first()
        if obj is None:
            raise Http404
        self._found[sight, type(obj), obj.pk] = True
        if is_open:
            self._found[action, type(obj), obj.pk] = obj.may_do
        self.require(action, obj)
        return obj

    def _exists(self, model: type[Model], action: Action) -> Exists:
        return Exists(model._default_manager.visible_to(self, action).filter(pk=OuterRef("pk")))  # type: ignore[attr-defined]

    # --- rules for querysets -----------------------------------------------------------------
    def groups(self, action: Action) -> QuerySet[ChildGroup]:
        return ChildGroup.objects.filter(self.group_rule(action))

    def seen_groups(self, action: Action) -> frozenset[int]:
        """Ids of those groups; asked once."""
        if action not in self._groups:
            self._groups[action] = frozenset(self.groups(action).values_list("pk", flat=True))
        return self._groups[action]

    def group_rule(self, action: Action) -> Q:
        whole, some = self._extent(action)
        return Q(institution=whole) if whole else Q(pk__in=some)

    def _may_in_group(self, action: Action, group: ChildGroup) -> bool:
        """The same of one group, which needs no question: what the role may is known."""
        whole, some = self._extent(action)
        return group.institution_id == whole.pk if whole else group.pk in some

    def _extent(self, action: Action) -> tuple[Institution | None, frozenset[int]]:
        """In the groups of a whole institution, or in those by id."""
        if action in OF_THE_HOUSE | OF_ACCOUNTS:
            return None, frozenset()
        if self.holds(action):
            return self.institution, frozenset()
        return None, self._assigned(action)

    def institution_rule(self, action: Action) -> Q:
        """For a parent: the houses of their children, for what concerns a house as a whole."""
        if self.acts_as(Role.PARENT) and action in OF_THE_HOUSE:
            return Q(pk__in=self.own_children(action).values("institution"))
        return Q(pk=house.pk) if (house := self._whole_house(action)) else NOTHING

    def _whole_house(self, action: Action) -> Institution | None:
        """The same for its staff: the one they act in, if they hold it there."""
        of_a_house = self.holds(action) and action != Action.OPERATE_ACCOUNTS
        return self.institution if of_a_house else None

    def relation_rule(self, action: Action) -> Q:
        of_people = self.holds(action) and action not in OF_THE_HOUSE | OF_ACCOUNTS
        return Q(institution=self.institution) if of_people else NOTHING

    def account_rule(self, action: Action) -> Q:
        """What is kept of the accounts of a house."""
        of_people = self.holds(action) and action in OF_ACCOUNTS | {Action.MANAGE_PEOPLE}
        return Q(institution=self.institution) if of_people else NOTHING

    def adult_rule(self, action: Action) -> Q:
        """Whoever holds it in a house asks about its people: its staff, its families, or both."""
        return self._adults(action) & (within_reach(self) if action in KEEPING else Q())

    def _adults(self, action: Action) -> Q:
        if action in OF_FAMILIES:
            return Q(pk__in=self._families(action).values("user"))
        if self.holds(action) and action not in OF_THE_HOUSE:
            return Q(pk__in=self._members(action))
        return NOTHING if action in OF_ACCOUNTS else Q(pk=self.user.pk)

    def _members(self, action: Action) -> QuerySet[RoleGroup, Any]:
        """Ids of those who hold a role in the house; of the staff alone where it says so."""
        roles = RoleGroup.objects.filter(institution=self.institution)
        if action in OF_STAFF:
            roles = roles.exclude(role=Role.PARENT)
        return roles.values("group__user")

    def _families(self, action: Action) -> QuerySet[Guardianship]:
        """Whoever answers, or answered, for a child that the action is allowed on as staff."""
        if self.acts_as(Role.PARENT):
            return Guardianship.objects.none()
        children = Child.objects.filter(self.child_rule(action))
        return Guardianship.objects.filter(child__in=children)

    def child_rule(self, action: Action) -> Q:
        if action in OF_THE_HOUSE | OF_ACCOUNTS:
            return NOTHING
        if self.holds(action):
            return Q(institution=self.institution)
        if self.acts_as(Role.PARENT):
            return Q(pk__in=self._guarded(action))
        enrolled = Enrolment.objects.on(self.day).filter(group__in=self._assigned(action))
        return Q(pk__in=enrolled.values("child"))

    def own_children(self, action: Action) -> QuerySet[Child]:
        """The children this person answers for, when acting as a parent."""
        return Child.objects.filter(pk__in=self._guarded(action))

    def family_rule(self, action: Action, lying: Lying = by_day) -> Q:
        """Rows of groups, for a parent: of the days on which the group answers for a child of theirs;
        ``lying`` says how the rows lie in time (``families``). One query, asked once."""
        return rows_of(self.family_stays(action), lying)

    def family_stays(self, action: Action) -> list[Stay]:
        """Those days themselves, of each own child; none for who does not act as a parent. What the same
        restriction takes is the same days."""
        taken_by = BY_GUARDIANSHIP.get(action, action)
        if taken_by not in self._stays:
            self._stays[taken_by] = stays_of(self.own_children(action))
        return self._stays[taken_by]

    def _assigned(self, action: Action) -> frozenset[int]:
        """Ids of the groups in which an assignment of today allows it."""
        if self.acting is None or not self.acts_as(Role.TEACHER):
            return frozenset()
        assigned = self.acting.assigned
        return frozenset(group for group, kind in assigned if action in BY_ASSIGNMENT[kind])

    def _guarded(self, action: Action) -> frozenset[int]:
        """Ids of the children whom this person answers for, as far as no restriction takes the action."""
        if self.acting is None or action not in BY_GUARDIANSHIP:
            return frozenset()
        own = self.acting.children(BY_GUARDIANSHIP[action])
        return own & self._today._guarded(action) if self._today else own
