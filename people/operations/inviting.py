"""Inviting people who have no key yet: by letter, or by a printed slip (R10–R17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from documents import queue as jobs
from outbox import queue, wake
from people import quotas, tasks
from people.access import Access
from people.keys import kinds, links
from people.keys.inviting import (
    address,
    address_of,
    are_superusers,
    has_another,
    invitable,
    printed_alone,
    written_to,
)
from people.keys.links import Purpose
from people.keys.slips import Slips
from people.models import Institution, OneTimeLink, SlipBatch, User
from people.settings import LETTER_DAYS, SLIP_DAYS


@transaction.atomic
def invite(*, user: User, by: Access, at: datetime) -> OneTimeLink:
    """A letter with a link to the address on the person's card; an earlier one is dead.

    :raises ValidationError: the account is in use, or there is no address of their own
    :raises quotas.UsedUp: too many letters this hour
    """
    house = require_inviting([user], by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.activated_at:
        raise ValidationError(_("This account is in use already: no invitation is needed."))
    require_address(user, by)
    _count_letters([user], by, at)
    links.revoke(user, at=at, purpose=Purpose.INVITE, institution=house)
    return links.make(
        institution=house, user=user, purpose=Purpose.INVITE, address=address_of(user),
        made_by=by.user, at=at, good_for=timedelta(days=LETTER_DAYS.of(house)),
    )  # fmt: skip


@transaction.atomic
def invite_all(*, users: Iterable[User], by: Access, at: datetime) -> int:
    """Letters to those who have an address and no key yet. The same number of queries for any number.

    :returns: how many were invited
    :raises quotas.UsedUp: too many letters this hour
    """
    house = require_inviting(users := _without_key(users), by)
    reached = written_to(users, by)
    wanted = [user for user in users if user.pk in reached]
    _count_letters(wanted, by, at)
    good_for = timedelta(days=LETTER_DAYS.of(house))
    _revoke_invitations(wanted, at)
    OneTimeLink.objects.bulk_create(
        links.unsaved(
            institution=house, user=user, purpose=Purpose.INVITE, address=user.address,
            made_by=by.user, at=at, good_for=good_for,
        )
        for user in wanted
    )  # fmt: skip
    if wanted:
        wake.on_commit(tasks.send_links)
    return len(wanted)


@transaction.atomic
def ask_for_slips(*, users: Iterable[User], by: Access, at: datetime) -> SlipBatch:
    """Slips for those who have no key yet, one for each adult; a worker prints them.

    Of several, those whose slip needs another person's agreement are left out; of one, it waits for that.

    :raises ValidationError: nobody needs one, or nobody could agree to it
    """
    wanted = _without_key(users)
    house = require_inviting(wanted, by)
    if not wanted:
        raise ValidationError(_("Everybody here has a key already."))
    alone = printed_alone(wanted, by)
    if len(wanted) == 1 and not alone:
        require_another(wanted[0], by)
    elif not alone:
        raise ValidationError(_("Each of these slips needs another person: open them one by one."))
    theirs = [user for user in wanted if user.pk in alone] or wanted
    _revoke_invitations(theirs, at)
    days = timedelta(days=SLIP_DAYS.of(house))
    return printed(theirs, Purpose.INVITE, house, by, at, days, needs_another=not alone)


def require_inviting(users: list[User], by: Access) -> Institution:
    """:raises PermissionDenied: one of them is not this person's to invite"""
    wanted = {user.pk for user in users}
    theirs = set(invitable(by).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - theirs:
        raise PermissionDenied(_("You may not do this here."))
    return house_of(by)


def require_address(user: User, by: Access) -> None:
    """:raises ValidationError: none, or none that is known to be the person's own where it must be"""
    if not address_of(user):
        raise ValidationError(_("No e-mail is recorded: print a slip."))
    if not written_to([user], by):
        raise ValidationError(_("The owner has not confirmed this e-mail: print a slip."))


def require_another(user: User, by: Access) -> None:
    """:raises ValidationError: no page prints this slip, or nobody could agree to it"""
    if are_superusers([user]):
        raise ValidationError(
            _("The key of a superuser goes by letter, or is made by whoever keeps the portal.")
        )
    if not has_another(by, user):
        raise ValidationError(
            _("This slip needs another person of administration, and there is none: send a letter.")
        )


def _count_letters(users: list[User], by: Access, at: datetime) -> None:
    if users:
        quotas.use(quotas.INVITING, [by.user], at=at, number=len(users))
        quotas.use(quotas.INVITED, users, at=at)


def _without_key(users: Iterable[User]) -> list[Any]:
    """As the rows stand now, whatever the objects say; each with the ``address`` a letter goes to."""
    ids = [user.pk for user in users]
    found = User.objects.filter(pk__in=ids, activated_at=None).annotate(address=address())
    return list(found.order_by("pk"))


def house_of(by: Access) -> Institution:
    """:raises PermissionDenied: not acting in a house"""
    if by.institution is None:
        raise PermissionDenied(_("You may not do this here."))
    return by.institution


def _revoke_invitations(users: list[User], at: datetime) -> None:
    waiting = OneTimeLink.objects.filter(
        user__in=users, purpose=Purpose.INVITE, used_at=None, revoked_at=None
    )
    waiting.update(revoked_at=at)


def printed(
    users: list[User], purpose: str, house: Institution, by: Access, at: datetime,
    good_for: timedelta, *, needs_another: bool,
) -> SlipBatch:  # fmt: skip
    batch = SlipBatch.objects.create(
        institution=house, asked_at=at, asked_by=by.user, total=len(users),
        needs_another=needs_another,
    )  # fmt: skip
    OneTimeLink.objects.bulk_create(
        links.unsaved(
            institution=house, user=user, purpose=purpose, made_by=by.user, at=at,
            good_for=good_for, batch=batch,
        )
        for user in users
    )  # fmt: skip
    if needs_another:
        queue.put(kinds.slip_to_agree(batch, at=at), at=at)
    else:
        to_the_printer(batch, at)
    return batch


def to_the_printer(batch: SlipBatch, at: datetime) -> None:
    """From now on it has a job."""
    batch.job = jobs.ask(
        kind=Slips.code, institution=batch.institution, asked_by=batch.asked_by, total=batch.total,
        subject_id=batch.pk, at=at,
    )  # fmt: skip
    batch.save(update_fields=["job"])
