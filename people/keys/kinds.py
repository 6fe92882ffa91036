"""What is told about keys: one may be in other hands, a slip waits for another person, one has a new key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action, roles_holding
from people.audiences import OfOneself, ToHolders, anew, to_house, to_owner
from people.models import Institution, SlipBatch, User

CODE, TO_AGREE, NEW_KEY = "account.compromised", "account.slip_to_agree", "account.new_key"


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


class NewKey(OfOneself):
    """Administration voided one's password and made a new key."""

    code = NEW_KEY
    label = gettext_lazy("A new key to my account")

    def shown(self, row: User, told: Notification) -> Shown:
        title = _("The preschool voided your password and made a new key")
        detail = _("If you did not ask for it, call the administration.")
        return Shown(title, detail, reverse("people:account"), "shield-check")


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
