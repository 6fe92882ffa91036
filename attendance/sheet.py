"""What a register page shows: the day, its children, and what this person may do with them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.utils.functional import cached_property

from attendance.due_children import children_due
from attendance.duties import AttendanceByNine
from attendance.models import Mark, Reason, Register
from attendance.operations import Answer
from attendance.rules import why_not
from attendance.settings import code_of
from duties import ladder
from duties.clock import local_day
from duties.registry import Owed, Status
from people.access import Access
from people.models import Child, ChildGroup

# what a teacher usually knows at the door; everything else is the nurse's to settle
OFFERED = (Reason.ILLNESS, Reason.FAMILY, Reason.OTHER)


class Mode(StrEnum):
    OPEN = "open"  # not confirmed yet: tap and confirm
    EDIT = "edit"  # confirmed, being corrected
    READ = "read"  # confirmed, or somebody else's to write
    NONE = "none"  # no register on such a day


@dataclass(frozen=True)
class Row:
    """One child on one day."""

    child: Child
    mark: Mark | None
    absent: bool
    reason: str | None
    code: str
    turns: int | None  # the age reached on this very day
    warning: str
    standing: str = ""  # in a conflict: what is saved now

    @property
    def reasons(self) -> list[tuple[str, str, bool]]:
        """Value, label and whether chosen, of the reasons offered; a settled one stays among them."""
        values = [*OFFERED, *([self.reason] if self.reason not in (None, *OFFERED) else [])]
        return [(value, Reason(value).label, value == self.reason) for value in values]

    @property
    def reason_label(self) -> str:
        return str(Reason(self.reason).label) if self.reason else ""


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
    is_today: bool = False

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

    def answered(self, answers: dict[int, Answer]) -> "Sheet":
        """The same sheet with what was typed kept over what is saved (409, 422)."""
        return replace(self, rows=[_over(row, answers.get(row.child.pk)) for row in self.rows])


def sheet_of(
    group: ChildGroup, day: date, *, access: Access, at: datetime, edit: bool = False,
    may_record: bool, may_see_warnings: bool,
) -> Sheet:  # fmt: skip
    """Everything a register page shows. Five queries, whatever the number of children."""
    refusal = why_not(group, day, at=at) or ""
    rung = ladder.Rung.OPEN
    if not refusal:
        rung = ladder.rung(institution=group.institution, group=group, day=day)
    register = _register(group, day)
    children = children_due(group, day)
    marks = {mark.child_id: mark for mark in Mark.objects.filter(day=day, child__in=children)}
    rows = [_row(child, marks.get(child.pk), group, day, may_see_warnings) for child in children]
    owed = _owed(group, day, register)
    may_write = may_record and not refusal and ladder.may_write(rung, access)
    return Sheet(
        group=group, day=day, register=register, rows=rows, owed=owed, status=owed.status(at),
        mode=Mode.NONE if refusal else _mode(register, may_write=may_write, edit=edit),
        refusal=refusal or (ladder.why_closed(rung) if rung and may_record else ""),
        is_today=day == local_day(at, group.institution.time_zone),
    )  # fmt: skip


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


def _row(child: Child, mark: Mark | None, group: ChildGroup, day: date, warn: bool) -> Row:
    return Row(
        child=child,
        mark=mark,
        absent=mark.is_absent if mark else False,
        reason=mark.reason if mark else None,
        code=code_of(mark, group.institution) if mark else "",
        turns=_turns(child.birth_date, day),
        warning=child.warning if warn else "",
    )


def _turns(born: date, day: date) -> int | None:
    """The age reached on ``day``; on 29 February's children's day it is the 28th in other years."""
    try:
        birthday = born.replace(year=day.year)
    except ValueError:
        birthday = date(day.year, 2, 28)
    return day.year - born.year if birthday == day and day.year > born.year else None


def _over(row: Row, answer: Answer | None) -> Row:
    if answer is None:
        return row
    differs = (answer.absent, answer.reason) != (row.absent, row.reason)
    standing = row.code or "+" if differs else ""
    return replace(row, absent=answer.absent, reason=answer.reason, standing=standing)
