"""What guardians say of a child's absence: reported, changed, taken back, answered (R22, R23).

A notice is never rewritten: what changes ends it and makes another, so that what was known at any
moment stays known. What lies in the past stays told. No two standing notices lie over one child's day.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.models import AbsenceNotice, HealthNote, Reason, Reply
from attendance.models.reason import REASONS_OF_PARENTS
from attendance.notices.days import Period, require_reportable
from attendance.notices.kinds import settle
from attendance.register.explanations import explain_again
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import Child, User

LONGEST_NOTE = 300


class Ended(Exception):
    """Somebody changed or withdrew the notice meanwhile, or the day asked about is over: 409."""


class Over(Ended):
    """The notice stands, but its days are over."""


@transaction.atomic
def report(
    *, children: Sequence[Child], since: date, until: date, reason: str, by: Access, at: datetime,
    note: str = "",
) -> list[AbsenceNotice]:  # fmt: skip
    """One's own children will be absent, all of them or, if anything is wrong, none.

    Over days that were reported before, the later word counts; the rest of that notice stands on.

    :raises PermissionDenied: a child that is not theirs to report
    :raises ValidationError: days, reason or note that nobody can report
    """
    for child in children:
        by.require(Action.REPORT_ABSENCE, child)
    days = Period(since, until)
    _require_said(reason, note)
    require_reportable(children, days, at=at)
    _lock(children)
    return [_report(child, days, reason, note.strip(), by=by, at=at) for child in children]


@transaction.atomic
def change(
    *, notice: AbsenceNotice, since: date, until: date, reason: str, by: Access, at: datetime,
    note: str = "",
) -> AbsenceNotice:  # fmt: skip
    """Other days, another reason or note; of a notice that has begun, from today on.

    :raises PermissionDenied: a child that is not theirs to report
    :raises Ended: the notice no longer stands
    :raises ValidationError: days, reason or note that nobody can report
    """
    by.require(Action.REPORT_ABSENCE, notice.child)
    _require_said(reason, note)
    today = local_day(at, notice.institution.time_zone)
    days = Period(max(since, today) if since == notice.since else since, until)
    require_reportable([notice.child], days, at=at)
    _lock_standing(notice)
    if notice.since < today and reason == notice.reason and since == notice.since:
        days = Period(notice.since, until)  # one and the same absence, longer or shorter
    _end(notice, by=by, at=at)
    if notice.since < days.since and notice.since < today:
        _carry(notice, Period(notice.since, min(today, days.since)))
    for left_out in Period(max(notice.since, today), notice.until).without(days):
        explain_again(notice.child, left_out, None, before=notice.reason)
    return _report(notice.child, days, reason, note.strip(), by=by, at=at, replaces=notice)


@transaction.atomic
def withdraw(*, notice: AbsenceNotice, by: Access, at: datetime) -> AbsenceNotice | None:
    """The child comes after all. What was reported of the days before today stays told.

    :returns: what is left of it
    :raises PermissionDenied: a child that is not theirs to report
    :raises Ended: the notice no longer stands, or is over
    """
    by.require(Action.REPORT_ABSENCE, notice.child)
    today = local_day(at, notice.institution.time_zone)
    _lock_standing(notice)
    if notice.until <= today:
        raise Over
    return _cut(notice, today, by=by, at=at)


@transaction.atomic
def come_back(
    *, notice: AbsenceNotice, day: date, by: Access, at: datetime
) -> AbsenceNotice | None:
    """Notice of return: the child is due from ``day`` on.

    :returns: what is left of the notice
    :raises PermissionDenied: a child that is not theirs to report
    :raises Ended: the notice no longer stands, or does not lie over that day any more, or is over
    """
    by.require(Action.REPORT_ABSENCE, notice.child)
    _lock_standing(notice)
    today = local_day(at, notice.institution.time_zone)
    if notice.until <= today:
        raise Over
    if not (today <= day < notice.until):
        raise Ended
    return _cut(notice, day, by=by, at=at)


@transaction.atomic
def reply(*, child: Child, day: date, choice: str, by: Access, at: datetime) -> Reply:
    """One tap about today; the latest counts. The same tap again changes nothing.

    Illness and family reasons explain the absence at once; «still ill» also tells the kitchen and
    the register, as a notice of one day; who returns is due.

    :raises PermissionDenied: a child that is not theirs to report
    :raises Ended: the day asked about is over
    :raises ValidationError: no answer of ours
    """
    by.require(Action.REPORT_ABSENCE, child)
    if choice not in Reply.Choice.values:
        raise ValidationError(_("Choose one of the answers offered."), code="choice")
    if day != local_day(at, child.institution.time_zone):
        raise Ended
    _lock([child])
    latest = Reply.objects.filter(child=child, day=day).order_by("replied_at", "pk").last()
    if latest and (latest.choice, latest.replied_by_id) == (choice, by.user.pk):
        return latest
    said = Reply.objects.create(
        institution=child.institution, child=child, day=day, choice=choice, replied_at=at,
        replied_by=by.user,
    )  # fmt: skip
    before = Reply.Choice(latest.choice).explains if latest else None
    _follow(said, by=by, at=at, before=before)
    return said


def _follow(said: Reply, *, by: Access, at: datetime, before: str | None) -> None:
    """What an answer brings about."""
    day = Period(said.day, said.day + ONE_DAY)
    standing = AbsenceNotice.objects.filter(child=said.child_id).standing().over(said.day).first()
    if said.choice == Reply.Choice.STILL_ILL and standing is None:
        _make(said.child, day, Reason.ILLNESS, "", by=by.user, at=at)
    if said.choice == Reply.Choice.RETURNS and standing is not None:
        _cut(standing, said.day, by=by, at=at)
    explain_again(said.child, day, Reply.Choice(said.choice).explains, before=before)
    settle([said.child], said.day, at=at)


def _report(
    child: Child, days: Period, reason: str, note: str, *, by: Access, at: datetime,
    replaces: AbsenceNotice | None = None,
) -> AbsenceNotice:  # fmt: skip
    """Make room for it, and make it."""
    before = replaces.reason if replaces else None
    for other in (
        AbsenceNotice.objects.filter(child=child).standing().between(days.since, days.until)
    ):
        before = other.reason
        _carve(other, days, by=by, at=at)
    made = _make(child, days, reason, note, by=by.user, at=at, replaces=replaces)
    explain_again(child, days, reason, before=before)
    settle([child], local_day(at, child.institution.time_zone), at=at)
    return made


def _carve(notice: AbsenceNotice, days: Period, *, by: Access, at: datetime) -> None:
    """Only what lies outside of these days stands on; its first part continues the notice."""
    _end(notice, by=by, at=at)
    parts = Period(notice.since, notice.until).without(days)
    for part, continued in zip(parts, (notice, None), strict=False):
        _carry(notice, part, replaces=continued)


def _cut(notice: AbsenceNotice, day: date, *, by: Access, at: datetime) -> AbsenceNotice | None:
    """It ends before that day; when it had not begun by then, nothing is left.

    An absence that only repeated it is unexplained again.
    """
    _end(notice, by=by, at=at)
    taken_back = Period(max(notice.since, day), notice.until)
    explain_again(notice.child, taken_back, None, before=notice.reason)
    if notice.since >= day:
        return None
    return _carry(notice, Period(notice.since, day), replaces=notice)


def _carry(
    notice: AbsenceNotice, days: Period, *, replaces: AbsenceNotice | None = None
) -> AbsenceNotice:
    """What stands on of an ended notice: the word of whoever gave it, known from its end on."""
    assert notice.ended_at
    return _make(
        notice.child, days, notice.reason, _note_of(notice), by=notice.reported_by,
        at=notice.ended_at, replaces=replaces,
    )  # fmt: skip


def _make(
    child: Child, days: Period, reason: str, note: str, *, by: User, at: datetime,
    replaces: AbsenceNotice | None = None,
) -> AbsenceNotice:  # fmt: skip
    made = AbsenceNotice.objects.create(
        institution_id=child.institution_id, child=child, since=days.since, until=days.until,
        reason=reason, reported_at=at, reported_by=by, replaces=replaces,
    )  # fmt: skip
    if note:
        HealthNote.objects.create(institution_id=child.institution_id, notice=made, text=note)
    return made


def _end(notice: AbsenceNotice, *, by: Access, at: datetime) -> None:
    """A form received before the notice and sent again after it ends it in its first moment."""
    notice.ended_at, notice.ended_by = max(at, notice.reported_at), by.user
    notice.save(update_fields=["ended_at", "ended_by"])


def _note_of(notice: AbsenceNotice) -> str:
    return HealthNote.objects.filter(notice=notice).values_list("text", flat=True).first() or ""


def _lock(children: Sequence[Child]) -> None:
    """Two guardians of a child wait for one another."""
    ids = sorted(child.pk for child in children)
    list(Child.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))


def _lock_standing(notice: AbsenceNotice) -> None:
    """:raises Ended: somebody was quicker"""
    _lock([notice.child])
    if not AbsenceNotice.objects.standing().filter(pk=notice.pk).exists():
        raise Ended


def _require_said(reason: str, note: str) -> None:
    if reason not in REASONS_OF_PARENTS:
        raise ValidationError(_("Choose one of the reasons offered."), code="reason")
    if len(note.strip()) > LONGEST_NOTE:
        text = _("The note is longer than %(n)d characters.")
        raise ValidationError(text % {"n": LONGEST_NOTE}, code="note")
