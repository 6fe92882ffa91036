"""The states in which pages are looked at, made by the same operations as the real ones."""

from datetime import date, datetime, timedelta

from attendance.models import Reason
from attendance.register.operations import Answer, confirm, draft
from outbox import queue
from outbox.models import Delivery, Notification
from people.models import ChildGroup, User
from tests.world import MONDAY, House, at

FAMILIES = ("Āboltiņa", "Bērziņš-Ķēniņš", "Čakste", "Ēvele", "Ģērmane", "Īvāns", "Kļaviņa", "Ļaksa")
GIVEN = ("Anna Elizabete", "Emīls", "Žanete", "Kārlis Gustavs", "Šarlote")


def answers(house: House, group: str, away: dict[int, str | None]) -> list[Answer]:
    """``away``: place in the group → reason."""
    rows = enumerate(house.children[group])
    return [Answer(child.pk, place in away, away.get(place)) for place, child in rows]


def confirmed(
    house: House,
    by: User,
    group: str = "Bitītes",
    away: dict[int, str | None] | None = None,
    when: datetime | None = None,
) -> None:
    marks = answers(house, group, away or {})
    access = house.access(by, "teacher")
    when = when or at(8, 38)
    confirm(group=house.groups[group], day=MONDAY, answers=marks, by=access, at=when)


def tapped(house: House, by: User, place: int, reason: str | None = None) -> None:
    child = house.children["Bitītes"][place]
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=child.pk, absent=True,
        by=house.access(by, "teacher"), at=at(8, 39), reason=reason,
    )  # fmt: skip


def corrected(house: House, by: User) -> None:
    """Two entries in the trail of the register: the confirmation, and what was corrected later."""
    confirmed(house, by, away={0: None, 2: None})
    confirmed(house, by, away={0: Reason.ILLNESS}, when=at(8, 40))


def reminded(house: House, person: User, role: str, days: int = 1, read: int = 0) -> None:
    """Of registers not taken: two a day for so many days; the oldest ``read`` are read."""
    bees = house.groups["Bitītes"]
    for ago in range(days - 1, -1, -1):
        day = MONDAY - timedelta(days=ago)
        for minute, kind, lead in ((0, "reminder", "soon"), (5, "overdue", "late")):
            told = Notification(
                institution=house.institution, person=person, role=role, group=bees, day=day,
                kind=f"{kind}.attendance", occasion=lead,
            )  # fmt: skip
            queue.put([told], at=at(8, 30 + minute, day=day))
    old = Notification.objects.filter(person=person, role=role).order_by("pk")[:read]
    Notification.objects.filter(pk__in=old).update(read_at=at(8, 35))


FAILURES = ("refused 550", "no address", "smtp 451", "no connection", "no answer")


def letters_failed(house: House) -> None:
    """The staff's letters: one has been waiting too long, others got out or were given up."""
    for place, person in enumerate(vars(house.people).values()):
        reminded(house, person, "teacher")
        told = Notification.objects.filter(person=person, role="teacher").latest("pk")
        Delivery.objects.filter(notification__person=person).delete()
        Delivery.objects.create(notification=told, channel="email", **_fate(place))


def _fate(place: int) -> dict[str, object]:
    if place == 0:
        return {
            "due_at": at(8, 20),
            "next_try_at": at(8, 45),
            "attempts": 6,
            "error": "no connection",
        }
    done = {
        "due_at": at(8, 36),
        "next_try_at": at(8, 36),
        "settled_at": at(8, 36),
        "attempts": place,
    }
    return done | (
        {"state": "dead", "error": FAILURES[place % 5]} if place % 3 else {"state": "sent"}
    )


def a_large_group(house: House, count: int = 40) -> str:
    """Forty children: two with a warning, one has a birthday today, one with a very long name."""
    group = house.group("Taurenīši", "taurenisi")
    house.assign(house.people.teacher, group)
    with house.being_built():
        _children(house, group, count)
    return group.name


def _children(house: House, group: ChildGroup, count: int) -> None:
    for number in range(count - 1):
        family = FAMILIES[number % len(FAMILIES)]
        first = GIVEN[number % len(GIVEN)]
        warning = "Riekstu alerģija; nedot citrusaugļus" if number in (3, 20) else ""
        house.child(group, first, family, warning=warning, birth_date=_born(number))
    house.child(group, "Marija Magdalēna Aleksandrīna", "Vanaga-Ozoliņa-Kalnbērziņa")


def _born(number: int) -> date:
    return date(2021, MONDAY.month, MONDAY.day) if number == 7 else date(2021, 3, 5)


def an_empty_group(house: House) -> str:
    group = house.group("Ezīši", "ezisi")
    house.assign(house.people.teacher, group)
    return group.name
