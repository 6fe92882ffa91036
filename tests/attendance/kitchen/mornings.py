"""Mornings of a kitchen: two houses' groups, ages, diets, what is confirmed, reported, corrected when."""

from datetime import date, datetime

from attendance.models import AbsenceNotice, HeadCountLine
from attendance.register.operations import Answer, confirm, draft
from people import operations as people
from people.models import Child
from tests.suite.frozen import laid_upon
from tests.world import BEGIN, MONDAY, TUESDAY, House, at

BABY = date(2024, 5, 2)  # two years old that Monday
CANARY = "Kanārijs"


def a_kitchen(house: House) -> House:
    """Bees: two older, one younger; owls: two older with diet L and one without; hedgehogs: two."""
    bees, owls = house.children["Bitītes"], house.children["Pūcītes"]
    change(house, bees[2], birth_date=BABY)
    change(house, owls[0], diet_code="L")
    change(house, owls[1], diet_code="L")
    group = house.group("Ezīši", "ezisi")
    house.child(group, "Zane", CANARY)
    house.child(group, "Ivo", CANARY, diet_code="B")
    return house


def change(house: House, child: Child, **facts) -> None:
    for name, value in facts.items():
        setattr(child, name, value)
    people.change_child(child=child, by=house.by)


def said(house: House, group: str, *absent: int, when: datetime, day: date = MONDAY) -> None:
    """The group's day is confirmed, or corrected; ``absent``: places in the group."""
    children = house.children[group]
    answers = [Answer(child.pk, place in absent) for place, child in enumerate(children)]
    confirm(group=house.groups[group], day=day, answers=answers, by=_of(house, group, day), at=when)


def tapped(house: House, group: str, place: int, *, when: datetime) -> None:
    child = house.children[group][place]
    draft(
        group=house.groups[group], day=MONDAY, child_id=child.pk, absent=True,
        by=_of(house, group, MONDAY), at=when,
    )  # fmt: skip


def reported(house: House, group: str, place: int, *, when: datetime, until: date = TUESDAY):
    return AbsenceNotice.objects.create(
        institution=house.institution, child=house.children[group][place], since=MONDAY,
        until=until, reason="illness", reported_at=when, reported_by=house.head,
    )  # fmt: skip


def withdrawn(notice: AbsenceNotice, *, when: datetime) -> None:
    notice.ended_at, notice.ended_by = when, notice.reported_by
    notice.save()


def _of(house: House, group: str, day: date):
    """Somebody who records the group."""
    teachers = {"Bitītes": house.people.teacher, "Pūcītes": house.people.other_teacher}
    if group not in teachers:
        _teacher_of_all(house, group)
    return house.access(teachers.get(group, house.people.other_teacher), "teacher", day)


def _teacher_of_all(house: House, group: str) -> None:
    target = house.groups[group]
    if not target.assignments.filter(user=house.people.other_teacher).exists():
        house.assign(house.people.other_teacher, target, since=BEGIN)


def lines(head_count) -> set[tuple]:
    rows = HeadCountLine.objects.filter(head_count=head_count)
    return set(rows.values_list("group__name", "band", "diet_code", "children", "received"))


def morning(house: House) -> None:
    """Bees confirm with one away; owls only tap; a hedgehog is reported at nine, an owl no longer is."""
    laid_upon("morning of a kitchen", lambda: _morning(house))


def _morning(house: House) -> None:
    said(house, "Bitītes", 0, when=at(8, 40))
    tapped(house, "Pūcītes", 2, when=at(8, 50))
    reported(house, "Ezīši", 0, when=at(9))
    withdrawn(reported(house, "Pūcītes", 0, when=at(7)), when=at(8, 55))


def after_nine(house: House) -> None:
    """Corrections, late notices, a withdrawal and late confirmations; none of it was known at nine."""
    said(house, "Bitītes", 1, when=at(9, 0, 1))
    reported(house, "Pūcītes", 1, when=at(9, 0, 1))
    withdrawn(AbsenceNotice.objects.get(child__last_name=CANARY), when=at(9, 2))
    said(house, "Pūcītes", 1, when=at(9, 10))
    said(house, "Ezīši", when=at(9, 12))
