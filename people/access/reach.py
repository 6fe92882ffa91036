"""Whose card and key are out of somebody's reach, and whose key one person alone does not print (H1, H2).

The person is one row in all houses, and a key opens all of it; the right to give one is asked in one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models import Q

from people.access.tables import BY_ASSIGNMENT, BY_ROLE, STAFF, Action
from people.models import Guardianship, Role, RoleGroup

if TYPE_CHECKING:
    from people.access.person import Access


def _views(actions: frozenset[Action]) -> frozenset[Action]:
    return frozenset(action for action in actions if action.startswith("view_"))


# What somebody in the role may see: of a teacher by any assignment, of a parent the own child's card.
_SEES = {role: _views(BY_ROLE[role]) for role in STAFF} | {Role.PARENT: {Action.VIEW_CHILD}}
_SEES[Role.TEACHER] |= _views(frozenset().union(*BY_ASSIGNMENT.values()))


def within_reach(by: Access) -> Q:
    """Nobody keeps the card of, or gives a key to, whoever holds in any house a role that they could
    not give (R8, R35), or whoever answers for a child of their own (R13)."""
    return ~_holding(set(STAFF) - by.gives) & ~_beside(by)


def needing_another(by: Access) -> Q:
    """Whoever prints their key could open what is not theirs: somebody who belongs elsewhere too, who sees
    what ``by`` does not, or who answers for a child of their own; or the person has an address to write to.
    """
    confirmed = EmailAddress.objects.filter(verified=True)
    more = {role for role, sees in _SEES.items() if sees - _seen(by)}
    here = {"institution": by.institution}
    return (
        Q(pk__in=confirmed.values("user"))
        | Q(pk__in=_members(RoleGroup.objects.exclude(**here)))
        | Q(activated_at__isnull=False) & _holding(more, **here)
        | _holding(more - by.gives, **here)
        | _beside(by)
    )


def seen(by: Access) -> Q:
    """Adults of whom one's answers may tell: the families and the staff whose data one has before one."""
    return by.adult_rule(Action.VIEW_CONTACTS) | by.adult_rule(Action.ENTER_STAFF)


def superusers() -> Q:
    """Their key is printed by a command only."""
    return _holding({Role.SUPERUSER})


def _seen(by: Access) -> frozenset[str]:
    assert by.acting  # nobody without a role prints anything
    assigned = (BY_ASSIGNMENT[kind] for _group, kind in by.acting.assigned)
    return by.acting.held.union(*assigned)


def _holding(roles: Collection[str], **where) -> Q:
    return Q(pk__in=_members(RoleGroup.objects.filter(role__in=roles, **where)))


def _members(groups):
    return groups.filter(group__user__isnull=False).values("group__user")


def _beside(by: Access) -> Q:
    own = Guardianship.objects.on(by.day).filter(user=by.user.pk).values("child")
    return Q(pk__in=Guardianship.objects.on(by.day).filter(child__in=own).values("user"))
