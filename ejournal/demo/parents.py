"""What parents have said: notices before most absences, a tap after some others, a few for today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from itertools import groupby

from attendance.models import AbsenceNotice, Mark, Presence, Reason, Reply
from attendance.models.reason import REASONS_OF_PARENTS
from ejournal.demo.absences import source
from ejournal.demo.logins import LOGINS
from ejournal.demo.place import Place
from outbox.clock import ONE_DAY, moment
from people.models import Child, Guardianship, User
from people.whose_day import children_due

_REPORTED, _ANSWERED = 0.6, 0.5
_WEEKEND = 3  # days from a Friday to the Monday after it
_ANNOUNCED = (0, 3)  # numbers of groups of which a child is announced absent today
Stretch = list[Mark]


def speak(place: Place) -> None:
    """What was said of past days, where nothing is known yet; and of the day that is shown."""
    parents = _parents(place)
    said = _silent(place, _stretches(place))
    notices = [_notice(place, one, parents) for one in said if _reports(one, parents)]
    AbsenceNotice.objects.bulk_create([*notices, *_announced(place, parents)])
    told = [one for one in said if _answers(one, parents)]
    Reply.objects.bulk_create(_reply(place, one[0], parents) for one in told)


def _parents(place: Place) -> dict[int, User]:
    """One guardian of each child who may speak of its absence."""
    rows = Guardianship.objects.on(place.today).filter(
        institution=place.institution, restrictions__isnull=True
    )
    return {row.child_id: row.user for row in rows.select_related("user").order_by("-pk")}


def _stretches(place: Place) -> Iterator[Stretch]:
    """Absences of one child for one reason, day after day."""
    away = Mark.objects.filter(
        institution=place.institution, presence=Presence.ABSENT, day__lt=place.shown_day()
    ).select_related("child")
    for _same, marks in groupby(
        away.order_by("child", "day"), key=lambda m: (m.child_id, m.reason)
    ):
        stretch: Stretch = []
        for mark in marks:
            if stretch and mark.day - stretch[-1].day > timedelta(days=_WEEKEND):
                yield stretch
                stretch = []
            stretch.append(mark)
        yield stretch


def _silent(place: Place, stretches: Iterator[Stretch]) -> list[Stretch]:
    """Those of which parents have said nothing; what people said stays the only word."""
    notices = AbsenceNotice.objects.filter(institution=place.institution)
    replies = Reply.objects.filter(institution=place.institution)
    days = {
        (child, day)
        for child, since, until in notices.values_list("child", "since", "until")
        for day in (since + ONE_DAY * n for n in range((until - since).days))
    } | set(replies.values_list("child", "day"))
    return [one for one in stretches if not any((m.child_id, m.day) in days for m in one)]


def _chance(mark: Mark, of_what: str) -> float:
    child = mark.child
    return source(of_what, child.first_name, child.last_name, child.birth_date, mark.day).random()


def _reports(stretch: Stretch, parents: dict[int, User]) -> bool:
    first = stretch[0]
    possible = first.reason in REASONS_OF_PARENTS and first.child_id in parents
    return possible and _chance(first, "notice") < _REPORTED


def _answers(stretch: Stretch, parents: dict[int, User]) -> bool:
    first = stretch[0]
    possible = first.reason in (Reason.ILLNESS, Reason.FAMILY) and first.child_id in parents
    return possible and not _reports(stretch, parents) and _chance(first, "reply") < _ANSWERED


def _notice(place: Place, stretch: Stretch, parents: dict[int, User]) -> AbsenceNotice:
    first = stretch[0]
    assert first.reason  # one of those parents give
    return AbsenceNotice(
        institution=place.institution, child=first.child, reason=first.reason or "", since=first.day,
        until=stretch[-1].day + ONE_DAY, reported_by=parents[first.child_id],
        reported_at=moment(first.day, time(7, 40), place.institution.time_zone),
    )  # fmt: skip


def _reply(place: Place, mark: Mark, parents: dict[int, User]) -> Reply:
    ill = mark.reason == Reason.ILLNESS
    return Reply(
        institution=place.institution, child=mark.child, day=mark.day,
        choice=Reply.Choice.ILL if ill else Reply.Choice.FAMILY,
        replied_by=parents[mark.child_id],
        replied_at=moment(mark.day, time(9, 20), place.institution.time_zone),
    )  # fmt: skip


def _announced(place: Place, parents: dict[int, User]) -> Iterator[AbsenceNotice]:
    """Of children who are not those one signs in to see."""
    day, shown = place.shown_day() - ONE_DAY, place.shown_day()
    known = [login.username for login in LOGINS]
    said = AbsenceNotice.objects.filter(institution=place.institution).over(shown)
    silent = set(said.values_list("child", flat=True))
    for number in _ANNOUNCED:
        of_group = children_due(place.groups[number], shown) if number < len(place.groups) else []
        if any(child.pk in silent for child in of_group):
            continue
        for child in _others(of_group, parents, known)[-1:]:
            yield AbsenceNotice(
                institution=place.institution, child=child, reason=Reason.ILLNESS, since=shown,
                until=shown + 3 * ONE_DAY, reported_by=parents[child.pk],
                reported_at=moment(day, time(20, 15), place.institution.time_zone),
            )  # fmt: skip


def _others(children: list[Child], parents: dict[int, User], known: list[str]) -> list[Child]:
    return [c for c in children if c.pk in parents and parents[c.pk].username not in known]
