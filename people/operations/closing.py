"""Leaving (R33), suspension (R3), ending sessions: acts on an account, by administration or the superuser."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from outbox import queue
from outbox.clock import moment
from outbox.models import Delivery
from people.access import Access, Action
from people.keys import links
from people.models import (
    ContactChange,
    DeviceUse,
    Exclusion,
    Institution,
    Joining,
    Role,
    RoleGroup,
    User,
)
from people.sign_in import kinds, suspended

from .sessions import end_sessions

Kind = Exclusion.Kind
LONGEST = timedelta(days=366)  # of a suspension; also how far ahead one begins


@transaction.atomic
def leave(*, user: User, since: date, by: Access, at: datetime) -> Exclusion:
    """From ``since`` on the person holds no staff role in the house; at once when that is today (R33).

    What they wrote keeps their name.

    :raises ValidationError: they do not work here, it is entered already, or nobody of administration
        would be left
    """
    house = _require_operating(user, by)
    if not works_in(user, house):
        raise ValidationError(_("This person does not work here: only staff leave."))
    _refuse_the_last_head(user, house, since)
    return _kept_out(user, house, Kind.LEFT, since, None, "", by, at)


@transaction.atomic
def suspend(
    *, user: User, since: date, until: date, reason: str, by: Access, at: datetime
) -> Exclusion:
    """On these days the person holds no role in the house, a parent's neither; they are told (R3).

    :raises ValidationError: no reason, days that do not fit, or nobody of administration would be left
    """
    house = _require_operating(user, by)
    _refuse_odd_days(since, until, by.day)
    _refuse_the_last_head(user, house, since)
    made = _kept_out(user, house, Kind.SUSPENDED, since, until, reason.strip(), by, at)
    queue.put(kinds.suspended(made, at=at), at=at)
    return made


def works_in(user: User, house: Institution) -> bool:
    """Holds a staff role in the house: whoever is only a parent there cannot leave it."""
    roles = RoleGroup.objects.filter(institution=house, group__user=user)
    return roles.exclude(role=Role.PARENT).exists()


@transaction.atomic
def let_in(*, exclusion: Exclusion, by: Access, at: datetime) -> None:
    """The person came back, or the suspension is lifted. Nothing that was open before opens again:

    whose account was closed needs a new invitation. Who was suspended is told (R3).
    """
    by.require(Action.OPERATE_ACCOUNTS, exclusion)
    _require_operating(exclusion.user, by)
    if exclusion.since <= by.day:  # its date may have come by itself, and the beat not yet
        _finish(exclusion, by.day, at)
    user = User.objects.select_for_update().get(pk=exclusion.user_id)
    if exclusion.since >= by.day:  # it has not counted for a whole day; the trail keeps it
        exclusion.delete()
    else:
        exclusion.until = by.day
        exclusion.full_clean()
        exclusion.save(update_fields=["until"])
    if not user.is_active and _belongs_somewhere(user, by.day):
        user.is_active = True
        user.save(update_fields=["is_active"])
    if exclusion.kind == Kind.SUSPENDED:
        queue.settle(at=at, kind=kinds.SUSPENDED, person=user, institution=exclusion.institution)
        queue.put(kinds.let_in(user, exclusion.institution, at=at), at=at)


@transaction.atomic
def end_all_sessions(*, user: User, by: Access, at: datetime) -> None:
    """Wherever the person is signed in, it is over."""
    _require_operating(user, by)
    end_sessions(user)


def close_ended(day: date, at: datetime) -> int:
    """What a date that came by itself leaves to do: nothing was open any more, now nothing is left.

    For the beat; twice is harmless.

    :returns: how many accounts were closed
    """
    acting = Exclusion.objects.on(day).filter(user__is_active=True)
    return sum(_finish(one, day, at) for one in acting.select_related("institution"))


@transaction.atomic
def _finish(exclusion: Exclusion, day: date, at: datetime) -> bool:
    user = User.objects.select_for_update().get(pk=exclusion.user_id)
    if exclusion.kind == Kind.LEFT and not _belongs_somewhere(user, day):
        is_open = user.is_active
        if is_open:
            _close(user, at)
        return is_open
    house = exclusion.institution
    began = moment(exclusion.since, time(), house.time_zone)
    if UserSession.objects.filter(user=user, created_at__lt=began).exists():
        _sign_out(user, exclusion.kind)
    _drop_what_is_open(user, at, before=began, institution=house)
    return False


def _belongs_somewhere(user: User, day: date) -> bool:
    """Holds a role that they have not left; a suspension passes, and takes none for good."""
    left = Exclusion.objects.on(day).filter(
        kind=Kind.LEFT, user=user, institution=OuterRef("institution")
    )
    roles = RoleGroup.objects.filter(group__user=user)
    return roles.exclude(~Q(role=Role.PARENT) & Exists(left)).exists()


def _require_operating(user: User, by: Access) -> Institution:
    """:raises PermissionDenied: one's own account, or somebody of another house"""
    if user.pk == by.user.pk:
        raise PermissionDenied(_("Nobody closes or opens their own account."))
    by.require(Action.OPERATE_ACCOUNTS, user)
    assert by.institution  # who holds that acts in a house
    return by.institution


