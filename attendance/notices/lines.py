"""A notice and an answer in words, with what can be done about them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from attendance.models import AbsenceNotice, Reason, Reply
from attendance.settings import CUTOFF
from duties.badges import clock
from duties.calendar import Calendar
from outbox.clock import local_day
from people.models import ChildGroup, Institution

WHY = (
    (Reply.Choice.ILL, Reason.ILLNESS.icon),
    (Reply.Choice.FAMILY, Reason.FAMILY.icon),
    (Reply.Choice.LATER, "clock"),
    (Reply.Choice.ON_THE_WAY, "walk"),
)
STILL_ILL = ((Reply.Choice.STILL_ILL, Reason.ILLNESS.icon), (Reply.Choice.RETURNS, "sunrise"))


@dataclass(frozen=True)
class Chip:
    """One of several choices."""

    value: str
    label: str
    icon: str = ""
    checked: bool = False


@dataclass(frozen=True)
class Act:
    """One button: where it posts, what it says, and the day it speaks of."""

    url: str
    label: str
    icon: str
    day: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """Input of ``attendance/notices/line.html``."""

    title: str
    icon: str
    told: str
    late: str
    child: str
    note: str = ""
    change_url: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Question:
    """Input of ``attendance/notices/question.html``."""

    url: str
    legend: str
    choices: list[Chip]
    answered: str = ""  # what was said already


def line_of(
    notice: AbsenceNotice, *, late: bool, today: date, days: Calendar | None = None,
    group: ChildGroup | None = None, note: str = "",
) -> NoticeLine:  # fmt: skip
    """With ``days`` what can still be changed is offered."""
    reason = Reason(notice.reason)
    return NoticeLine(
        title=f"{capfirst(str(reason.label))} · {span(notice.since, notice.until, today)}",
        icon=reason.icon, told=_told(notice, today),
        late=_late(notice) if late else "", child=str(notice.child) if note or not days else "",
        note=note,
        change_url=reverse("attendance:notice_change", args=[notice.pk]) if days else "",
        acts=tuple(_acts(notice, today, days, group)) if days else (),
    )  # fmt: skip


def span(since: date, until: date, today: date) -> str:
    """«šodien, 16.11.», «16.11. – 18.11.»; the last day is a day of it."""
    last = date.fromordinal(until.toordinal() - 1)
    if since != last:
        return f"{_short(since, today)} – {_short(last, today)}"
    if since == today:
        return _("today, %(day)s") % {"day": _short(since, today)}
    return f"{date_format(since, 'l')}, {_short(since, today)}"


def _short(day: date, today: date) -> str:
    return date_format(day, "j.m." if day.year == today.year else "j.m.Y.")


def _told(notice: AbsenceNotice, today: date) -> str:
    when = moment_in_words(notice.reported_at, notice.institution, today)
    return _("Reported by %(name)s, %(when)s") % {"name": notice.reported_by, "when": when}


def moment_in_words(at: datetime, institution: Institution, today: date) -> str:
    """«šodien 7:12», «12.11. 7:12»"""
    day, time = local_day(at, institution.time_zone), clock(at, institution.time_zone)
    if day == today:
        return _("today at %(time)s") % {"time": time}
    return f"{_short(day, today)} {time}"


def _late(notice: AbsenceNotice) -> str:
    time = CUTOFF.of(notice.institution)
    said = _("Late: after %(time)s on the first day, the kitchen had counted already.")
    return said % {"time": f"{time.hour}:{time.minute:02}"}


def _acts(notice: AbsenceNotice, today: date, days: Calendar, group: ChildGroup | None):
    next_day = days.working_day_after(today, group)
    back = reverse("attendance:notice_return", args=[notice.pk])
    if notice.covers(today) and next_day and notice.covers(next_day):
        yield Act(back, _returns_on(next_day, today), "arrow-back-up", next_day.isoformat())
    if notice.since < today and days.is_working(today, group):
        yield Act(back, pgettext("notice", "Comes today"), "arrow-back-up", today.isoformat())
    elif notice.since >= today:
        url = reverse("attendance:notice_withdraw", args=[notice.pk])
        yield Act(url, pgettext("notice", "Withdraw"), "x")


def _returns_on(day: date, today: date) -> str:
    if (day - today).days == 1:
        return _("Returns tomorrow")
    return _("Returns on %(day)s") % {"day": _short(day, today)}


def question_of(
    child_id: int, day: date, kind: str, reply: Reply | None, institution: Institution
) -> Question:
    """What is asked today, or what was answered, with the answers that can be given."""
    of_illness = kind == "still_ill" or (reply and reply.choice in dict(STILL_ILL))
    offered = STILL_ILL if of_illness else WHY
    legend = (
        _("Is the child still ill today?") if of_illness else _("Why is the child absent today?")
    )
    chosen = reply.choice if reply else ""
    return Question(
        url=reverse("attendance:reply", args=[child_id, day]), legend=legend,
        choices=[
            Chip(str(c), capfirst(str(c.label)), icon, c == chosen) for c, icon in offered
        ],
        answered=answer_in_words(reply, institution) if reply else "",
    )  # fmt: skip


def answer_in_words(reply: Reply, institution: Institution) -> str:
    """«Slimo · Kristīne Bērziņa, 9:05»"""
    time = clock(reply.replied_at, institution.time_zone)
    return f"{capfirst(reply.get_choice_display())} · {reply.replied_by}, {time}"
