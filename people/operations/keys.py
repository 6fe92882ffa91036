"""New keys when the old one is in doubt, and what a link to one does (R14, R34, R35)."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import queue
from people import quotas
from people.access import Access, Action
from people.keys import kinds, links
from people.keys.inviting import printed_alone
from people.keys.links import Purpose
from people.models import Institution, OneTimeLink, SlipBatch, User

from .inviting import (
    house_of,
    printed,
    require_address,
    require_another,
    require_inviting,
    to_the_printer,
)
from .sessions import Closed, close_ways_in, void_password

RESET_HOURS = timedelta(hours=24)


@transaction.atomic
def send_new_key(
    *, user: User, by_letter: bool, by: Access, at: datetime
) -> tuple[SlipBatch | None, Closed]:
    """The password is in doubt or lost (R35): it is void at once, all other ways in are closed, a one-time
    link goes out, and the owner is told at the address that stood before.

    Nobody sees or sets another's password; an app with codes stays as it was.

    :returns: the slip, when it is not sent by letter, and what was closed
    :raises ValidationError: there is no address of their own, or nobody could agree to a slip
    :raises quotas.UsedUp: too many letters this hour
    """
    if user.pk == by.user.pk:
        raise PermissionDenied(_("Change your own password in your account."))
    by.require(Action.OPERATE_ACCOUNTS, user)
    house = house_of(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    alone = bool(printed_alone([user], by))
    if by_letter:
        require_address(user, by)
        quotas.use(quotas.RESET, [user], at=at)
    elif not alone:
        require_another(user, by)
    closed = _void_keys(user, at)
    queue.put(kinds.new_key(user, house, at=at), at=at)
    if not by_letter:
        batch = printed([user], Purpose.RESET, house, by, at, RESET_HOURS, needs_another=not alone)
        return batch, closed
    links.make(
        institution=house, user=user, purpose=Purpose.RESET, address=user.email,
        made_by=by.user, at=at, good_for=RESET_HOURS,
    )  # fmt: skip
    return None, closed


def _void_keys(user: User, at: datetime) -> Closed:
    """Nothing of before opens the account: neither the password nor a link on its way."""
    links.revoke(user, at=at, purpose__in=(Purpose.INVITE, Purpose.RESET))
    return void_password(user)


@transaction.atomic
def make_key_by_hand(*, user: User, at: datetime) -> OneTimeLink:
    """Whoever keeps the portal makes a key by a command: a superuser's, whose slip no page prints (R35).

    :returns: a link that is good for an hour
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    _void_keys(user, at)
    houses = Institution.objects.filter(role_groups__group__user=user).distinct()
    queue.put([row for house in houses for row in kinds.new_key(user, house, at=at)], at=at)
    purpose = Purpose.RESET if user.activated_at else Purpose.INVITE
    return links.make(
        user=user, purpose=purpose, made_by=user, at=at, good_for=timedelta(hours=1)
    )  # fmt: skip


@transaction.atomic
def decide_slip(*, batch: SlipBatch, agrees: bool, by: Access, at: datetime) -> None:
    """Another person who operates accounts agrees that it is printed, or does not (R35).

    :raises PermissionDenied: whoever asked for it, or whose key it is
    :raises ValidationError: it was decided meanwhile
    """
    by.require(Action.OPERATE_ACCOUNTS, batch)
    theirs = set(batch.links.values_list("user", flat=True))
    if by.user.pk in {batch.asked_by_id, *theirs}:
        raise PermissionDenied(_("Another person has to agree to this."))
    waiting = SlipBatch.objects.select_for_update().filter(needs_another=True, decided_by=None)
    found = waiting.filter(pk=batch.pk).first()
    if found is None:
        raise ValidationError(_("This has been decided meanwhile."))
    found.decided_by = by.user
    found.agreed_at, found.refused_at = (at, None) if agrees else (None, at)
    found.save(update_fields=["decided_by", "agreed_at", "refused_at"])
    if agrees:
        to_the_printer(found, at)
    else:
        found.links.filter(used_at=None, revoked_at=None).update(revoked_at=at)


@transaction.atomic
def revoke_link(*, link: OneTimeLink, by: Access, at: datetime) -> None:
    """An invitation or a sent key is taken back."""
    require_inviting([link.user], by)
    if link.purpose == Purpose.RESET:
        by.require(Action.OPERATE_ACCOUNTS, link.user)
    links.revoke(link.user, at=at, pk=link.pk, institution=house_of(by))


@transaction.atomic
def set_key(*, link: OneTimeLink, password: str, at: datetime) -> User:
    """The person sets a first or a new password; the link is used up, other sessions end.

    A letter that arrived confirms its address. A lock on suspicion is lifted.

    :raises ValidationError: the link no longer works
    """
    used = links.use(link, purpose=link.purpose, at=at)
    if used.purpose not in (Purpose.INVITE, Purpose.RESET):
        raise ValidationError(_("This link no longer works."), code="dead")
    user = User.objects.select_for_update().get(pk=used.user_id)
    user.set_password(password)
    user.activated_at = user.activated_at or at
    user.locked_at = None
    user.save(update_fields=["password", "activated_at", "locked_at"])
    if used.address:
        mine = EmailAddress.objects.filter(user=user, email__iexact=used.address)
        mine.update(verified=True)
    links.revoke(user, at=at, purpose__in=(Purpose.INVITE, Purpose.RESET))
    close_ways_in(user)
    return user
