"""Inviting people, and sending them a new key when the old one is in doubt (R10–R17, R34, R35)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import wake
from people import tasks
from people.access import Access, Action
from people.keys import links
from people.keys.inviting import invitable
from people.keys.links import Purpose
from people.models import Institution, OneTimeLink, SlipBatch, User
from people.settings import LETTER_DAYS, SLIP_DAYS

from .sessions import end_sessions

RESET_HOURS = timedelta(hours=24)


@transaction.atomic
def invite(*, user: User, by: Access, at: datetime) -> OneTimeLink:
    """A letter with a link to the address on the person's card; an earlier one is dead.

    :raises ValidationError: the account is in use, or there is no address
    """
    house = _require_inviting([user], by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.activated_at:
        raise ValidationError(_("This account is in use already: no invitation is needed."))
    if not user.email:
        raise ValidationError(_("No e-mail is recorded: print a slip."))
    links.revoke(user, at=at, purpose=Purpose.INVITE, institution=house)
    return links.make(
        institution=house, user=user, purpose=Purpose.INVITE, address=user.email,
        made_by=by.user, at=at, good_for=timedelta(days=LETTER_DAYS.of(house)),
    )  # fmt: skip


@transaction.atomic
def invite_all(*, users: Iterable[User], by: Access, at: datetime) -> int:
    """Letters to those who have an address and no key yet. The same number of queries for any number.

    :returns: how many were invited
    """
    wanted = [user for user in _without_key(users) if user.email]
    house = _require_inviting(wanted, by)
    good_for = timedelta(days=LETTER_DAYS.of(house))
    _revoke_invitations(wanted, at)
    OneTimeLink.objects.bulk_create(
        links.unsaved(
            institution=house, user=user, purpose=Purpose.INVITE, address=user.email or "",
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

    :raises ValidationError: nobody needs one
    """
    wanted = _without_key(users)
    house = _require_inviting(wanted, by)
    if not wanted:
        raise ValidationError(_("Everybody here has a key already."))
    _revoke_invitations(wanted, at)
    days = timedelta(days=SLIP_DAYS.of(house))
    return _printed(wanted, Purpose.INVITE, house, by, at, days)


@transaction.atomic
def send_new_key(*, user: User, by_letter: bool, by: Access, at: datetime) -> SlipBatch | None:
    """The password is in doubt or lost (R35): it is void at once, all sessions end, a one-time link goes out.

    Nobody sees or sets another's password; a second step stays as it was.

    :returns: the slip to print, when it is not sent by letter
    :raises ValidationError: there is no address to send it to
    """
    if user.pk == by.user.pk:
        raise PermissionDenied(_("Change your own password in your account."))
    by.require(Action.OPERATE_ACCOUNTS, user)
    house = _house(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if by_letter and not user.email:
        raise ValidationError(_("No e-mail is recorded: print a slip."))
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)
    links.revoke(user, at=at, purpose__in=(Purpose.INVITE, Purpose.RESET))
    if not by_letter:
        return _printed([user], Purpose.RESET, house, by, at, RESET_HOURS)
    links.make(
        institution=house, user=user, purpose=Purpose.RESET, address=user.email,
        made_by=by.user, at=at, good_for=RESET_HOURS,
    )  # fmt: skip
    return None


@transaction.atomic
def revoke_link(*, link: OneTimeLink, by: Access, at: datetime) -> None:
    """An invitation or a sent key is taken back."""
    _require_inviting([link.user], by)
    if link.purpose == Purpose.RESET:
        by.require(Action.OPERATE_ACCOUNTS, link.user)
    links.revoke(link.user, at=at, pk=link.pk, institution=_house(by))


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
    end_sessions(user)
    return user


def _require_inviting(users: list[User], by: Access) -> Institution:
    """:raises PermissionDenied: one of them is not this person's to invite"""
    wanted = {user.pk for user in users}
    theirs = set(invitable(by).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - theirs:
        raise PermissionDenied(_("You may not do this here."))
    return _house(by)


def _without_key(users: Iterable[User]) -> list[User]:
    """As the rows stand now, whatever the objects say."""
    ids = [user.pk for user in users]
    return list(User.objects.filter(pk__in=ids, activated_at=None).order_by("pk"))


def _house(by: Access) -> Institution:
    """:raises PermissionDenied: not acting in a house"""
    if by.institution is None:
        raise PermissionDenied(_("You may not do this here."))
    return by.institution


def _revoke_invitations(users: list[User], at: datetime) -> None:
    waiting = OneTimeLink.objects.filter(
        user__in=users, purpose=Purpose.INVITE, used_at=None, revoked_at=None
    )
    waiting.update(revoked_at=at)


def _printed(
    users: list[User], purpose: str, house: Institution, by: Access, at: datetime,
    good_for: timedelta,
) -> SlipBatch:  # fmt: skip
    batch = SlipBatch.objects.create(
        institution=house, asked_at=at, asked_by=by.user, total=len(users), next_try_at=at
    )
    OneTimeLink.objects.bulk_create(
        links.unsaved(
            institution=house, user=user, purpose=purpose, made_by=by.user, at=at,
            good_for=good_for, batch=batch,
        )
        for user in users
    )  # fmt: skip
    wake.on_commit(tasks.print_slips)
    return batch
