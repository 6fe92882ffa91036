"""Somebody who has an account elsewhere is asked to belong here too; nothing joins them before they agree."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people import quotas
from people.access import Access, Action, reach
from people.keys import links
from people.models import Child, Institution, Joining, OneTimeLink, Restriction, Role, User
from people.settings import LETTER_DAYS

from .adults import add_adult, members, require_entering
from .inviting import invite
from .relations import answers_for, wait_for_administration

Purpose = OneTimeLink.Purpose


@transaction.atomic
def take_on(
    *, institution: Institution, role: str, first_name: str, last_name: str, email: str, phone: str,
    by: Access, at: datetime,
) -> User | None:  # fmt: skip
    """Somebody new in the house with a first role, invited where there is an address (R8).

    The owner of an address that is known elsewhere is asked to join instead; no page tells which it was.

    :returns: who was entered; None where somebody was asked
    """
    about = {"institution": institution, "role": role, "email": email, "by": by}
    about |= {"first_name": first_name, "last_name": last_name}
    if is_unseen(email, by):
        ask_employee_to_join(at=at, **about)  # type: ignore[arg-type]
        return None
    made = add_adult(phone=phone, **about)  # type: ignore[arg-type]
    if made.email:
        invite(user=made, by=by, at=at)
    return made


@transaction.atomic
def ask_guardian_to_join(
    *, child: Child, email: str, relation: str, first_name: str, last_name: str, is_legal: bool,
    by: Access, at: datetime,
) -> Joining:  # fmt: skip
    """The owner of a known address is asked to answer for the child here (R9, R16).

    Whoever asks learns nothing of the account: not even whether it is the same name.
    """
    by.require(Action.ENTER_FAMILIES, child)
    wait_for_administration([child], by)
    about = {"role": Role.PARENT, "child": child, "relation": relation, "is_legal": is_legal}
    return _ask(child.institution, email, first_name, last_name, by, at, **about)


@transaction.atomic
def ask_employee_to_join(
    *, institution: Institution, email: str, role: str, first_name: str, last_name: str,
    by: Access, at: datetime,
) -> Joining:  # fmt: skip
    """The owner of a known address is asked to work here too (R8)."""
    require_entering(role, institution, by)
    return _ask(institution, email, first_name, last_name, by, at, role=role)


@transaction.atomic
def accept_joining(*, joining: Joining, by: Access, at: datetime, day: date) -> None:
    """The person agrees: the role, and for a parent the guardianship, are theirs from ``day`` on.

    :raises ValidationError: it was decided already
    """
    found = _open(joining, by)
    if found.role == Role.PARENT:
        assert found.child  # the database says so
        _refuse_while_restricted(found, day)
        answers_for(
            child=found.child, user=found.user, relation=found.relation, since=day,
            is_legal=found.is_legal, until=None, called=f"{found.first_name} {found.last_name}",
        )  # fmt: skip
    else:
        members(found.institution, found.role).user_set.add(found.user)
    found.accepted_at = at
    found.save(update_fields=["accepted_at"])
    links.revoke(found.user, at=at, joining=found)


@transaction.atomic
def decline_joining(*, joining: Joining, by: Access, at: datetime) -> None:
    """The person does not; nothing is left but that it was asked."""
    found = _open(joining, by)
    found.declined_at = at
    found.save(update_fields=["declined_at"])
    links.revoke(found.user, at=at, joining=found)


def _refuse_while_restricted(joining: Joining, day: date) -> None:
    """A document came after the question, which administration had not asked (R20).

    :raises ValidationError: says no reason
    """
    standing = Restriction.objects.on(day).filter(guardianship__child=joining.child)
    by_administration = members(joining.institution, Role.ADMIN).user_set.filter(
        pk=joining.asked_by_id
    )
    if standing.exists() and not by_administration.exists():
        raise ValidationError(_("Ask the administration of the preschool to enter this."))


def _ask(
    house: Institution, email: str, first_name: str, last_name: str, by: Access, at: datetime,
    **about,
) -> Joining:  # fmt: skip
    user = User.objects.get(email__iexact=email)
    quotas.use(quotas.INVITING, [by.user], at=at)
    quotas.use(quotas.INVITED, [user], at=at)
    joining = Joining(
        institution=house, user=user, first_name=first_name, last_name=last_name, asked_at=at,
        asked_by=by.user, **about,
    )  # fmt: skip
    joining.full_clean()
    joining.save()
    links.make(
        institution=house, user=user, purpose=Purpose.JOIN, address=user.email, made_by=by.user,
        at=at, good_for=timedelta(days=LETTER_DAYS.of(house)), joining=joining,
    )  # fmt: skip
    return joining


def _open(joining: Joining, by: Access) -> Joining:
    """:raises PermissionDenied: somebody else's; :raises ValidationError: decided already"""
    if joining.user_id != by.user.pk:
        raise PermissionDenied(_("You may not do this here."))
    waiting = Joining.objects.select_for_update(of=("self",)).select_related("institution", "child")
    found = waiting.filter(pk=joining.pk, accepted_at=None, declined_at=None).first()
    if found is None:
        raise ValidationError(_("This has been decided meanwhile."))
    return found


def is_unseen(email: str, by: Access) -> bool:
    """Whether the address is of somebody whom this person does not see; no page may tell it."""
    owners = User.objects.filter(email__iexact=email) if email else User.objects.none()
    return owners.exclude(reach.seen(by)).exists()
