"""What people do about notifications: read them, say how they want them, have failed letters sent again."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from messaging.notifications.preferences import HOURS, are_default, by_code, is_default, offered
from outbox import tasks, wake
from outbox.channels import CHANNELS
from outbox.models import Delivery, Hours, Notification, Preference
from outbox.registry import Kind
from people.access import Access, Action


def mark_read(*, notification: Notification, by: Access, at: datetime) -> None:
    """The first time counts.

    :raises PermissionDenied: told to somebody else, or to this person in another role
    """
    mine = Notification.objects.told_to(by).filter(pk=notification.pk)
    if not mine.exists():
        raise PermissionDenied(_("This notification is not yours."))
    mine.unread().update(read_at=at)


def mark_all_read(*, up_to: int, by: Access, at: datetime) -> int:
    """Everything told in the acting role is read.

    ``up_to``: the newest one the person had before their eyes; what came later stays unread.

    :returns: how many were unread
    """
    mine = Notification.objects.told_to(by).unread().filter(pk__lte=up_to)
    return mine.update(read_at=at)


@transaction.atomic
def keep_settings(*, preferences: Sequence[Preference], hours: Hours, by: Access) -> None:
    """Keep how the person wants to be told: unsaved rows, without the person.

    Only what differs from the default is stored: a default that changes later reaches everybody
    who never chose otherwise.

    :raises ValidationError: a kind that no role of the person is offered, or a way it is not told
    """
    if not by.user.is_authenticated:
        raise PermissionDenied(_("You may not do this here."))
    offers = by_code(offered(by))
    for preference in preferences:
        _require_possible(preference, offers)
    for channel in CHANNELS:
        _keep([row for row in preferences if row.channel == channel], channel, offers, by)
    _keep_hours(hours, by)


def _require_possible(preference: Preference, offers: dict[str, Kind]) -> None:
    kind = offers.get(preference.kind)
    if kind is None or preference.channel not in CHANNELS or preference.mode not in kind.modes:
        raise ValidationError(_("This setting is not offered to you."), code="not_offered")


def _keep(rows: list[Preference], channel: str, offers: dict[str, Kind], by: Access) -> None:
    own = [row for row in rows if not is_default(row, offers[row.kind])]
    kept = {row.kind for row in own}
    back = [row.kind for row in rows if row.kind not in kept]
    Preference.objects.filter(person=by.user, channel=channel, kind__in=back).delete()
    for row in own:
        row.person = by.user
    Preference.objects.bulk_create(
        own, update_conflicts=True, unique_fields=["person", "kind", "channel"],
        update_fields=["mode", "despite_quiet"],
    )  # fmt: skip


def _keep_hours(hours: Hours, by: Access) -> None:
    if are_default(hours):
        Hours.objects.filter(person=by.user).delete()
    else:
        wanted = {name: getattr(hours, name) for name in HOURS}
        Hours.objects.update_or_create(person=by.user, defaults=wanted)


@transaction.atomic
def send_again(*, delivery: Delivery, by: Access, at: datetime) -> int:
    """Try a letter that was given up once more, from the beginning.

    :returns: 1, or 0 when it is not given up (somebody was quicker)
    :raises PermissionDenied: not administration of the institution it belongs to
    """
    by.require(Action.OPERATE_DELIVERY, delivery)
    return _again(Delivery.objects.filter(pk=delivery.pk), at)


@transaction.atomic
def send_all_again(*, by: Access, at: datetime) -> int:
    """The same for all that the institution's letters were given up.

    :returns: how many
    :raises PermissionDenied: not administration
    """
    if not by.holds(Action.OPERATE_DELIVERY):
        raise PermissionDenied(_("You may not do this here."))
    return _again(Delivery.objects.visible_to(by, Action.OPERATE_DELIVERY), at)


def _again(deliveries: QuerySet[Delivery], at: datetime) -> int:
    count = deliveries.filter(state=Delivery.State.DEAD).update(
        state=Delivery.State.WAITING, due_at=at, next_try_at=at, attempts=0, settled_at=None
    )
    if count:
        wake.on_commit(tasks.relay)
    return count
