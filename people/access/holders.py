"""The question turned round: who holds a right over a group on a day? Who owes a duty, who hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q

from people.access.tables import (
    BY_ASSIGNMENT,
    BY_ROLE,
    BY_SETTING,
    OF_ACCOUNTS,
    OF_THE_HOUSE,
    Action,
)
from people.models import (
    Assignment,
    ChildGroup,
    Exclusion,
    Institution,
    Role,
    RoleGroup,
)
from people.registry import all_settings


class Right(NamedTuple):
    """One person, the role in which it is held, and the group."""

    user_id: int
    role: str
    group_id: int


def holders(action: Action, groups: Iterable[ChildGroup], day: date) -> list[Right]:
    """Everybody active who may do ``action`` in the groups that day. Two queries, any number of groups.

    It says the same as ``Access(person, day, role).can(action, group)`` asked for each of them:
    nobody, of what concerns a house as a whole.
    """
    groups = [] if action in OF_THE_HOUSE | OF_ACCOUNTS else list(groups)
    return _by_role(action, groups, day) + _by_assignment(action, groups, day)


def house_holders(action: Action, institution: Institution, day: date) -> list[tuple[int, str]]:
    """Everybody active who may do it that day in the institution as a whole, and in which role. One query.

    It says the same as ``Access(person, day, role).holds(action)``.
    """
    members = _members(action, {institution.pk}, day)
    return [(user, role) for _institution, user, role in members]


def roles_holding(action: Action) -> frozenset[str]:
    """Roles in which somebody may hold the right: in the whole institution, or by an assignment."""
    by_role = {role for role, actions in BY_ROLE.items() if action in actions}
    assigned = any(action in actions for actions in BY_ASSIGNMENT.values())
    return frozenset(by_role | ({Role.TEACHER} if assigned else set()))


def _by_role(action: Action, groups: list[ChildGroup], day: date) -> list[Right]:
    members = _members(action, {group.institution_id for group in groups}, day)
    return [
        Right(user, role, group.pk)
        for institution, user, role in members
        for group in groups
        if group.institution_id == institution
    ]


def _members(action: Action, institutions: set[int], day: date) -> list[tuple[int, int, str]]:
    """Institution, person, role: staff alone hold a right over a house."""
    always = {role for role, actions in BY_ROLE.items() if action in actions}
    let = _let_by_setting(action, institutions)
    out = Exclusion.objects.on(day).filter(
        user=OuterRef("group__user"), institution=OuterRef("institution")
    )
    found = RoleGroup.objects.filter(
        ~Exists(out), institution__in=institutions, group__user__is_active=True,
        role__in=always | {role for role, _house in let},
    )  # fmt: skip
    rows = found.values_list("institution_id", "group__user", "role")
    return sorted(row for row in rows if row[2] in always or (row[2], row[0]) in let)


def _let_by_setting(action: Action, institutions: set[int]) -> set[tuple[str, int]]:
    """Role and institution, where its own setting lets the role do it."""
    wanted = [
        (role, code)
        for role, chosen in BY_SETTING.items()
        for code, actions in chosen.items()
        if action in actions
    ]
    if not wanted:
        return set()
    settings = {one.code: one for one in all_settings()}
    houses = Institution.objects.filter(pk__in=institutions)
    return {
        (role, house.pk) for house in houses for role, code in wanted if settings[code].of(house)
    }


def _by_assignment(action: Action, groups: list[ChildGroup], day: date) -> list[Right]:
    """An assignment counts only while its holder is a teacher of the institution."""
    kinds = [kind for kind, actions in BY_ASSIGNMENT.items() if action in actions]
    still_a_teacher = Q(
        user__groups__role_group__role=Role.TEACHER,
        user__groups__role_group__institution=F("institution"),
    )
    out = Exclusion.objects.on(day).filter(
        user=OuterRef("user"), institution=OuterRef("institution")
    )
    rows = Assignment.objects.on(day).filter(
        still_a_teacher, ~Exists(out), group__in=groups, kind__in=kinds, user__is_active=True
    )
    found = set(rows.values_list("user", "group"))
    return [Right(user, Role.TEACHER, group) for user, group in sorted(found)]
