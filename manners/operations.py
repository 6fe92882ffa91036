"""Reporting, flagging, deciding, and taking a file out of the journal (R18, R21, R27)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from documents.models import StoredFile
from manners import kinds, registry, sight, wording
from manners.models import Report, Stem
from manners.registry import Hideable, Removable, Thing
from manners.settings import FLAGGED_FROM
from manners.stored.kind import OF_A_FILE
from outbox import queue
from people import quotas
from people.access import Access, Action

JUDGE = Action.JUDGE_REPORTS
REMOVED, STANDS = Report.Outcome.REMOVED, Report.Outcome.STANDS
MOST_OPEN = 20  # reports of one person that are not decided
POINTING = {"institution", "author", "by", "decided_by"}  # to rows that are at hand


class TooManyOpen(quotas.UsedUp):
    """So many of this person's reports wait for a decision: nothing was hidden."""

    def __str__(self) -> str:
        return _("Administration still looks at what you reported before. Ask there, please.")


class DecidedAlready(Exception):
    """409: what was decided first stands. Nothing was written."""

    def __init__(self, report: Report) -> None:
        super().__init__("report is decided")
        self.report = report


class GoneAlready(Exception):
    """409: the file is out of the journal. Nothing was written."""


@transaction.atomic
def report(
    *, kind: str, pk: int, reason: str, note: str = "", by: Access, at: datetime
) -> Report:  # fmt: skip
    """Tell administration, and hide from everybody at once what can be hidden (R27). Whoever sees it may.

    :raises PermissionDenied: this person sees no such thing
    :raises sight.ReportedAlready: somebody else was quicker
    :raises ValidationError: no such reason, a note too long, or administration decided that it stays when
        the same person reported it
    :raises quotas.UsedUp: too many this hour, or not decided yet, so that nobody hides everything
    """
    found = sight.to_report(kind, pk, by)
    if found is None:
        raise PermissionDenied(_("You may not do this here."))
    of, thing = found
    made = _new(of, thing, by, at, reason=reason, note=note.strip())
    made.clean_fields(exclude=POINTING)
    _require_new(made)
    _said(made)
    if Report.objects.open().filter(by=by.user).count() > MOST_OPEN:
        raise TooManyOpen
    quotas.use(quotas.REPORTS, [by.user], at=at)
    if isinstance(of, Hideable):
        of.hide(thing, by=by, at=at)
    queue.put(kinds.to_decide(made), at=at)
    return made


@transaction.atomic
def flag(*, kind: str, pk: int, by: Access, at: datetime) -> Report | None:
    """What was sent with a word of the list is shown to administration: a thing and text once (R18). Nothing
    is hidden; of the gravest words administration is told at once.

    :returns: None where there is nothing to look at, or administration looks or has looked at it
    :raises PermissionDenied: this person sees no such thing
    """
    of = registry.legible(kind)
    thing = of.find(pk, by) if of else None
    if of is None or thing is None:
        raise PermissionDenied(_("You may not do this here."))
    house = of.house(thing)
    read = wording.minded(of.texts(thing), [house.pk])
    grave = [one for one in read if one.severity >= FLAGGED_FROM.of(house)]
    flags, sign = Report.objects.of_thing(kind, pk).by_the_list(), wording.sign_of(grave)
    if not grave or flags.filter(Q(outcome="") | Q(sign=sign)).exists():
        return None
    made = Report(
        institution=house, kind=kind, subject_id=pk, author=by.user, reason=Report.Reason.WORD,
        sign=sign, at=at,
    )  # fmt: skip
    try:
        _said(made)
    except sight.ReportedAlready:
        return None
    if max(one.severity for one in grave) >= Stem.Severity.TELL:
        queue.put(kinds.to_decide(made), at=at)
    return made


