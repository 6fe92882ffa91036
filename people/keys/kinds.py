"""What is told about keys: one may be in other hands, a slip waits for another person, one has a new key,
one is suspended or let in again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Access, Action, roles_holding
from people.audiences import (
    ToHolders,
    ToOwner,
    anew,
    to_house,
    to_owner,
    to_owner_anywhere,
    today_of,
)  # fmt: skip
from people.models import Exclusion, Institution, SlipBatch, User

CODE, TO_AGREE, NEW_KEY = "account.compromised", "account.slip_to_agree", "account.new_key"
SUSPENDED, LET_IN, GUESSED = "account.suspended", "account.let_in", "account.codes_guessed"


class MayBeCompromised(ToHolders):
    """An account is locked; its owner waits for a new key."""

    code = CODE
    label = gettext_lazy("An account may be compromised")
    roles = roles_holding(Action.OPERATE_ACCOUNTS)
    modes = (Mode.AT_ONCE,)
    model, action = User, Action.OPERATE_ACCOUNTS

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.filter(locked_at__isnull=False)

    def shown(self, row: User, told: Notification) -> Shown:
        title = _("Somebody else may have the key of: %(name)s") % {"name": row}
        detail = _("The account is locked. Send a new key.") if row.locked_at else ""
        return Shown(title, detail, reverse("people:adult_key", args=[row.pk]), "alert-triangle")


class SlipToAgree(ToHolders):
    """A slip opens more than whoever asked for it may see: another person is to agree."""

    code = TO_AGREE
    label = gettext_lazy("A slip waits for another person's agreement")
    roles = roles_holding(Action.OPERATE_ACCOUNTS)
    modes = (Mode.AT_ONCE,)
    model, action = SlipBatch, Action.OPERATE_ACCOUNTS

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.filter(decided_by=None).exclude(asked_by=told.person_id)

    def shown(self, row: SlipBatch, told: Notification) -> Shown:
        title = _("%(name)s asks to print a slip") % {"name": row.asked_by}
        detail = "" if row.decided_by_id else _("It waits for your agreement.")
        return Shown(title, detail, reverse("people:slips", args=[row.pk]), "key")


class NewKey(ToOwner):
    """Administration voided one's password and made a new key."""

    code = NEW_KEY
    label = gettext_lazy("A new key to my account")

    def rows(self, access: Access) -> QuerySet[User]:
        return User.objects.filter(pk=access.user.pk)

    def shown(self, row: User, told: Notification) -> Shown:
        title = _("The preschool voided your password and made a new key")
        detail = _("If you did not ask for it, call the administration.")
        return Shown(title, detail, reverse("people:account"), "shield-check")


class CodesGuessed(ToOwner):
    """Somebody who knows the password has typed wrong codes at the second step (R19)."""

    code = GUESSED
    label = gettext_lazy("Wrong codes at my second step")

    def rows(self, access: Access) -> QuerySet[User]:
        return User.objects.filter(pk=access.user.pk)

    def shown(self, row: User, told: Notification) -> Shown:
        title = _("Five wrong codes were typed after your password")
        detail = _("If it was not you, somebody knows your password: change it now.")
        return Shown(title, detail, reverse("account_change_password"), "shield-check")


def codes_guessed(person: User, *, at: datetime) -> list[Notification]:
    """The row for the owner."""
    return to_owner_anywhere(person, at=at, kind=GUESSED, subject_id=person.pk, occasion=anew(at))


class Suspended(ToOwner):
    """Told while the person is kept out: the letter names house and days, the reason is read after
    signing in (R3)."""

    code = SUSPENDED
    label = gettext_lazy("A suspension of my account")

    def wanted(self, notification: Notification, at: datetime) -> bool:
        lasting = notification.person.exclusions.exclude(until__lte=today_of(notification, at))
        return notification.subject_id in lasting.values_list("pk", flat=True)

    def rows(self, access: Access) -> QuerySet[Exclusion]:
        mine = Exclusion.objects.filter(user=access.user, kind=Exclusion.Kind.SUSPENDED)
        return mine.select_related("institution")

    def letter_text(self, notification: Notification) -> str:
        row = notification.person.exclusions.in_bulk()[notification.subject_id or 0]
        return _(
            "%(what)s The reason is shown when you sign in with your own key; others are shown nothing."
        ) % {"what": _suspension(row)}

    def shown(self, row: Exclusion, told: Notification) -> Shown:
        return Shown(_suspension(row), row.reason, reverse("people:account"), "lock")


class LetIn(ToOwner):
    """A suspension is lifted before its last day."""

    code = LET_IN
    label = gettext_lazy("The end of a suspension of my account")

    def rows(self, access: Access) -> QuerySet[User]:
        return User.objects.filter(pk=access.user.pk)

    def letter_text(self, notification: Notification) -> str:
        return _lifted(notification.institution)

    def shown(self, row: User, told: Notification) -> Shown:
        return Shown(_lifted(told.institution), "", reverse("people:account"), "lock-open")


def _suspension(row: Exclusion) -> str:
    days = {"house": row.institution.name, "since": _day(row.since), "last": _day(row.last_day)}
    if row.last_day is None:  # from before there had to be one
        return _("%(house)s has suspended your access to the e-journal from %(since)s on.") % days
    return _("%(house)s has suspended your access to the e-journal: %(since)s – %(last)s") % days


def _lifted(house: Institution) -> str:
    return _("%(house)s has lifted the suspension: you may sign in again.") % {"house": house.name}


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def suspended(made: Exclusion, *, at: datetime) -> list[Notification]:
    """The row for whom it concerns."""
    about = {"kind": SUSPENDED, "subject_id": made.pk, "occasion": anew(at)}
    return to_owner(made.user, made.institution, at=at, **about)


def let_in(person: User, house: Institution, *, at: datetime) -> list[Notification]:
    """The row for whoever may come in again."""
    return to_owner(person, house, at=at, kind=LET_IN, subject_id=person.pk, occasion=anew(at))


def new_key(person: User, house: Institution, *, at: datetime) -> list[Notification]:
    """The row for the owner."""
    return to_owner(person, house, at=at, kind=NEW_KEY, subject_id=person.pk, occasion=anew(at))


def slip_to_agree(batch: SlipBatch, *, at: datetime) -> list[Notification]:
    """Rows for all who operate accounts in the house, but whoever asked."""
    house, day = batch.institution, local_day(at, batch.institution.time_zone)
    about = {"kind": TO_AGREE, "subject_id": batch.pk, "day": day}
    rows = to_house(SlipToAgree.action, house, day, **about)
    return [row for row in rows if row.person_id != batch.asked_by_id]


def of(person: User, houses: Iterable[Institution], *, at: datetime) -> list[Notification]:
    """Rows for all who operate accounts in the person's houses."""
    about = {"kind": CODE, "subject_id": person.pk, "occasion": anew(at)}
    return [
        row
        for house in houses
        for day in [local_day(at, house.time_zone)]
        for row in to_house(MayBeCompromised.action, house, day, day=day, **about)
    ]
