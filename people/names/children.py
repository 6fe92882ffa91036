"""Whose names a text of a group can hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from people.models import Child, ChildGroup, Enrolment, Institution
from people.models.periods import touching
from people.models.prepared import prepared
from people.names.roll import ChildName, Roll


def roll_of(group: ChildGroup, since: date, until: date) -> Roll:
    """Of the children with a stay in the group from ``since`` until the day before ``until``. One query.

    A child lent to another group for these days is among them: its name is as well known here.
    """
    return _roll(_children(group=group.pk, since=since, until=until))


def roll_of_house(house: Institution, since: date, until: date) -> Roll:
    """The same of all its groups: what is taken over can name a child of another. One query."""
    return _roll(_children_of_house(house=house.pk, since=since, until=until))


def _roll(children: Iterable[Child]) -> Roll:
    return Roll(ChildName(child.pk, child.first_name, child.last_name) for child in children)


@prepared
def _children(group: int, since: date, until: date) -> QuerySet[Child]:
    return _of(Enrolment.objects.filter(touching(since, until), group=group))


@prepared
def _children_of_house(house: int, since: date, until: date) -> QuerySet[Child]:
    return _of(Enrolment.objects.filter(touching(since, until), institution=house))


def _of(stays: QuerySet[Enrolment]) -> QuerySet[Child]:
    children = Child.objects.filter(pk__in=stays.values("child")).order_by("sort_key", "pk")
    return children.only("first_name", "last_name")
