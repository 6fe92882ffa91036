"""Who is in the house now, by group: rather one too many than one too few."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from attendance.models import Mark, Register, Reply
from attendance.notices.standing import latest_replies, notices_over
from attendance.to_call import guardians_to_call
from duties import calendar
from duties.calendar.school_year import school_year_of
from outbox.clock import local_day, local_time
from people.access import Access, Action
from people.entering.restrictions import kept_from
from people.models import Child, ChildGroup, Guardianship, Institution, User
from people.whose_day import enrolments_owning

COMING = frozenset({Reply.Choice.RETURNS, Reply.Choice.LATER, Reply.Choice.ON_THE_WAY})


@dataclass(frozen=True)
class Row:
    """A child to be found. ``sure``: a confirmed register says it is here.

    ``coming``: marked absent, and the parents have said since that it is on its way.
    """

    child: Child
    sure: bool
    coming: bool
    warning: str
    guardians: Sequence[Guardianship]
    kept_from: Sequence[User]  # to whom it is not handed over


@dataclass(frozen=True)
class Away:
    """A child not to be looked for. ``left_at`` None: did not come today."""

    child: Child
    left_at: time | None


@dataclass(frozen=True)
class Section:
    group: ChildGroup
    register: Register | None
    rows: Sequence[Row]
    away: Sequence[Away]

    @property
    def confirmed(self) -> bool:
        return self.register is not None and self.register.is_confirmed


@dataclass(frozen=True)
class Roll:
    institution: Institution
    sections: Sequence[Section]
    day: date
    now: time
    day_off: str = ""

    @cached_property
    def count(self) -> int:
        return sum(len(section.rows) for section in self.sections)

    @property
    def all_confirmed(self) -> bool:
        return all(section.confirmed for section in self.sections)

    @property
    def warned(self) -> list[Child]:
        """Whose warning is shown."""
        return [row.child for section in self.sections for row in section.rows if row.warning]


@dataclass(frozen=True)
class _Known:
    """What several groups ask, asked once."""

    registers: dict[int, Register]
    marks: dict[int, Mark]
    reported: frozenset[int]  # children whom a notice keeps at home
    coming: dict[int, datetime]  # child → when the parents said that it will be here
    guardians: dict[int, list[Guardianship]]
    kept_from: dict[int, list[User]]
    warned_groups: frozenset[int]
    now: time


def roll_of(access: Access, *, at: datetime) -> Roll:
    """Of the groups that this person answers for today. Ten queries, however many children."""
    institution = access.institution
    assert institution
    day, now = local_day(at, institution.time_zone), local_time(at, institution.time_zone)
    seen = access.groups(Action.VIEW_EVACUATION).filter(school_year=school_year_of(day))
    days = calendar.of(institution, day, day)
    groups = list(seen.order_by("sort_key", "pk"))
    working = [group for group in groups if days.is_working(day, group)]
    off = [why for group in groups if (why := days.why_off(day, group))]
    if not working:
        return Roll(institution, [], day, now, off[0] if off else "")
    children = _children(working, day)
    known = _known(access, working, [c for own in children.values() for c in own], day, now)
    sections = [_section(group, children.get(group.pk, []), known) for group in working]
    return Roll(institution, [one for one in sections if one.rows or one.away], day, now)


def _children(groups: Iterable[ChildGroup], day: date) -> dict[int, list[Child]]:
    owning = enrolments_owning(day).filter(group__in=list(groups)).select_related("child")
    found: dict[int, list[Child]] = {}
    for enrolment in owning.order_by("child__sort_key", "child"):
        found.setdefault(enrolment.group_id, []).append(enrolment.child)
    return found


def _known(
    access: Access, groups: list[ChildGroup], children: list[Child], day: date, now: time
) -> _Known:
    registers = Register.objects.filter(group__in=groups, day=day)
    marks = Mark.objects.filter(child__in=children, day=day).select_related("register")
    replies = latest_replies(children, day)
    coming = {pk: reply.replied_at for pk, reply in replies.items() if reply.choice in COMING}
    return _Known(
        registers={register.group_id: register for register in registers},
        marks={mark.child_id: mark for mark in marks},
        reported=frozenset(notices_over(children, day).keys() - coming.keys()),
        coming=coming,
        guardians=guardians_to_call(children, day),
        kept_from=kept_from(children, day),
        warned_groups=access.seen_groups(Action.VIEW_WARNING),
        now=now,
    )


def _section(group: ChildGroup, children: list[Child], known: _Known) -> Section:
    register = known.registers.get(group.pk)
    confirmed = register is not None and register.is_confirmed
    rows: list[Row] = []
    away: list[Away] = []
    for child in children:
        mark = known.marks.get(child.pk)
        if (gone := _away(child, mark, known)) is not None:
            away.append(gone)
            continue
        warning = child.warning if group.pk in known.warned_groups else ""
        coming = mark is not None and mark.is_absent
        sure = confirmed and mark is not None and not coming
        calls, kept = known.guardians.get(child.pk, []), known.kept_from.get(child.pk, [])
        rows.append(Row(child, sure, coming, warning, calls, kept))
    return Section(group, register, rows, away)


def _away(child: Child, mark: Mark | None, known: _Known) -> Away | None:
    """Known not to be here. Nothing marked: a notice says so, unless the parents said «coming».

    Of a mark and an answer that the child is coming, the later one counts.
    """
    if mark is None:
        return Away(child, None) if child.pk in known.reported else None
    if mark.is_absent:
        said_at = known.coming.get(child.pk)
        is_coming = said_at is not None and said_at > mark.register.saved_at
        return None if is_coming else Away(child, None)
    left = mark.left_at is not None and mark.left_at <= known.now
    return Away(child, mark.left_at) if left else None
