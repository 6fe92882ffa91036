"""Who took part in a talk, and what it was about: rows added and taken off singly."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from messaging.models import Talk, TalkParticipant, TalkSubject
from messaging.talks.parts import MANY, NAME, OWN_SUBJECT, Subject
from messaging.talks.people import are_of_the_house, guardians_of
from messaging.talks.picks import OF_PEOPLE, Pick, PickKind
from messaging.talks.reach import locked_draft
from people.access import Access
from people.rules.refusals import Refusals, of_field
from planning.parts import Text
from planning.rules import clean_text

Key = tuple[Any, ...]  # what tells two rows of a talk apart


@transaction.atomic
def set_participants(
    *, talk: Talk, guardians: Collection[int], staff: Collection[int], names: Iterable[str] = (),
    by: Access, at: datetime,
) -> int:  # fmt: skip
    """Everybody who took part: guardians of the child and staff by id, others by name. :returns: how
    many rows changed

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: no guardian of the child, nobody of the house, or a sealed year
    """
    return _set_people(locked_draft(talk, by=by), guardians, staff, names, by=by, at=at)


@transaction.atomic
def set_subjects(
    *, talk: Talk, kinds: Collection[str], own: Iterable[str] = (), by: Access, at: datetime
) -> int:
    """What it was about; ``own`` under names of one's own. :returns: how many rows changed

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: no such subject, or a sealed year
    """
    return _set_subjects(locked_draft(talk, by=by), kinds, own, by=by, at=at)


@transaction.atomic
def tick(
    *, talk: Talk, ticked: Collection[Pick] = (), unticked: Collection[Pick] = (), by: Access,
    at: datetime,
) -> Talk:  # fmt: skip
    """Taps: people and subjects that are there now, or are there no more.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: nothing such can be chosen, or a sealed year
    """
    held = locked_draft(talk, by=by)
    tick_held(held, ticked, unticked, by=by, at=at)
    return held


def tick_held(
    talk: Talk, ticked: Collection[Pick], unticked: Collection[Pick], *, names: Iterable[str] = (),
    own: Iterable[str] = (), by: Access, at: datetime,
) -> None:  # fmt: skip
    """The same of a draft that this transaction holds; with people and subjects in words of one's own.

    :raises ValidationError: at «participants» or «subjects»
    """
    refusals, picks = Refusals(), {*ticked, *unticked}
    if names or any(pick.kind in OF_PEOPLE for pick in picks):
        with refusals.at(""):
            people = _with(_people_of(talk), ticked, unticked, _names_of(talk, picks))
            others = [*people[PickKind.NAME], *names]
            chosen = (people[PickKind.GUARDIAN], people[PickKind.STAFF], others)
            _set_people(talk, *chosen, by=by, at=at)
    if own or any(pick.kind not in OF_PEOPLE for pick in picks):
        with refusals.at(""):
            subjects = _with(_subjects_of(talk), ticked, unticked, _own_of(talk, picks))
            others = [*subjects[PickKind.OWN], *own]
            _set_subjects(talk, subjects[PickKind.SUBJECT], others, by=by, at=at)
    refusals.refuse()


Chosen = dict[PickKind, list[Any]]


def _people_of(talk: Talk) -> Chosen:
    """Who takes part now: by id, others by name. One query."""
    rows = list(talk.participants.standing())
    return {
        PickKind.GUARDIAN: [one.user_id for one in rows if one.user_id and one.is_guardian],
        PickKind.STAFF: [one.user_id for one in rows if one.user_id and not one.is_guardian],
        PickKind.NAME: [one.name for one in rows if not one.user_id],
    }


def _subjects_of(talk: Talk) -> Chosen:
    """What it is about now. One query."""
    rows = list(talk.subjects.standing())
    return {
        PickKind.SUBJECT: [one.kind for one in rows if not one.own_kind],
        PickKind.OWN: [one.own_kind for one in rows if one.own_kind],
    }


def _with(
    chosen: Chosen, ticked: Iterable[Pick], unticked: Iterable[Pick], words: dict[Pick, str]
) -> Chosen:
    """:param words: what those are called that have no account and no code"""
    found = {kind: list(values) for kind, values in chosen.items()}
    for pick in unticked:
        if pick.kind in found:
            gone = words.get(pick, pick.key)
            found[pick.kind] = [value for value in found[pick.kind] if value != gone]
    for pick in ticked:
        if pick.kind in found and (value := words.get(pick, pick.key)) not in found[pick.kind]:
            found[pick.kind].append(value)
    return found


def _names_of(talk: Talk, picks: Collection[Pick]) -> dict[Pick, str]:
    """Of rows of this talk, those taken off too."""
    numbers = [pick.key for pick in picks if pick.kind == PickKind.NAME]
    rows = talk.participants.filter(pk__in=numbers, user__isnull=True) if numbers else ()
    return _all_known({str(one.pk): one.name for one in rows}, picks, PickKind.NAME)


def _own_of(talk: Talk, picks: Collection[Pick]) -> dict[Pick, str]:
    numbers = [pick.key for pick in picks if pick.kind == PickKind.OWN]
    rows = talk.subjects.filter(pk__in=numbers, kind=Subject.OWN) if numbers else ()
    return _all_known({str(one.pk): one.own_kind for one in rows}, picks, PickKind.OWN)


def _all_known(words: dict[str, str], picks: Collection[Pick], kind: PickKind) -> dict[Pick, str]:
    """:raises ValidationError: a row of another talk, or none"""
    mine = [pick for pick in picks if pick.kind == kind]
    if any(pick.value not in words for pick in mine):
        raise ValidationError(_("Nothing such can be chosen."), code="pick")
    return {pick: words[pick.value] for pick in mine}


def _set_people(
    talk: Talk, guardians: Collection[int], staff: Collection[int], names: Iterable[str], *,
    by: Access, at: datetime,
) -> int:  # fmt: skip
    rows = {(one.user_id, one.name, one.is_guardian): one for one in talk.participants.standing()}
    with of_field("participants"):
        known = {user for user, _name, _is_guardian in rows}
        _require_guardians(talk, set(guardians) - known, by)
        new = set(staff) - known - set(guardians)
        if new and not are_of_the_house(new, talk.child, by.day):
            raise ValidationError(_("Choose people of this institution."), code="staff")
        others = _cleaned(names, NAME)
    wanted: dict[Key, dict[str, Any]] = {
        **{(pk, "", False): {"user_id": pk} for pk in staff if pk not in guardians},
        **{(pk, "", True): {"user_id": pk, "is_guardian": True} for pk in guardians},
        **{(None, name, False): {"name": name} for name in others},
    }
    return _set(TalkParticipant.objects, talk, rows, wanted, by=by, at=at)


def _set_subjects(
    talk: Talk, kinds: Collection[str], own: Iterable[str], *, by: Access, at: datetime
) -> int:
    with of_field("subjects"):
        if not set(kinds) <= set(Subject.values) - {Subject.OWN}:
            raise ValidationError(_("Choose one of the subjects."), code="subject")
        others = _cleaned(own, OWN_SUBJECT)
    wanted: dict[Key, dict[str, Any]] = {
        **{(kind, ""): {"kind": kind} for kind in kinds},
        **{(Subject.OWN, name): {"kind": Subject.OWN, "own_kind": name} for name in others},
    }
    rows = {(one.kind, one.own_kind): one for one in talk.subjects.standing()}
    return _set(TalkSubject.objects, talk, rows, wanted, by=by, at=at)


def _require_guardians(talk: Talk, new: set[int], by: Access) -> None:
    """Of the child, today: whoever took part is among them."""
    if new and not new <= {one.pk for one in guardians_of(talk.child, by.day)}:
        raise ValidationError(_("Choose guardians of this child."), code="guardian")


def _cleaned(names: Iterable[str], of: Text) -> list[str]:
    """Each once, as it is kept.

    :raises ValidationError: too long, or too many
    """
    found = dict.fromkeys(clean_text(name, of) for name in names)
    if len(found) > MANY:
        raise ValidationError(_("There are too many of them."), code="many")
    return [name for name in found if name]


def _set(
    objects: Any, talk: Talk, rows: dict[Key, Any], wanted: dict[Key, dict[str, Any]],
    *, by: Access, at: datetime,
) -> int:  # fmt: skip
    """Rows that are wanted no more are taken off, new ones are added. Two queries at most."""
    gone = [row.pk for key, row in rows.items() if key not in wanted]
    mine: QuerySet = objects.filter(talk=talk, pk__in=gone)
    if gone:
        mine.update(voided_at=at, voided_by=by.user)
    facts = {"talk": talk, "institution": talk.institution, "added_at": at, "added_by": by.user}
    new = [objects.model(**facts, **said) for key, said in wanted.items() if key not in rows]
    objects.bulk_create(new)
    return max(len(gone), len(new))
