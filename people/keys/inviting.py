"""Whom a person may invite: the same question for a list and for one. Whose key they print alone."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from people.access import Access, Action, house_holders, reach
from people.models import ContactChange, User

_INVITES = (Action.INVITE_STAFF, Action.INVITE_FAMILIES, Action.OPERATE_ACCOUNTS)


def invitable(by: Access) -> QuerySet[User]:
    """Staff, families or all accounts, as the table of access has it; never oneself."""
    found = User.objects.none()
    for action in _INVITES:
        found = found | User.objects.visible_to(by, action)
    return found.exclude(pk=by.user.pk)


def address() -> Coalesce:
    """Where an invitation goes: the address on the card, or the one that was typed last while there is no
    key. It may be somebody else's: no page tells that one is known (T14)."""
    typed = ContactChange.objects.filter(
        user=OuterRef("pk"), user__activated_at=None, kind=ContactChange.Kind.EMAIL,
        done_at=None, dropped_at=None,
    )  # fmt: skip
    return Coalesce("email", Subquery(typed.values("new")[:1]))


def address_of(person: User) -> str:
    found = User.objects.filter(pk=person.pk).values_list(address(), flat=True)
    return found.first() or ""


def is_printed_alone(by: Access) -> Q:
    """Whose slip one person may print without another one agreeing to it."""
    return ~reach.needing_another(by) & ~reach.superusers()


def is_written_to(by: Access) -> Q:
    """To whom a letter may go. Whose key nobody prints alone gets it at an address of their own, or at one
    that whoever sends it could not have written on the card."""
    confirmed = EmailAddress.objects.filter(verified=True, user__email__iexact=F("email"))
    own = Q(pk__in=confirmed.values("user"))
    keeps = by.adult_rule(Action.ENTER_STAFF) | by.adult_rule(Action.ENTER_FAMILIES)
    return Q(IsNull(address(), False)) & (own | ~keeps | ~reach.needing_another(by))


def printed_alone(people: Iterable[User], by: Access) -> set[int]:
    """Ids of those among them."""
    return _ids(people, is_printed_alone(by))


def written_to(people: Iterable[User], by: Access) -> set[int]:
    """Ids of those among them."""
    return _ids(people, is_written_to(by))


def are_superusers(people: Iterable[User]) -> set[int]:
    """Ids of those whose slip no page prints."""
    return _ids(people, reach.superusers())


def has_another(by: Access, person: User) -> bool:
    """Somebody else of the house could agree to that person's slip."""
    assert by.institution  # whoever prints acts in a house
    operators = house_holders(Action.OPERATE_ACCOUNTS, by.institution, by.day)
    return bool({user for user, _role in operators} - {by.user.pk, person.pk})


def _ids(people: Iterable[User], rule: Q) -> set[int]:
    asked = User.objects.filter(pk__in=[person.pk for person in people])
    return set(asked.filter(rule).values_list("pk", flat=True))
