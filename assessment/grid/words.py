"""What the grid says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from assessment.models import Assessment, Level
from assessment.operations import Painted
from assessment.rules import OTHER_STAGE
from curriculum.models import Entry
from duties.badges import clock
from duties.calendar.days import short
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Child, ChildGroup, Stage

BLANK = pgettext_lazy("level", "not assessed")
STRANGE = gettext_lazy("Nothing such can be assessed.")
GONE = gettext_lazy("It was taken away or published meanwhile. What you typed is not saved.")
FOR_A_BUTTON = {
    Level.BEGUN: pgettext_lazy("level, in a word", "begun"),
    Level.GOES_ON: pgettext_lazy("level, in a word", "goes on"),
    Level.LEARNED: pgettext_lazy("level, in a word", "learned"),
    Level.IN_DEPTH: pgettext_lazy("level, in a word", "in depth"),
}


def of_level(level: str) -> str:
    """«T, turpina apgūt»; of none «nav vērtēts»."""
    return f"{level}, {Level(level).label}" if level else str(BLANK)


def earlier(level: str, day: date) -> str:
    """«iepriekš T, 12.10.»"""
    return pgettext("level", "before %(level)s, %(day)s") % {"level": level, "day": short(day)}


def done_on(days: Iterable[date]) -> str:
    """«darīts 5.11., 12.11.»"""
    said = ", ".join(map(short, days))
    return pgettext("outcome", "done %(days)s") % {"days": said} if said else ""


def stage_count(stage: Stage, children: int) -> str:
    """«3. posms · 15 bērnu»"""
    of_stage = _("stage %(n)d") % {"n": stage.value}
    said = ngettext("%(n)d child", "%(n)d children", children) % {"n": children}
    return f"{of_stage} · {said}"


def subtitle(group: ChildGroup, day: date) -> str:
    """«Bitītes, 16.11.»"""
    return f"{group.name}, {short(day)}"


def saved(at: datetime, zone: str) -> str:
    """«Saglabāts 13:52, vecāki to vēl neredz»"""
    return _("Saved at %(time)s, parents do not see it yet") % {"time": clock(at, zone)}


def by_whom(row: Assessment, at: datetime, zone: str) -> str:
    """«Laima Cīrule 13:20»; of another day with it."""
    day, time = local_day(row.assessed_at, zone), clock(row.assessed_at, zone)
    moment = time if day == local_day(at, zone) else f"{short(day)} {time}"
    return f"{row.assessed_by} {moment}"


def refused(error: ValidationError) -> str:
    """What stands at the cell."""
    if error.code == OTHER_STAGE:
        return _("Another age stage: assess all the same?")
    return " ".join(error.messages)


def of_cell(child: Child, outcome: Entry, text: str) -> str:
    """«Anna Bērziņa, „saista ciparu ar skaitu”: tas ir publicēts»"""
    facts = {"child": str(child), "outcome": outcome.text, "text": text}
    return _("%(child)s, “%(outcome)s”: %(text)s") % facts


def not_saved(became: Painted, group: ChildGroup, access: Access) -> list[str]:
    """Of a page without a script: whose cells were not saved, and why."""
    children, outcomes = _named(became, group, access)
    said = [(place, refused(error)) for place, error in became.refused.items()]
    met = _("somebody assessed it meanwhile")
    return [
        of_cell(children[child], outcomes[outcome], text)
        for (child, outcome), text in (*said, *((place, met) for place in became.met))
        if child in children and outcome in outcomes
    ]


def _named(
    became: Painted, group: ChildGroup, access: Access
) -> tuple[dict[int, Child], dict[int, Entry]]:
    """Of the group's children those that the person sees: a number of another one names nobody."""
    places = [*became.refused, *became.met]
    seen = Child.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    here = seen.filter(enrolments__group=group, pk__in=[child for child, _o in places])
    entries = Entry.objects.of_house(group.institution_id)
    return here.in_bulk(), entries.in_bulk([outcome for _c, outcome in places])
