"""The calendar of a school year, month by month, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duties.calendar import Calendar, school_year, state_holidays
from duties.calendar import of as calendar_of
from duties.calendar.days import Month, short, weekday_and_day
from duties.calendar.planned import Fold, folds_of
from duties.calendar.registry import CalendarItem, items_of
from duties.models import CalendarException
from outbox.clock import ONE_DAY
from people.access import Access, Action
from people.models import Institution

Kind = CalendarException.Kind


@dataclass(frozen=True)
class Cell:
    number: int  # 0: of another month
    look: str  # "", "off", "special"
    is_today: bool
    has_items: bool = False


@dataclass(frozen=True)
class Entry:
    """One line below a month: a day and why it differs."""

    when: str
    text: str
    icon: str
    pk: int | None  # of the exception, where it may be changed


@dataclass(frozen=True)
class MonthOfDays:
    first: date
    title: str
    weeks: list[list[Cell]]
    entries: list[Entry]
    planned: list[Fold]
    working: str
    is_now: bool


def months_of(
    institution: Institution, year: int, access: Access, today: date
) -> list[MonthOfDays]:
    """Twelve months; days in a row are one line, but for those who change each. Two or three queries,
    and those of the items that apps have registered."""
    manages = access.holds(Action.MANAGE_CALENDAR)
    first, last = school_year.first_day(year), school_year.last_day(year)
    days = calendar_of(institution, first, last)
    said = _exceptions(institution, first, last, access)
    items = items_of(access, institution, first, last)
    months = school_year.months(year)
    return [_month(month, days, said, items, today, runs=not manages) for month in months]


def weekdays() -> list[str]:
    """Their short names, from Monday on."""
    monday = date(2026, 11, 16)
    return [date_format(monday + ONE_DAY * n, "D") for n in range(7)]


def _exceptions(
    institution: Institution, first: date, last: date, access: Access
) -> list[CalendarException]:
    seen = CalendarException.objects.visible_to(access, Action.VIEW_CALENDAR)
    rows = seen.between(first, last).filter(institution=institution)
    return list(rows.select_related("group").order_by("day", "group__sort_key", "pk"))


def _month(
    month: Month, days: Calendar, said: list[CalendarException], items: list[CalendarItem],
    today: date, *, runs: bool,
) -> MonthOfDays:  # fmt: skip
    every = month.days
    mine = [(day, one) for one in said if _counts(one, days) for day in one.days if day in every]
    special = {day for day, _one in mine}
    here = [item for item in items if item.since <= month.last and item.until >= month.first]
    working = sum(days.is_working(day) for day in every)
    text = ngettext("%(n)d working day", "%(n)d working days", working) % {"n": working}
    weeks = _weeks([_cell(day, days, special, here, today) for day in every], month.first.weekday())
    pairs = _entries(every, mine)
    entries = _in_runs(pairs) if runs else [entry for _day, entry in pairs]
    planned = folds_of(here, month, today)
    return MonthOfDays(month.first, month.title, weeks, entries, planned, text, today in every)


def _weeks(cells: list[Cell], first: int) -> list[list[Cell]]:
    """From Monday on; ``first``: the weekday of the first of them."""
    nobody = Cell(0, "", False)
    row = [nobody] * first + cells
    row += [nobody] * (-len(row) % 7)
    return [row[n : n + 7] for n in range(0, len(row), 7)]


def _cell(
    day: date, days: Calendar, special: set[date], items: list[CalendarItem], today: date
) -> Cell:
    named = day in special or day in state_holidays(day.year)
    off = "off" if not days.is_working(day) else ""
    has_items = any(item.lies_on(day) for item in items)
    return Cell(day.day, "special" if named else off, day == today, has_items)


def _entries(
    every: list[date], mine: list[tuple[date, CalendarException]]
) -> list[tuple[date, Entry]]:
    holidays = [
        (day, Entry(weekday_and_day(day), name, "flag", None))
        for day in every
        if (name := state_holidays(day.year).get(day))
    ]
    own = [(day, _entry(one, day)) for day, one in mine]
    return sorted(holidays + own, key=lambda pair: pair[0])


def _in_runs(entries: list[tuple[date, Entry]]) -> list[Entry]:
    """Days in a row that say the same, as one line."""
    found: list[tuple[date, date, Entry]] = []
    for day, entry in entries:
        since, until, last = found[-1] if found else (day, day, None)
        if last and last.text == entry.text and day == until + ONE_DAY:
            found[-1] = (since, day, entry)
        else:
            found.append((day, day, entry))
    return [
        entry if since == until else replace(entry, when=f"{short(since)}–{short(until)}")
        for since, until, entry in found
    ]


def _counts(one: CalendarException, days: Calendar) -> bool:
    return one.kind != Kind.MOVED or days.follows_moved_days


_ICONS = {
    Kind.CLOSED: "calendar-off", Kind.OPEN: "door-enter",
    Kind.MOVED: "arrows-exchange",
}  # fmt: skip


def _entry(one: CalendarException, day: date) -> Entry:
    return Entry(weekday_and_day(day), said_of(one, day), _ICONS[Kind(one.kind)], one.pk)


def said_of(one: CalendarException, day: date) -> str:
    """Of one of its days: «Bitītes: slēgts – remonts»."""
    moved = _("day off, worked on %(day)s"), _("worked instead of %(day)s")
    words = {
        Kind.CLOSED: _("closed"), Kind.OPEN: _("working day of ours"),
        Kind.MOVED: moved[day == one.worked],
    }[Kind(one.kind)]  # fmt: skip
    if one.worked:
        words %= {"day": short(one.worked if day == one.day else one.day)}
    whose = f"{one.group.name}: {words}" if one.group else words.capitalize()
    return f"{whose} – {one.note}" if one.note else whose
