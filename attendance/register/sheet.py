"""What a register page shows: the day, its children, and what this person may do with them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from attendance.due_children import children_due
from attendance.duties import AttendanceByNine
from attendance.models import Mark, Register
from attendance.register.operations import Answer
from attendance.register.rows import Row, row_of, typed_over
from attendance.rules import why_not
from duties import calendar, ladder
from duties.clock import ONE_DAY, local_day
from duties.registry import Owed, Status
from duties.school_year import school_year_of
from duties.words import clock
from people.access import Access
from people.models import ChildGroup

AROUND = 14  # days looked at for the neighbours of a day; longer closures have no arrow


class Mode(StrEnum):
    OPEN = "open"  # not confirmed yet: tap and confirm
    EDIT = "edit"  # confirmed, being corrected
    READ = "read"  # confirmed, or somebody else's to write
    NONE = "none"  # no register on such a day


@dataclass(frozen=True)
class Sheet:
    group: ChildGroup
    day: date
    register: Register | None
    rows: list[Row]
    mode: Mode
    owed: Owed
    status: Status
    refusal: str = ""  # why there is no register, or why it is closed
    may_correct: bool = False
    before: date | None = None  # the working days next to this one
    after: date | None = None

    @cached_property
    def absent(self) -> list[Row]:
        return [row for row in self.rows if row.absent]

    @property
    def present_count(self) -> int:
        return len(self.rows) - len(self.absent) - len(self.unmarked)

    @property
    def unmarked(self) -> list[Row]:
        """Children that a confirmed register does not know yet."""
        if not (self.register and self.register.is_confirmed):
            return []
        return [row for row in self.rows if row.mark is None]

    @property
    def writable(self) -> bool:
        return self.mode in (Mode.OPEN, Mode.EDIT)

    @property
    def version(self) -> int:
        return self.register.version if self.register else 0

    @property
    def title(self) -> str:
        """«Pirmdiena, 30.11.»"""
        return date_format(self.day, "l, j.m.").capitalize()

    @property
    def is_confirmed(self) -> bool:
        return self.register is not None and self.register.is_confirmed

    @property
    def is_draft(self) -> bool:
        return self.register is not None and not self.register.is_confirmed

    @property
    def is_late_now(self) -> bool:
        return self.mode is Mode.OPEN and self.status is Status.OVERDUE

    @property
    def due_time(self) -> str:
        return clock(self.owed.due_at, self.group.institution.time_zone)

    @property
    def tap_url(self) -> str:
        """Where a tap on a child is kept: this and the child's id. Corrections are not drafts."""
        return f"{self.owed.url}draft/" if self.mode is Mode.OPEN else ""

    @property
    def saved_title(self) -> str:
        assert self.register
        saved = _("Saved at %(time)s") % {"time": self._when(self.register.saved_at)}
        if self.status is not Status.LATE:
            return saved
        first = self._when(self.owed.done_at)
        return f"{saved}, {_('first entered after the deadline at %(time)s') % {'time': first}}"

    @property
    def saved_text(self) -> str:
        """«18 klāt, 2 nav · Ilze Kalēja»"""
        assert self.register
        counts = _("%(here)d present, %(away)d absent") % {
            "here": self.present_count,
            "away": len(self.absent),
        }
        return f"{counts} · {self.register.saved_by}"

    @property
    def saved_tone(self) -> str:
        return "soon" if self.status is Status.LATE or self.unmarked else "good"

    @property
    def edit_url(self) -> str:
        return f"{self.owed.url}?edit" if self.may_correct else ""

    @property
    def edit_act(self) -> str:
        return _("Correct")

    def _when(self, at: datetime | None) -> str:
        """The time, with the day where it is another one."""
        assert at
        zone = self.group.institution.time_zone
        day = local_day(at, zone)
        if day == self.day:
            return clock(at, zone)
        return f"{date_format(day, 'SHORT_DATE_FORMAT')} {clock(at, zone)}"

    def answered(self, answers: dict[int, Answer], *, tell: bool) -> "Sheet":
        """The same sheet with what was typed kept over what is saved; ``tell`` shows both (409)."""
        rows = [typed_over(row, answers.get(row.child.pk), tell=tell) for row in self.rows]
        return replace(self, rows=rows)


def sheet_of(
    group: ChildGroup, day: date, *, access: Access, at: datetime, edit: bool = False,
    may_record: bool, may_see_warnings: bool,
) -> Sheet:  # fmt: skip
    """Everything a register page shows. Five queries, whatever the number of children."""
    days = calendar.around(group.institution, day, AROUND)
    refusal = why_not(group, day, at=at, days=days) or ""
    rung = ladder.Rung.OPEN
    if not refusal:
        rung = ladder.rung(institution=group.institution, group=group, day=day)
    register = _register(group, day)
    children = children_due(group, day)
    marks = {mark.child_id: mark for mark in Mark.objects.filter(day=day, child__in=children)}
    rows = [
        row_of(no, child, marks.get(child.pk), group, day, may_see_warnings)
        for no, child in enumerate(children, 1)
    ]
    owed = _owed(group, day, register)
    may_write = may_record and not refusal and ladder.may_write(rung, access)
    return Sheet(
        group=group, day=day, register=register, rows=rows, owed=owed, status=owed.status(at),
        mode=Mode.NONE if refusal else _mode(register, may_write=may_write, edit=edit),
        refusal=refusal or (ladder.why_closed(rung) if rung and may_record else ""),
        may_correct=may_write,
        before=_open_day(_working_day_before(day, group, at, days), group, at),
        after=_open_day(days.working_day_after(day, group, within=AROUND), group, at),
    )  # fmt: skip


def _working_day_before(
    day: date, group: ChildGroup, at: datetime, days: calendar.Calendar
) -> date | None:
    """Before a day that has not come yet lies today."""
    tomorrow = local_day(at, group.institution.time_zone) + ONE_DAY
    return days.working_day_before(min(day, tomorrow), group, within=AROUND)


def _open_day(day: date | None, group: ChildGroup, at: datetime) -> date | None:
    """The day itself when it has come and lies in the group's school year."""
    if day is None or day > local_day(at, group.institution.time_zone):
        return None
    return day if school_year_of(day) == group.school_year else None


def _mode(register: Register | None, *, may_write: bool, edit: bool) -> Mode:
    if not may_write:
        return Mode.READ
    if register and register.is_confirmed:
        return Mode.EDIT if edit else Mode.READ
    return Mode.OPEN


def _register(group: ChildGroup, day: date) -> Register | None:
    people = ("first_confirmed_by", "saved_by")
    return Register.objects.filter(group=group, day=day).select_related(*people).first()


def _owed(group: ChildGroup, day: date, register: Register | None) -> Owed:
    duty, institution = AttendanceByNine(), group.institution
    return Owed(
        duty=duty, group=group, day=day, due_at=duty.due_at(institution, day),
        late_from=duty.late_from(institution, day),
        done_at=register.first_confirmed_at if register else None,
    )  # fmt: skip
