"""Rows of attendance as tests need them: valid as they are, each fact can be changed."""

from datetime import date
from typing import Any

from attendance import models
from duties.models import CalendarCheck, CalendarException, Closure
from outbox.clock import ONE_DAY
from tests.world import MONDAY, TUESDAY, House, at, institution

SUNDAY, SEPTEMBER = date(2026, 11, 8), date(2026, 9, 7)


def place(name: str, number: str) -> House:
    """An institution with a group of two children and its register."""
    house = institution(name, number)
    bees = house.group("Bitītes")
    house.child(bees, "Anna", "Bērziņa")
    house.child(bees, "Emīls", "Balodis")
    house.register = register(house)  # type: ignore[attr-defined]
    return house


def register(house: House, **changes: Any) -> models.Register:
    facts = {
        "institution": house.institution, "group": house.groups["Bitītes"], "day": MONDAY,
        "saved_at": at(8), "saved_by": house.head,
    }  # fmt: skip
    return models.Register.objects.create(**facts | changes)


def mark(house: House, nth: int = 0, **changes: Any) -> models.Mark:
    facts = {"register": house.register, "day": MONDAY, "presence": "present"}  # type: ignore[attr-defined]
    return models.Mark.objects.create(**_of_a_child(house, nth) | facts | changes)


def notice(house: House, nth: int = 0, **changes: Any) -> models.AbsenceNotice:
    facts = {
        "since": MONDAY, "until": TUESDAY, "reason": "illness", "reported_at": at(7),
        "reported_by": house.head,
    }  # fmt: skip
    return models.AbsenceNotice.objects.create(**_of_a_child(house, nth) | facts | changes)


def health_note(house: House, **changes: Any) -> models.HealthNote:
    facts = {"institution": house.institution, "text": "Drudzis"}
    if "notice" not in changes:
        facts["notice"] = notice(house)
    return models.HealthNote.objects.create(**facts | changes)


def reply(house: House, nth: int = 0, **changes: Any) -> models.Reply:
    facts = {"day": MONDAY, "choice": "ill", "replied_at": at(9, 5), "replied_by": house.head}
    return models.Reply.objects.create(**_of_a_child(house, nth) | facts | changes)


def doctors_note(house: House, nth: int = 0, **changes: Any) -> models.DoctorsNote:
    facts = {"since": MONDAY, "until": TUESDAY, "seen_on": TUESDAY, "seen_by": house.head}
    return models.DoctorsNote.objects.create(**_of_a_child(house, nth) | facts | changes)


def quarantine(house: House, **changes: Any) -> models.GroupQuarantine:
    facts = {
        "institution": house.institution, "group": house.groups["Bitītes"], "since": MONDAY,
        "until": TUESDAY, "declared_at": at(8), "declared_by": house.head,
    }  # fmt: skip
    return models.GroupQuarantine.objects.create(**facts | changes)


def request(house: House, nth: int = 0, **changes: Any) -> models.CorrectionRequest:
    facts = {
        "register": house.register, "day": MONDAY, "presence": "present", "asked_at": at(12),  # type: ignore[attr-defined]
        "asked_by": house.head,
    }  # fmt: skip
    return models.CorrectionRequest.objects.create(**_of_a_child(house, nth) | facts | changes)


def head_count(house: House, **changes: Any) -> models.HeadCount:
    facts = {
        "institution": house.institution, "day": MONDAY, "cutoff_at": at(9), "taken_at": at(9, 0, 20),
    }  # fmt: skip
    return models.HeadCount.objects.create(**facts | changes)


def line(house: House, **changes: Any) -> models.HeadCountLine:
    facts = {
        "institution": house.institution, "group": house.groups["Bitītes"], "band": "older",
        "children": 2, "received": True,
    }  # fmt: skip
    if "head_count" not in changes:
        facts["head_count"] = head_count(house)
    return models.HeadCountLine.objects.create(**facts | changes)


def clarification(house: House, nth: int = 0, **changes: Any) -> models.Clarification:
    facts = {"since": MONDAY, "opened_at": at(10)}
    return models.Clarification.objects.create(**_of_a_child(house, nth) | facts | changes)


def step(house: House, **changes: Any) -> models.ClarificationStep:
    facts = {
        "institution": house.institution, "kind": "called", "day": TUESDAY, "taken_at": at(11),
        "taken_by": house.head,
    }  # fmt: skip
    if "clarification" not in changes:
        facts["clarification"] = clarification(house)
    return models.ClarificationStep.objects.create(**facts | changes)


def _of_a_child(house: House, nth: int) -> dict[str, Any]:
    return {"institution": house.institution, "child": house.children["Bitītes"][nth]}


def one_of_each(house: House, register: models.Register) -> None:
    """A row of every table that hangs on a child, a group or an institution: for questions of sight."""
    house.register = register  # type: ignore[attr-defined]
    day, days = register.day, {"since": register.day, "until": register.day + ONE_DAY}
    health_note(house, notice=notice(house, **days))
    reply(house, day=day)
    doctors_note(house, **days)
    quarantine(house, **days)
    request(house, day=day)
    line(house)
    step(house)
    _of_the_calendar(house)


def _of_the_calendar(house: House) -> None:
    mine = {"institution": house.institution}
    CalendarException.objects.create(**mine, day=SUNDAY, kind="closed")
    CalendarCheck.objects.create(**mine, school_year=2026, checked_at=at(8), checked_by=house.head)
    closure = {"kind": Closure.Kind.WEEK, "group": house.groups["Bitītes"], "closed_at": at(8)}
    Closure.objects.create(
        **mine, **closure, since=SEPTEMBER, until=SEPTEMBER + ONE_DAY * 7, closed_by=house.head
    )
