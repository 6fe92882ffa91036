"""What the pages of the months show, in words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.months.facts import Facts
from attendance.months.house import House
from attendance.months.legend import heads, legend
from attendance.months.standing import month_closures
from attendance.months.table import Table
from attendance.months.words import corrections, days_off, life_of, of_what, signatures
from duties.calendar.days import Month, short
from duties.calendar.school_year import school_year_of
from duties.models import Closure
from people.access import Access
from people.models import Assignment, ChildGroup, Institution, User


def house_page(house: House, institution: Institution, *, may_close: bool) -> dict[str, Any]:
    month = house.month
    return {
        "house": house, "month": month, "institution": institution, "may_close": may_close,
        "heads": heads(institution), "legend": legend(institution)[2:5],
        "before": _to_house(month.before, month),
        "after": _to_house(month.after, month) if month.until <= house.today else None,
        "unconfirmed": _register_links(house.unconfirmed),
        "life": life_of(house.closures, institution.time_zone),
    }  # fmt: skip


def table_page(table: Table, facts: Facts, *, access: Access, at: datetime) -> dict[str, Any]:
    group, month, zone = table.group, table.month, facts.institution.time_zone
    closures = month_closures(facts.closures, month)
    life, is_over = life_of(closures, zone), facts.today >= month.until
    teachers, checkers = _teachers(group, month), _checkers(facts.closures, group)
    later = [facts.registers[group.pk, one.day] for one in table.corrected]
    return {
        "table": table, "group": group, "month": month, "institution": facts.institution,
        "heads": heads(facts.institution), "legend": legend(facts.institution),
        "of_what": of_what(table), "life": life,
        "closure": next((c for c in closures if c.reopened_at is None), None),
        "before": _to_table(group, month.before, month), "after": _next_table(table, facts.today),
        "unconfirmed": _register_links((group, day) for day in table.unconfirmed),
        "unexplained": _unexplained(table.unexplained),
        "notes": [*filter(None, (days_off(table.days_off), corrections(later, zone)))],
        "stands": life if is_over and not table.unconfirmed else [*life, _("The month is not complete.")],
        "signs": signatures(teachers, checkers, by=access, at=at, zone=zone),
    }  # fmt: skip


def _unexplained(n: int) -> str:
    if not n:
        return ""
    text = ngettext("%(n)d absence has no known reason.", "%(n)d absences have no known reason.", n)
    return text % {"n": n}


def _to_house(month: Month, shown: Month) -> dict[str, str] | None:
    if not month.is_possible:
        return None
    url = reverse("attendance:months_of", args=[month.first])
    return {"url": url, "text": month.name_beside(shown)}


def _to_table(group: ChildGroup, month: Month, shown: Month) -> dict[str, str] | None:
    """A month of the group's school year."""
    if school_year_of(month.first) != group.school_year:
        return None
    url = reverse("attendance:month", args=[group.pk, month.first])
    return {"url": url, "text": month.name_beside(shown)}


def _next_table(table: Table, today: date) -> dict[str, str] | None:
    month = table.month
    return _to_table(table.group, month.after, month) if month.until <= today else None


def _register_links(days: Iterable[tuple[ChildGroup, date]]) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("attendance:register", args=[group.pk, day]),
            "text": short(day), "group": group.name,
        }
        for group, day in days
    ]  # fmt: skip


def _teachers(group: ChildGroup, month: Month) -> list[str]:
    """Who taught the group at the end of the month."""
    assigned = Assignment.objects.on(month.last).filter(group=group, kind=Assignment.Kind.TEACHER)
    people = User.objects.filter(pk__in=assigned.values("user"))
    return [str(person) for person in people.order_by("last_name", "first_name", "pk")]


def _checkers(closures: Iterable[Closure], group: ChildGroup) -> list[str]:
    """Who signed its weeks."""
    weeks = [c for c in closures if c.kind == Closure.Kind.WEEK and c.reopened_at is None]
    mine = [week for week in weeks if week.group_id in (None, group.pk)]
    return list(dict.fromkeys(str(week.closed_by) for week in mine))
