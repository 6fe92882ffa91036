"""What a register page shows: the day, its children, and what this person may do with them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from attendance.duties import AttendanceByNine
from attendance.models import Register
from attendance.overview import not_marked
from attendance.register import neighbours
from attendance.register.children import children_of, latest_by_child
from attendance.register.marks import Answer
from attendance.register.rows import Row, row_of, typed_over
from attendance.register.words import Words
from attendance.rules import why_not
from duties import calendar, ladder
from duties.badges import clock
from duties.registry import Owed, Status
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup
from people.models.prepared import prepared


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
    may_ask: bool = False  # of a signed week, those who recorded it
    may_time: bool = False  # of a signed week, nurse and clerk
    before: date | None = None  # the working days next to this one
    after: date | None = None
    saved_by: str = ""  # a person's name

    @cached_property
    def absent(self) -> list[Row]:
        return [row for row in self.marked if row.absent]

    @property
    def present_count(self) -> int:
        return len(self.marked) - len(self.absent)

    @cached_property
    def marked(self) -> list[Row]:
        """Children whose mark everybody of the staff may see: of a confirmed register."""
        return [row for row in self.rows if row.is_marked] if self.is_confirmed else []

    @cached_property
    def unmarked(self) -> list[Row]:
        """Children that a confirmed register does not know yet; all of one that is not confirmed."""
        if not self.is_confirmed:
            return self.rows
        return [replace(row, no="") for row in self.rows if not row.is_marked]

    @property
    def unmarked_title(self) -> str:
        return not_marked(len(self.unmarked))

    @property
    def lacks(self) -> bool:
        """A confirmed register that does not know some child yet."""
        return self.is_confirmed and bool(self.unmarked)

    @property
    def adds(self) -> bool:
        """Its page asks for those children alone."""
        return self.lacks and self.mode is Mode.READ and self.may_correct

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
        first = {"time": self._when(self.owed.done_at)}
        return ", ".join((saved, _("first entered after the deadline at %(time)s") % first))

    @property
    def saved_text(self) -> str:
        """«18 klāt, 2 nav · Ilze Kalēja»; what is missing stands between them."""
        here, away = self.present_count, len(self.absent)
        counts = _("%(here)d present, %(away)d absent") % {"here": here, "away": away}
        return " · ".join([counts, *[self.unmarked_title] * bool(self.unmarked), self.saved_by])

    @property
    def saved_tone(self) -> str:
        return "soon" if self.status is Status.LATE or self.unmarked else "good"

    @property
    def edit_url(self) -> str:
        return f"{self.owed.url}?edit" if self.may_correct else ""

    @property
    def edit_act(self) -> str:
        return _("Correct")

    @property
    def more_url(self) -> str:
        """Where one child's day is: this and the child's id."""
        confirmed = self.mode is Mode.READ and self.is_confirmed
        return f"{self.owed.url}child/" if confirmed and (self._times or self.may_ask) else ""

    @property
    def _times(self) -> bool:
        return self.may_correct or self.may_time

    @property
    def more_icon(self) -> str:
        return "clock" if self._times else "pencil"

    @property
    def more_label(self) -> str:
        return _("Came or left:") if self._times else _("Ask for a correction:")

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
        rows = [typed_over(row, answers.get(int(row.id)), tell=tell) for row in self.rows]
        return replace(self, rows=rows)


def sheet_of(
    group: ChildGroup, day: date, *, access: Access, at: datetime, edit: bool = False,
    may_record: bool, may_see_warnings: bool, may_see_requests: bool = False,
) -> Sheet:  # fmt: skip
    """Everything a register page shows. Four queries, whatever the number of children.

    Of a closed day a fifth one: what corrections were asked for.
    """
    days = calendar.around(group.institution, day, neighbours.REACH)
    refusal = why_not(group, day, at=at, days=days) or ""
    rung = ladder.Rung.OPEN
    if not refusal:
        rung = ladder.rung(ladder.Subject.ATTENDANCE, group, day)
    register = _register(group, day)
    owed = _owed(group, day, register)
    may_write = may_record and not refusal and ladder.may_write(rung, access)
    mode = Mode.NONE if refusal else _mode(register, may_write=may_write, edit=edit)
    asks, words = mode in (Mode.OPEN, Mode.EDIT), Words(group, day)
    warn = may_see_warnings and day == access.day  # whoever left the group since is none of theirs
    asked = latest_by_child(register) if register and rung and may_see_requests else {}
    rows = [
        row_of(
            no, known, words, warn=warn, request=asked.get(known.child.pk),
            ahead=asks or (may_write and not known.is_marked),
        )
        for no, known in enumerate(children_of(group, day), 1)
    ]  # fmt: skip
    return Sheet(
        group=group, day=day, register=register, rows=rows, owed=owed, status=owed.status(at),
        mode=mode,
        refusal=refusal or (ladder.why_closed(rung) if rung and may_record else ""),
        may_correct=may_write, may_ask=may_record and not may_write and rung is ladder.Rung.WEEK,
        may_time=rung is ladder.Rung.WEEK and access.holds(Action.CORRECT_ATTENDANCE),
        before=neighbours.before(day, group, at, days), after=neighbours.after(day, group, at, days),
        saved_by=register.saver if register else "",
    )  # fmt: skip


def _mode(register: Register | None, *, may_write: bool, edit: bool) -> Mode:
    if not may_write:
        return Mode.READ
    if register and register.is_confirmed:
        return Mode.EDIT if edit else Mode.READ
    return Mode.OPEN


def _register(group: ChildGroup, day: date) -> Any:
    """The register, or None; its ``saver`` is a name."""
    return next(iter(_registers(group=group.pk, day=day)), None)


@prepared
def _registers(group: int, day: date) -> QuerySet[Register]:
    saver = Concat("saved_by__first_name", Value(" "), "saved_by__last_name")
    return Register.objects.filter(group=group, day=day).annotate(saver=saver)


def _owed(group: ChildGroup, day: date, register: Register | None) -> Owed:
    duty, institution = AttendanceByNine(), group.institution
    return Owed(
        duty=duty, group=group, day=day, due_at=duty.due_at(institution, day),
        late_from=duty.late_from(institution, day),
        done_at=register.first_confirmed_at if register else None,
    )  # fmt: skip
