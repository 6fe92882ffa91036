"""A demonstration that is called in a later school year goes on with the same people."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from ejournal.demo import people
from ejournal.demo.place import Place
from ejournal.demo.plan import families
from people.models import Assignment, ChildGroup, Enrolment, User
from people.operations import assign, change_group, end, enrol

SCHOOL_AGE = 7


def begin(place: Place) -> None:
    """Open this school year's groups, when there are none, with last year's children and staff."""
    if place.groups:
        return
    earlier = ChildGroup.objects.filter(institution=place.institution, school_year__lt=place.year)
    if not (latest := earlier.order_by("-school_year").first()):
        return  # called for a day before the demonstration began
    before = place.groups_of(latest.school_year)
    people.open_groups(place)
    successors = {old.pk: new for old, new in zip(before, place.groups, strict=False)}
    if latest.school_year == place.year - 1:
        _continue(place, before)
    _children(place, successors)
    _staff(place, successors)
    _newcomers(place)


def _continue(place: Place, before: list[ChildGroup]) -> None:
    """Each group goes on with what the group of the year before has planned."""
    by = place.head()
    for old, new in zip(before, place.groups, strict=False):
        new.continues = old
        change_group(group=new, by=by)


def _to_the_end(place: Place) -> Q:
    return Q(until__isnull=True) | Q(until=place.first_day)


def _children(place: Place, successors: dict[int, ChildGroup]) -> None:
    """Those who were there to the end; who has turned seven has gone to school."""
    permanent, by = Enrolment.objects.filter(kind=Enrolment.Kind.PERMANENT), place.head()
    stayed = permanent.filter(_to_the_end(place), group__in=successors)
    for enrolment in stayed.select_related("child__institution").order_by("pk"):
        if enrolment.until is None:
            end(enrolment, until=place.first_day, by=by)
        if place.year - enrolment.child.birth_date.year < SCHOOL_AGE:
            enrol(
                child=enrolment.child, group=successors[enrolment.group_id], by=by,
                since=place.first_day, until=place.year_end,
            )  # fmt: skip


def _newcomers(place: Place) -> None:
    """New children fill the groups that have gone to school."""
    filled = Enrolment.objects.on(place.first_day).filter(group__in=place.groups)
    known = set(filled.values_list("group", flat=True))
    empty = {(place.house.key, n) for n, g in enumerate(place.groups) if g.pk not in known}
    usernames = set(User.objects.values_list("username", flat=True))
    invented = families.invent(place.year, place.today, usernames, adults=len(usernames))
    strangers = [
        replace(family, children=tuple(c for c in family.children if (c.house, c.group) in empty))
        for family in invented
        if not any(adult.username in usernames for adult, _relation in family.guardians)
    ]
    people.take_in({place.house.key: place}, strangers)
    people.give_newcomers_the_password(usernames)


def _staff(place: Place, successors: dict[int, ChildGroup]) -> None:
    own, by = Assignment.objects.exclude(kind=Assignment.Kind.SUBSTITUTE), place.head()
    stayed = own.filter(_to_the_end(place), group__in=successors)
    for assignment in stayed.select_related("user").order_by("pk"):
        assign(
            user=assignment.user, group=successors[assignment.group_id], kind=assignment.kind,
            since=place.first_day, until=place.year_end, by=by,
        )  # fmt: skip