def _refuse_odd_days(since: date, until: date, today: date) -> None:
    """:raises ValidationError: a suspension begins within a year, and lasts a year at most"""
    if not today <= since <= today + LONGEST:
        raise ValidationError(_("A suspension begins today or later, within a year."))
    if until - since > LONGEST:
        raise ValidationError(
            _("A suspension lasts a year at most; what is longer is decided anew.")
        )


def _refuse_the_last_head(user: User, house: Institution, since: date) -> None:
    """Whoever is out then or later does not count; two at once wait for one another.

    :raises ValidationError: nobody would be left to administer the house
    """
    RoleGroup.objects.select_for_update().get(institution=house, role=Role.ADMIN)
    heads = User.objects.filter(
        groups__role_group__institution=house, groups__role_group__role=Role.ADMIN, is_active=True
    )
    out = Exclusion.objects.filter(institution=house).exclude(until__lte=since)
    others = heads.exclude(pk=user.pk).exclude(pk__in=out.values("user"))
    if heads.filter(pk=user.pk).exists() and not others.exists():
        raise ValidationError(_("Somebody of administration must stay."))


def _kept_out(
    user: User, house: Institution, kind: int, since: date, until: date | None, reason: str,
    by: Access, at: datetime,
) -> Exclusion:  # fmt: skip
    exclusion = Exclusion(
        institution=house, user=user, kind=kind, since=since, until=until, reason=reason,
        made_at=at, made_by=by.user,
    )  # fmt: skip
    exclusion.full_clean()
    exclusion.save()
    if since <= by.day:
        _take_effect(user, house, kind, by.day, at)
    return exclusion


def _take_effect(user: User, house: Institution, kind: int, day: date, at: datetime) -> None:
    if kind == Kind.LEFT and not _belongs_somewhere(user, day):
        return _close(user, at)
    _sign_out(user, kind)
    _drop_what_is_open(user, at, institution=house)


def _sign_out(user: User, kind: int) -> None:
    """Whoever is suspended reads why where they were signed in; who left reads nothing."""
    if kind == Kind.SUSPENDED:
        suspended.leave_word(user)
    end_sessions(user)


def _close(user: User, at: datetime) -> None:
    """Nothing of the account is of use any more; what its owner wrote stays."""
    user.is_active, user.activated_at = False, None
    user.set_unusable_password()
    user.save(update_fields=["is_active", "activated_at", "password"])
    end_sessions(user)
    Authenticator.objects.filter(user=user).delete()
    ContactChange.objects.filter(user=user, done_at=None, dropped_at=None).update(dropped_at=at)
    _drop_what_is_open(user, at)


def _drop_what_is_open(
    user: User, at: datetime, *, before: datetime | None = None, **of: Any
) -> None:
    """Links, PINs, letters on their way: of one house or all, from before a moment or all."""

    def earlier(moment: str) -> dict[str, datetime]:
        return {f"{moment}__lt": before} if before else {}

    links.revoke(user, at=at, **of, **earlier("made_at"))
    places = {f"device__{name}": value for name, value in of.items()} | earlier("signed_in_at")
    DeviceUse.objects.filter(user=user, **places).exclude(pin="").update(pin="")
    told = {f"notification__{name}": value for name, value in of.items()}
    told |= earlier("notification__created_at")
    waiting = Delivery.objects.filter(
        notification__person=user, state=Delivery.State.WAITING, **told
    ).exclude(notification__kind=kinds.SUSPENDED)  # of this very thing
    waiting.update(state=Delivery.State.SKIPPED, settled_at=at)
    asked = Joining.objects.filter(user=user, accepted_at=None, declined_at=None, **of)
    asked.filter(**earlier("asked_at")).update(declined_at=at)
