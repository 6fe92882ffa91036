"""One valid call of every operation, on the objects a line of the table names."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.utils import timezone

from duties import operations as duties
from duties.models import Closure
from messaging.notifications import operations as messaging
from outbox.models import Delivery, Hours, Notification, Preference
from people import operations as people
from people.access import Access
from people.models import Assignment, Enrolment, Role
from tests.matrix.stage import Stage
from tests.world import MONDAY, TUESDAY, House, at

NEXT_MONDAY, YEAR_END = date(2026, 11, 23), date(2027, 8, 31)
Deed = Callable[[Stage, str, Access], Any]


def _houses(stage: Stage, objects: str) -> tuple[House, House]:
    """The house of the object, and that of the person it is to be joined with."""
    here = stage.second if objects == "theirs" else stage.first
    return here, stage.second if objects == "mixed" else here


def _adult(deed: str, stage: Stage, objects: str, by: Access) -> Any:
    here, there = _houses(stage, objects)
    user = by.user if objects == "own" else there.people.former_parent
    if deed == "write_name":
        names = {"first_name": "Cits", "last_name": "Vārds"}
        return people.write_name(user=user, by=by, at=at(8, 50), **names)
    operation = getattr(people, deed)
    return operation(user=user, role=Role.NURSE, institution=here.institution, by=by)


def add_adult(stage: Stage, objects: str, by: Access) -> Any:
    place = _houses(stage, objects)[0].institution
    return people.add_adult(
        institution=place, role=Role.NURSE, first_name="Jauna", last_name="Nākusi", by=by
    )


def add_child(stage: Stage, objects: str, by: Access) -> Any:
    return people.add_child(
        institution=_houses(stage, objects)[0].institution, first_name="Jauns", last_name="Bērns",
        birth_date=date(2022, 1, 1), sex="m", by=by,
    )  # fmt: skip


def change_child(stage: Stage, objects: str, by: Access) -> Any:
    child = _houses(stage, objects)[0].children["Pūcītes"][2]
    child.diet_code = "L"
    return people.change_child(child=child, by=by)


def open_group(stage: Stage, objects: str, by: Access) -> Any:
    place = _houses(stage, objects)[0].institution
    return people.open_group(
        institution=place, name="Jauni", school_year=2026, symbol="ezisi", by=by
    )


def change_group(stage: Stage, objects: str, by: Access) -> Any:
    return people.change_group(group=_houses(stage, objects)[0].groups["Pūcītes"], by=by)


def change_institution(stage: Stage, objects: str, by: Access) -> Any:
    return people.change_institution(institution=_houses(stage, objects)[0].institution, by=by)


def enrol(stage: Stage, objects: str, by: Access) -> Any:
    here, there = _houses(stage, objects)
    return people.enrol(
        child=here.children["Bitītes"][0], group=there.groups["Pūcītes"], since=MONDAY,
        until=TUESDAY, kind=Enrolment.Kind.TEMPORARY, by=by,
    )  # fmt: skip


def move(stage: Stage, objects: str, by: Access) -> Any:
    here, there = _houses(stage, objects)
    child, group = here.children["Bitītes"][0], there.groups["Pūcītes"]
    return people.move(child=child, group=group, since=MONDAY, by=by)


def assign(stage: Stage, objects: str, by: Access) -> Any:
    here, there = _houses(stage, objects)
    user, kind = there.people.teacher, Assignment.Kind.SUBSTITUTE
    return people.assign(user=user, group=here.groups["Pūcītes"], since=MONDAY, kind=kind, by=by)


def record_guardianship(stage: Stage, objects: str, by: Access) -> Any:
    here, there = _houses(stage, objects)
    child, user = here.children["Bitītes"][2], there.people.mother
    return people.record_guardianship(
        child=child, user=user, relation="guardian", since=MONDAY, by=by
    )


def restrict(stage: Stage, objects: str, by: Access) -> Any:
    return people.restrict(
        guardianship=stage.objects[f"guardianship/{objects}"], document="Lēmums", issuer="Tiesa",
        since=MONDAY, by=by,
    )  # fmt: skip


def end(stage: Stage, objects: str, by: Access) -> Any:
    relation = stage.objects[objects]
    relation.refresh_from_db()
    return people.end(relation, until=relation.since.replace(day=2), by=by)


def except_day(stage: Stage, objects: str, by: Access) -> Any:
    place = _houses(stage, objects)[0].institution
    group = stage.group("bees") if objects == "bees" else None
    return duties.except_day(institution=place, day=NEXT_MONDAY, kind="closed", group=group, by=by)


def close(stage: Stage, objects: str, by: Access) -> Any:
    if objects in {"ours", "theirs"}:
        return duties.close(
            institution=_houses(stage, objects)[0].institution, kind=Closure.Kind.YEAR,
            since=date(2026, 9, 1), until=YEAR_END, by=by, at=at(12),
        )  # fmt: skip
    group = stage.group("bees" if objects == "bees" else "theirs")
    return duties.close(
        institution=group.institution, group=group, kind=Closure.Kind.WEEK, since=MONDAY,
        until=NEXT_MONDAY, by=by, at=at(12),
    )  # fmt: skip


def reopen(stage: Stage, objects: str, by: Access) -> Any:
    house = _houses(stage, objects)[0]
    closure = Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.WEEK, since=MONDAY, until=NEXT_MONDAY,
        closed_by=house.head, closed_at=timezone.now(),
    )  # fmt: skip
    return duties.reopen(closure=closure, reason="Kļūda", by=by, at=at(12))


def mark_read(stage: Stage, objects: str, by: Access) -> Any:
    told = next((told for told in stage.told.values() if told.person_id == by.user.pk), None)
    if objects != "own" or told is None:
        told = stage.objects[f"notification/{'bees' if objects == 'own' else objects}"]
    return messaging.mark_read(notification=told, by=by, at=at(8, 50))


def mark_all_read(stage: Stage, objects: str, by: Access) -> Any:
    others = Notification.objects.exclude(person=by.user.pk).unread()
    before = others.count()
    messaging.mark_all_read(up_to=10**9, by=by, at=at(8, 50))
    assert others.count() == before


def keep_settings(stage: Stage, objects: str, by: Access) -> Any:
    wanted = [Preference(kind="reminder.attendance", channel="email", mode="never")]
    return messaging.keep_settings(
        preferences=wanted if by.acts_as(Role.TEACHER) else [], hours=Hours(digest_at=time(16)),
        by=by,
    )  # fmt: skip


def send_again(stage: Stage, objects: str, by: Access) -> Any:
    lost = stage.objects[f"delivery/{objects}"]
    assert messaging.send_again(delivery=lost, by=by, at=at(8, 50)) == 1


def send_all_again(stage: Stage, objects: str, by: Access) -> Any:
    others = Delivery.objects.exclude(notification__institution=by.institution)
    before = list(others.values())
    assert messaging.send_all_again(by=by, at=at(8, 50)) > 0
    assert list(others.values()) == before


def _of_an_adult(deed: str) -> Deed:
    return lambda stage, objects, by: _adult(deed, stage, objects, by)


DEEDS: dict[str, Deed] = {
    "people.add_adult": add_adult, "people.add_child": add_child,
    **{f"people.{d}": _of_an_adult(d) for d in ("write_name", "give_role", "take_role")},
    "people.change_child": change_child, "people.open_group": open_group,
    "people.change_group": change_group, "people.change_institution": change_institution,
    "people.enrol": enrol, "people.move": move, "people.assign": assign,
    "people.record_guardianship": record_guardianship, "people.restrict": restrict,
    "people.end": end, "duties.except_day": except_day, "duties.close": close, "duties.reopen": reopen,
    "messaging.mark_read": mark_read, "messaging.mark_all_read": mark_all_read,
    "messaging.keep_settings": keep_settings, "messaging.send_again": send_again,
    "messaging.send_all_again": send_all_again,
}  # fmt: skip
