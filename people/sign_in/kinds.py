"""What is told about coming in: somebody guesses at one's second step, one is suspended, or let in again."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.models import Notification
from outbox.registry import Shown
from people.access import Access
from people.audiences import OfOneself, ToOwner, anew, to_owner, to_owner_anywhere, today_of
from people.models import Exclusion, Institution, User

SUSPENDED, LET_IN, GUESSED = "account.suspended", "account.let_in", "account.codes_guessed"


class CodesGuessed(OfOneself):
    """Somebody who knows the password has typed wrong codes at the second step (R19)."""

    code = GUESSED
    label = gettext_lazy("Wrong codes at my second step")

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


class LetIn(OfOneself):
    """A suspension is lifted before its last day."""

    code = LET_IN
    label = gettext_lazy("The end of a suspension of my account")

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
