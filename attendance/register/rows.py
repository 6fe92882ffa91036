"""One child's row of a register."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from attendance.models import CorrectionRequest, Mark
from attendance.register.children import RegisterChild
from attendance.register.marks import Answer
from attendance.register.words import Choices, Words


@dataclass(frozen=True)
class Row:
    """One child on one day, as ``components/child_row.html`` takes it: words, nothing to work out."""

    STAMPS: ClassVar = ("no", "id", "family", "given")  # in which rows that look alike differ

    no: str
    id: str
    family: str
    given: str
    absent: bool
    reason: str | None
    mark: Mark | None = field(compare=False)
    is_marked: bool  # in a register that was confirmed
    words: Words = field(compare=False)
    notice: str = ""  # why absent, once there is nothing to choose
    reported: str = ""  # by a parent, and when
    replied: str = ""  # a parent's one-tap answer
    times: str = ""  # when it came and went
    warning: str = ""
    kept_from: str = ""  # to whom it is not handed over
    birthday: str = ""
    reasons: Choices = ()
    asked: str = ""  # of a correction: what became of it
    conflict: str = ""  # what somebody else saved meanwhile
    error: str = ""

    @property
    def chosen(self) -> str:
        return self.reason or ""

    @property
    def blank(self) -> Row:
        """The same without what is stamped in; equal for all rows that look alike."""
        places = {name: chr(0xE000 + n) for n, name in enumerate(self.STAMPS)}
        return replace(self, **places)  # type: ignore[arg-type]


def row_of(
    no: int, known: RegisterChild, words: Words, *, ahead: bool, warn: bool,
    request: CorrectionRequest | None = None,
) -> Row:  # fmt: skip
    """``ahead``: the page asks, so that a parent's notice stands in until somebody marks the child."""
    child, mark = known.child, known.mark
    absent = mark.is_absent if mark else ahead and known.notice is not None
    reason = mark.reason if mark else known.usual_reason if ahead else None
    return Row(
        no=str(no), id=str(child.pk), family=child.last_name, given=child.first_name,
        mark=mark, is_marked=known.is_marked, absent=absent, reason=reason, words=words,
        notice=words.why(mark) if mark else "", times=words.times(mark) if mark else "",
        reported=words.reported(known.notice, came=mark is not None and not absent),
        replied=words.replied(known.reply), reasons=words.choices(reason) if ahead else (),
        asked=words.asked(request) if request else "",
        warning=child.warning if warn else "", kept_from=known.kept_from,
        birthday=_birthday(child.birth_date, words.day),
    )  # fmt: skip


def _birthday(born: date, day: date) -> str:
    """The age reached on ``day``; on 29 February's children's day it is the 28th in other years."""
    if born.month != day.month or day.year <= born.year:
        return ""
    try:
        birthday = born.replace(year=day.year)
    except ValueError:
        birthday = date(day.year, 2, 28)
    return _("birthday today: %(age)d") % {"age": day.year - born.year} if birthday == day else ""


def typed_over(row: Row, answer: Answer | None, *, tell: bool) -> Row:
    """What was typed, over what is saved; ``tell`` says both."""
    if answer is None or (answer.absent, answer.reason) == (row.absent, row.absent and row.reason):
        return row
    if not answer.absent and not row.absent:
        return row
    told = _("Saved meanwhile: %(saved)s.") % {"saved": _standing(row)} if tell else ""
    reasons = row.words.choices(answer.reason)
    return replace(row, absent=answer.absent, reason=answer.reason, reasons=reasons, conflict=told)


def _standing(row: Row) -> str:
    """«ir klāt», «nav klāt, slimība (NS)», «vēl nav atzīmēts»"""
    if row.mark is None:
        return _("not marked yet")
    absent = row.mark.is_absent
    here = pgettext("attendance", "absent") if absent else pgettext("attendance", "present")
    return f"{here}, {row.notice}" if absent else here
