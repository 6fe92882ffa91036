"""One child's row of a register."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from attendance.models import Mark, Reason
from attendance.register.operations import Answer
from attendance.settings import CODE_UNEXCUSED, code_of
from people.models import Child, ChildGroup

# what a teacher usually knows at the door; everything else is the nurse's to settle
OFFERED = (Reason.ILLNESS, Reason.FAMILY, Reason.OTHER)


@dataclass(frozen=True)
class Row:
    """One child on one day, as ``components/child_row.html`` takes it."""

    no: int
    child: Child
    mark: Mark | None
    absent: bool
    reason: str | None
    code: str
    turns: int | None  # the age reached on this very day
    warning: str
    conflict: str = ""  # what somebody else saved meanwhile
    error: str = ""
    unknown_code: str = "N"

    @property
    def id(self) -> int:
        return self.child.pk

    @property
    def family(self) -> str:
        return self.child.last_name

    @property
    def given(self) -> str:
        return self.child.first_name

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Value and label of the reasons offered; a settled one stays among them."""
        values = [*OFFERED, *([self.reason] if self.reason not in (None, *OFFERED) else [])]
        unknown = ("", _("Not known (%(code)s)") % {"code": self.unknown_code})
        return [unknown, *((value, capfirst(str(Reason(value).label))) for value in values)]

    @property
    def chosen(self) -> str:
        return self.reason or ""

    @property
    def notice(self) -> str:
        """What stands under the name once there is nothing to choose."""
        if not self.absent:
            return ""
        if self.reason is None:
            return _("reason not known (%(code)s)") % {"code": self.unknown_code}
        return f"{Reason(self.reason).label} ({self.code})"

    @property
    def birthday(self) -> str:
        return _("birthday today: %(age)d") % {"age": self.turns} if self.turns else ""


def row_of(
    no: int, child: Child, mark: Mark | None, group: ChildGroup, day: date, warn: bool
) -> Row:
    return Row(
        no=no,
        child=child,
        mark=mark,
        absent=mark.is_absent if mark else False,
        reason=mark.reason if mark else None,
        code=code_of(mark, group.institution) if mark else "",
        turns=_turns(child.birth_date, day),
        warning=child.warning if warn else "",
        unknown_code=CODE_UNEXCUSED.of(group.institution),
    )


def _turns(born: date, day: date) -> int | None:
    """The age reached on ``day``; on 29 February's children's day it is the 28th in other years."""
    try:
        birthday = born.replace(year=day.year)
    except ValueError:
        birthday = date(day.year, 2, 28)
    return day.year - born.year if birthday == day and day.year > born.year else None


def typed_over(row: Row, answer: Answer | None, *, tell: bool) -> Row:
    if answer is None or (answer.absent, answer.reason) == (row.absent, row.reason):
        return row
    told = _("Saved meanwhile: %(saved)s.") % {"saved": _standing(row)} if tell else ""
    return replace(row, absent=answer.absent, reason=answer.reason, conflict=told)


def _standing(row: Row) -> str:
    """«ir klāt», «nav klāt, slimība (NS)», «vēl nav atzīmēts»"""
    if row.absent:
        return f"{pgettext('attendance', 'absent')}, {row.notice}"
    return pgettext("attendance", "present") if row.mark else _("not marked yet")
