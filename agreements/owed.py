"""What a person is to have acknowledged before the journal opens (R3, R33)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from agreements.models import ASKED, OF_STAFF, Acknowledgement, Version
from people.access import Access
from people.models import Guardianship, Role
from people.models.prepared import prepared


def owed(access: Access) -> list[Version]:
    """Current versions, of the role acted in, that the person has never acknowledged. One query.

    Staff owe the terms and the confidentiality pledge of their house, parents the terms of each house
    of their children. A house that has published nothing is owed nothing.
    """
    if access.acting is None:
        return []
    if access.acts_as(Role.PARENT):
        return list(_of_a_parent(user=access.user.pk, day=access.day))
    assert access.institution  # staff always act in one
    return list(_of_staff(user=access.user.pk, house=access.institution.pk))


@prepared
def _of_staff(user: int, house: int) -> QuerySet[Version]:
    return _unacknowledged(user).filter(institution=house, document__kind__in=ASKED)


@prepared
def _of_a_parent(user: int, day: date) -> QuerySet[Version]:
    mine = Guardianship.objects.counting_on(day).filter(user=user)
    houses = mine.values("institution")
    of_all = _unacknowledged(user).filter(document__kind__in=set(ASKED) - set(OF_STAFF))
    return of_all.filter(institution__in=houses)


def _unacknowledged(user: int) -> QuerySet[Version]:
    given = Acknowledgement.objects.filter(person=user, version=OuterRef("pk"))
    unread = Version.objects.current().filter(~Exists(given))
    return unread.order_by("-document__kind", "institution")
