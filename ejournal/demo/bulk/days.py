"""The days that have passed: registers, marks, what parents said, head counts, closures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from attendance.models import (
    AbsenceNotice,
    HeadCount,
    HeadCountLine,
    Mark,
    Presence,
    Reason,
    Register,
    Reply,
)
from attendance.settings import cutoff_at
from duties.calendar import Calendar
from duties.calendar.school_year import school_year_of
from duties.models import Closure
from ejournal.demo.bulk.absences import Absence, absences
from ejournal.demo.bulk.copying import copy
from ejournal.demo.bulk.people import House
from ejournal.demo.bulk.scale import Scale, shown_day
from outbox.clock import moment
from people.models import Child, ChildGroup

_LATE = 0.04
_CAME_LATER, _LEFT_EARLIER = 0.02, 0.01
_BAND = HeadCountLine.Band
_MARK = (
    "institution", "register", "child", "day", "presence", "reason", "arrived_at", "left_at",
    "at_cutoff", "settled_at", "settled_by",
)  # fmt: skip
_LINE = ("institution", "head_count", "group", "band", "diet_code", "children", "received")


@dataclass
class Days:
    """One house's past: everything is made from who was away when."""

    house: House
    days: list[date]
    shown: date  # the day whose registers are left to be taken
    away: dict[int, list[Absence]]
    on: dict[tuple[int, date], Absence]
    signed: dict[date, datetime]  # when the week of a day was signed

    @classmethod
    def invented(cls, house: House, scale: Scale, calendar: Calendar) -> Days:
        days = scale.past_days(calendar)
        children = [child.pk for room in house.children for child in room]
        away = {pk: list(absences(house.rng, days)) for pk in children}
        on = {(pk, day): one for pk, every in away.items() for one in every for day in one.days}
        return cls(
            house, days, shown_day(scale.today, calendar), away, on, _signatures(house, days)
        )

    def write(self) -> int:
        """:returns: how many marks there are"""
        self._close()
        self._tell()
        registers = self._registers()
        counted: Counter[tuple[Any, ...]] = Counter()
        copy(Mark, _MARK, self._marks(registers, counted))
        self._count_heads(counted)
        return sum(counted.values())

    # --- registers and marks -------------------------------------------------------------------
    def _registers(self) -> list[tuple[Register, list[Child]]]:
        plan = [
            (self._register(group, day, number), children)
            for day in self.days
            for number, (group, children) in enumerate(self._groups(day))
        ]
        Register.objects.bulk_create([register for register, _ in plan], batch_size=2000)
        return plan

    def _groups(self, day: date) -> Iterator[tuple[ChildGroup, list[Child]]]:
        return zip(self.house.groups[school_year_of(day)], self.house.children, strict=True)

    def _register(self, group: ChildGroup, day: date, number: int) -> Register:
        room, rng = self.house.teachers[number], self.house.rng
        since, minutes = (time(9, 1), 45) if rng.random() < _LATE else (time(8, 20), 38)
        at = self._moment(day, since) + timedelta(seconds=rng.randrange(minutes * 60))
        by = room[day.toordinal() % len(room)]
        return Register(
            institution=self.house.institution, group=group, day=day, version=1,
            first_confirmed_at=at, first_confirmed_by=by, saved_at=at, saved_by=by,
        )  # fmt: skip

    def _marks(self, registers, counted: Counter) -> Iterator[tuple[Any, ...]]:
        """Rows of the table; ``counted`` learns what the kitchen was told."""
        nurse, here = self.house.staff["nurse"].pk, self.house.institution.pk
        for register, children in registers:
            day, signed = register.day, self.signed.get(register.day)
            in_time = register.saved_at <= cutoff_at(self.house.institution, day)
            for child in children:
                away = self.on.get((child.pk, day))
                presence = "absent" if away else "present"
                settled = (signed, nurse) if away and signed else (None, None)
                counted[
                    day, register.group_id, _band(child, day), child.diet_code, presence, in_time
                ] += 1
                yield (
                    here, register.pk, child.pk, day, presence, away.reason if away else None,
                    *self._times(away), presence if in_time else None, *settled,
                )  # fmt: skip

    def _times(self, away: Absence | None) -> tuple[time | None, time | None]:
        chance = 1.0 if away else self.house.rng.random()
        came = time(9, 40) if chance < _CAME_LATER else None
        return came, time(15, 10) if chance < _LEFT_EARLIER else None

    # --- what parents said ---------------------------------------------------------------------
    def _tell(self) -> None:
        every = [(child, one) for child, many in self.away.items() for one in many]
        past = [self._notice(child, one) for child, one in every if one.reported]
        AbsenceNotice.objects.bulk_create([*past, *self._current()], batch_size=2000)
        Reply.objects.bulk_create(
            [self._reply(child, one) for child, one in every if one.answered], batch_size=2000
        )

    def _current(self) -> list[AbsenceNotice]:
        """Every twelfth child will not come on the day that is left to be recorded, and the next."""
        away = (self.shown, self.shown + timedelta(days=1))
        said = Absence(away, Reason.ILLNESS, reported=True, answered=False)
        evening = self._moment(self.days[-1] if self.days else self.shown, time(20, 10))
        kids = [child.pk for room in self.house.children for child in room][::12]
        return [self._notice(child, said, evening) for child in kids]

    def _notice(self, child: int, absence: Absence, at: datetime | None = None) -> AbsenceNotice:
        assert absence.reason  # nobody reports without one
        return AbsenceNotice(
            institution=self.house.institution, child_id=child, reason=absence.reason or "",
            since=absence.days[0], until=absence.until,
            reported_at=at or self._moment(absence.days[0], time(7, 40)),
            reported_by=self.house.guardians[child][0],
        )  # fmt: skip

    def _reply(self, child: int, absence: Absence) -> Reply:
        ill = absence.reason == Reason.ILLNESS
        return Reply(
            institution=self.house.institution, child_id=child, day=absence.days[0],
            choice=Reply.Choice.ILL if ill else Reply.Choice.FAMILY,
            replied_at=self._moment(absence.days[0], time(9, 20)),
            replied_by=self.house.guardians[child][0],
        )  # fmt: skip

    # --- kitchen -------------------------------------------------------------------------------
    def _count_heads(self, counted: Counter) -> None:
        """A group that had not confirmed by the cut-off is counted as if all were coming."""
        institution = self.house.institution
        counts = HeadCount.objects.bulk_create(
            HeadCount(
                institution=institution, day=day, cutoff_at=cutoff_at(institution, day),
                taken_at=cutoff_at(institution, day) + timedelta(seconds=30),
            )
            for day in self.days
        )  # fmt: skip
        numbers = {count.day: count.pk for count in counts}
        lines: Counter[tuple[Any, ...]] = Counter()
        for (day, group, band, diet, presence, in_time), children in counted.items():
            eats = presence == Presence.PRESENT or not in_time
            lines[numbers[day], group, band, diet, in_time] += children if eats else 0
        copy(HeadCountLine, _LINE, (
            (institution.pk, count, group, band, diet, children, in_time)
            for (count, group, band, diet, in_time), children in lines.items()
        ))  # fmt: skip

    # --- the ladder ----------------------------------------------------------------------------
    def _close(self) -> None:
        """Weeks are signed on the next Monday, months closed on the fifth of the next one."""
        months = sorted({day.replace(day=1) for day in self.days if day in self.signed})
        weeks = sorted({_monday(day) for day in self.signed})
        nurse, head = self.house.staff["nurse"], self.house.staff["admin"]
        Closure.objects.bulk_create([
            *(
                Closure(
                    institution=self.house.institution, kind=Closure.Kind.WEEK, since=week,
                    until=week + timedelta(days=7), closed_at=self.signed[day], closed_by=nurse,
                )
                for week in weeks if (day := next(d for d in self.days if _monday(d) == week))
            ),
            *(
                Closure(
                    institution=self.house.institution, kind=Closure.Kind.MONTH, since=month,
                    until=_next(month), closed_by=head,
                    closed_at=self._moment(_next(month) + timedelta(days=4), time(14)),
                )
                for month in months if _next(month) + timedelta(days=4) < self.days[-1]
            ),
        ])  # fmt: skip

    def _moment(self, day: date, at: time) -> datetime:
        return moment(day, at, self.house.institution.time_zone)


def _signatures(house: House, days: list[date]) -> dict[date, datetime]:
    """All weeks but the last two are signed."""
    unsigned = {_monday(day) for day in days[-6:]}
    zone = house.institution.time_zone
    return {
        day: moment(_monday(day) + timedelta(days=7), time(13), zone)
        for day in days
        if _monday(day) not in unsigned
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _band(child: Child, day: date) -> str:
    born = child.birth_date
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return _BAND.YOUNGER if age < 3 else _BAND.OLDER