@transaction.atomic
def decide(*, report: Report, outcome: str, answer: str = "", by: Access, at: datetime) -> Report:
    """What becomes of it. Said once; who reported it and whose it is are told what came of it.

    Whoever reported the thing, or made it, may decide too where they are administration: a small house
    has nobody else. The row and the trail keep who did.

    :raises PermissionDenied: not administration of this institution
    :raises DecidedAlready: somebody has decided
    :raises ValidationError: no such decision, an answer too long, or the thing cannot be given back
    """
    by.require(JUDGE, report)
    standing = _locked(report)
    if standing.outcome:
        raise DecidedAlready(standing)
    of, thing = sight.thing_in(standing, by)
    _require_offered(of, outcome)
    _decide(standing, outcome, answer, by, at)
    if of and thing:
        _act(of, thing, outcome, by, at)
    queue.settle(at=at, kind=kinds.REPORTED, subject_id=standing.pk)
    queue.put(kinds.what_came_of(standing), at=at)
    return standing


@transaction.atomic
def take_down(*, file: StoredFile, why: str = "", by: Access, at: datetime) -> Report:
    """Administration takes a stored file, and what it is a part of, out of the journal (R21).

    It is kept as a report of one's own that is decided as it is made, so that one list tells all; what
    somebody has reported is decided by it.

    :raises PermissionDenied: not administration of this institution
    :raises GoneAlready: somebody has taken it out, or its time was over
    :raises ValidationError: a reason too long
    """
    by.require(JUDGE, file.institution)
    of, thing = sight.thing_of(file, by)
    waiting = Report.objects.of_thing(of.code, thing.pk).open().first()
    if waiting:
        return decide(report=waiting, outcome=REMOVED, answer=why, by=by, at=at)
    _require_there(file, at, is_held=of is OF_A_FILE)
    own = _new(of, thing, by, at, reason=Report.Reason.OTHER)
    _decide(own, REMOVED, why, by, at)
    of.remove(thing, by=by, at=at)
    queue.put(kinds.what_came_of(own), at=at)
    return own


def _said(made: Report) -> None:
    """Whoever comes second waits for the first, and hears that it is reported.

    :raises sight.ReportedAlready: there is an open report of the thing
    """
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise sight.ReportedAlready from None


def _require_new(made: Report) -> None:
    """:raises ValidationError: the same person reported it before, and it was decided that it stays"""
    before = Report.objects.of_thing(made.kind, made.subject_id).filter(by=made.by)
    if before.filter(outcome=STANDS).exists():
        text = _("You reported this before, and administration decided that it stays. Ask there.")
        raise ValidationError(text, code="stands")


def _require_offered(of: Thing | None, outcome: str) -> None:
    """:raises ValidationError: no such decision about a thing of this kind"""
    if outcome not in registry.outcomes_of(of):
        raise ValidationError(_("Choose one of the decisions offered."), code="outcome")


def _decide(report: Report, outcome: str, answer: str, by: Access, at: datetime) -> None:
    """:raises ValidationError: an answer too long"""
    report.outcome, report.answer = outcome, answer.strip()
    report.decided_at, report.decided_by = at, by.user
    report.clean_fields(exclude=POINTING)
    report.save()


def _act(of: Thing, thing: Any, outcome: str, by: Access, at: datetime) -> None:
    """The app's own operation for what was decided; what is only read stays as it is."""
    if not isinstance(of, Removable):
        return
    if outcome == REMOVED:
        return of.remove(thing, by=by, at=at)
    assert isinstance(of, Hideable)  # no other of these waits for a decision
    act = of.show_again if outcome == STANDS else of.give_back
    act(thing, by=by, at=at)


def _require_there(file: StoredFile, at: datetime, *, is_held: bool) -> None:
    """Held until it is out, so that two take it out once; what is a part of a thing is held by the thing, in
    whose order a worker holds them too."""
    there = StoredFile.objects.to_open(at).filter(pk=file.pk)
    if is_held:
        there = there.select_for_update()
    if not there.exists():
        raise GoneAlready


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("institution", "author", "by").get(pk=report.pk)


def _new(of: Thing, thing: Any, by: Access, at: datetime, **said: str) -> Report:
    role = by.acting.role if by.acting else ""
    return Report(
        institution=of.house(thing), kind=of.code, subject_id=thing.pk, author=of.author(thing),
        by=by.user, role=role, at=at, **said,
    )  # fmt: skip
