"""Where the thing of an act lies, for who may still see it; empty for who may not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from audit.activity.row import Row
from duties.calendar.days import monday_of
from duties.calendar.school_year import school_year_of
from people.access import Access, Action
from people.models import Child, ChildGroup, User


@dataclass(frozen=True)
class Seen:
    """By id, what the person who asks may see now."""

    access: Access
    children: dict[int, Child] = field(default_factory=dict)
    groups: dict[int, ChildGroup] = field(default_factory=dict)  # by name: all of the house
    people: dict[int, User] = field(default_factory=dict)

    def opens(self, group: int | None) -> bool:
        return group in self.access.seen_groups(Action.VIEW_ATTENDANCE)


def register(row: Row, seen: Seen) -> str:
    if row.groups != 1 or row.since != row.until or not seen.opens(row.group):
        return ""
    return reverse("attendance:register", args=[row.group, row.since])


def check(row: Row, seen: Seen) -> str:
    """The week of the group in the weekly check."""
    if not row.since or not seen.opens(row.group) or not seen.access.holds(Action.VIEW_ATTENDANCE):
        return ""
    return reverse("attendance:group_check", args=[monday_of(row.since), row.group])


def closed(row: Row, seen: Seen) -> str:
    """A signed week in the check, a closed month among the closed periods."""
    if row.group or not row.since or not seen.access.holds(Action.VIEW_ATTENDANCE):
        return check(row, seen)
    return reverse("duties:ladder_of", args=[row.since.replace(day=1)])


def month(row: Row, seen: Seen) -> str:
    """The child's month."""
    child: Any = seen.children.get(row.child or 0)
    if not (child and child.attends and row.since and row.children == 1):
        return ""
    return reverse("attendance:child_month", args=[child.pk, row.since.replace(day=1)])


def card(row: Row, seen: Seen) -> str:
    is_one = row.child in seen.children and row.children == 1
    return reverse("people:child", args=[row.child]) if is_one else ""


def learned(row: Row, seen: Seen) -> str:
    """What the child has learned, for staff."""
    child: Any = seen.children.get(row.child or 0)
    is_one = child and child.learns and row.children == 1
    return reverse("assessment:child", args=[child.pk]) if is_one else ""


def clarification(row: Row, seen: Seen) -> str:
    may = seen.access.holds(Action.CLARIFY_ABSENCE) and row.child in seen.children
    return reverse("attendance:clarification", args=[row.entry]) if may else ""


def adult(row: Row, seen: Seen) -> str:
    is_one = row.person in seen.people and row.people == 1
    return reverse("people:adult_key", args=[row.person]) if is_one else ""


def group(row: Row, seen: Seen) -> str:
    return reverse("group", args=[row.group]) if seen.opens(row.group) else ""


def plan(row: Row, seen: Seen) -> str:
    """The group's month."""
    is_one = row.groups == 1 and row.since and row.since == row.until
    if not is_one or row.group not in seen.access.seen_groups(Action.VIEW_PLAN):
        return ""
    return reverse("planning:plan", args=[row.group, row.since])


def day(row: Row, seen: Seen) -> str:
    """The group's day."""
    is_one = row.groups == 1 and row.since and row.since == row.until
    if not is_one or row.group not in seen.access.seen_groups(Action.VIEW_DAY):
        return ""
    return reverse("activities:day", args=[row.group, row.since])


def talks(row: Row, seen: Seen) -> str:
    """The group's, for staff."""
    may = row.groups == 1 and row.group in seen.access.seen_groups(Action.VIEW_TALK)
    return reverse("messaging:talks", args=[row.group]) if may else ""


def kitchen(row: Row, seen: Seen) -> str:
    may = seen.access.holds(Action.VIEW_KITCHEN)
    return reverse("attendance:kitchen_day", args=[row.since]) if may else ""


def calendar(row: Row, seen: Seen) -> str:
    if not (row.since and seen.access.holds(Action.VIEW_CALENDAR)):
        return ""
    return reverse("duties:calendar_of", args=[school_year_of(row.since)])


def catalogue(row: Row, seen: Seen) -> str:
    return reverse("curriculum:catalogue") if seen.access.holds(Action.VIEW_CATALOGUE) else ""


def documents(row: Row, seen: Seen) -> str:
    return reverse("agreements:documents")


def report(row: Row, seen: Seen) -> str:
    """For administration; whoever reported something is told what came of it."""
    may = seen.access.holds(Action.JUDGE_REPORTS) and row.entry
    return reverse("manners:report", args=[row.entry]) if may else ""


def settings(row: Row, seen: Seen) -> str:
    return reverse("messaging:settings")


def contacts(row: Row, seen: Seen) -> str:
    """Of oneself; of somebody else their card."""
    is_own = row.people == 1 and row.person == seen.access.user.pk
    return reverse("people:contacts") if is_own else adult(row, seen)
