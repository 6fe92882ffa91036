"""A parent's Today: each own child, whether it is there, what was said of it and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.feed.newest import Newest, newest_of
from assessment.family.newest import News, news_of
from attendance import at_home
from attendance.notices import lines, page
from attendance.notices.standing import reported_late
from messaging.talks.family import newest as talks
from people.access import Access


@dataclass(frozen=True)
class Said:
    """What the preschool told of each child lately."""

    days: dict[int, Newest]
    growth: dict[int, News]
    talks: dict[int, talks.News]


def of_a_parent(access: Access, at: datetime) -> dict[str, Any]:
    found = at_home.today(access, at=at)
    several = len({kid.institution.pk for kid in found}) > 1
    late = reported_late(notice for kid in found for notice in kid.standing)
    said = Said(newest_of(access, at), news_of(access, at), talks.news_of(access, at))
    cards = [_kid(kid, found, late, at, said, several=several) for kid in found]
    return {"kids": cards, "may_report": any(kid.may_report for kid in found)}


_STATES = {
    "present": (lambda: _("Present today"), "good", "check"),
    "absent": (lambda: _("Absent today"), "", "x"),
    "away": (lambda: _("Absence reported"), "", "calendar-off"),
    "unknown": (lambda: _("Not marked yet"), "", "clock"),
    "off": (lambda: _("Day off"), "", "sun"),
}


def _kid(
    kid: at_home.Kid, every: list[at_home.Kid], late: set[int], at: datetime,
    said: Said, *, several: bool,
) -> dict[str, Any]:  # fmt: skip
    """Input of ``components/kid.html``; the institution is named where there are ``several``."""
    group = kid.group.name if kid.group else ""
    if kid.state == "none":
        group = _("No group at present")
    return {
        "name": str(kid.child),
        "group": f"{group} · {kid.institution.name}" if several else group,
        "symbol": kid.group.symbol if kid.group else "",
        "state": _state(kid),
        "detail": _detail(kid),
        "question": _question(kid),
        "notices": [_line(kid, notice, late) for notice in kid.standing if kid.may_report],
        "newest": said.days.get(kid.child.pk),
        "growth": said.growth.get(kid.child.pk),
        "talk": said.talks.get(kid.child.pk),
        "sheet": _sheet(kid, every, at),
        "month": _month(kid),
    }


def _state(kid: at_home.Kid) -> dict[str, str] | None:
    name = "away" if kid.state == "unknown" and kid.notice else kid.state
    if name not in _STATES:
        return None
    text, tone, icon = _STATES[name]
    return {"text": text(), "tone": tone, "icon": icon}


def _detail(kid: at_home.Kid) -> str:
    if kid.state == "off":
        return kid.why_off
    if kid.state == "absent" and kid.mark and not (kid.reply or kid.notice or kid.question):
        reason = kid.mark.get_reason_display() if kid.mark.reason else ""
        return reason or _("The reason is not known to the preschool yet.")
    if kid.state == "present" and kid.notice:
        return _("The teacher marked the child as present, although absence is reported.")
    return ""


def _question(kid: at_home.Kid) -> lines.Question | None:
    if not kid.may_report or not (kid.question or kid.reply):
        return None
    return lines.question_of(kid.child.pk, kid.day, kid.question, kid.reply, kid.institution)


def _line(kid: at_home.Kid, notice, late: set[int]) -> lines.NoticeLine:
    return lines.line_of(
        notice, late=notice.pk in late, today=kid.day, days=kid.days, group=kid.group
    )


def _sheet(kid: at_home.Kid, every: list[at_home.Kid], at: datetime) -> page.Sheet | None:
    if not kid.may_report:
        return None
    place = page.Place(kid.institution, kid.group, kid.days)
    among = [one.child for one in every if one.may_report]
    return page.to_report(kid.child, place, kid.standing, among=among, at=at)


def _month(kid: at_home.Kid) -> dict[str, str] | None:
    """The way to the month at a glance, for those who may know where the child is."""
    if kid.state in ("hidden", "none"):
        return None
    url = reverse("attendance:child_month", args=[kid.child.pk, kid.day.replace(day=1)])
    return {"url": url, "text": date_format(kid.day, "F").capitalize()}
