"""A draft posted whole: without script, and when a session had ended. All of it is kept, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from messaging.models import Talk, TalkSection
from messaging.talks.operations.agreed import Agreed, add_action, take_away_action
from messaging.talks.operations.facts import tick_held
from messaging.talks.operations.opening import move_talk
from messaging.talks.parts import SECTIONS
from messaging.talks.picks import Pick
from messaging.talks.reach import locked_draft
from outbox import sections
from people.access import Access
from people.rules.refusals import Refusals
from planning.operations.sections import Conflicts, Typed
from planning.rules import clean_text


@dataclass(frozen=True)
class Whole:
    """All that a form says. ``names``, ``own``: people and subjects that it adds."""

    ticked: Collection[Pick] = ()
    unticked: Collection[Pick] = ()
    texts: Mapping[str, Typed] = field(default_factory=dict)
    names: Collection[str] = ()
    own: Collection[str] = ()
    day: date | None = None
    agreed: Agreed | None = None
    gone: int = 0  # something agreed that is taken away


@transaction.atomic
def write(*, talk: Talk, whole: Whole, by: Access, at: datetime) -> Talk:
    """:raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: what cannot be, each at its place; or a sealed year
    :raises Conflicts: somebody saved some of the texts meanwhile
    """
    held = locked_draft(talk, by=by)
    refusals = Refusals()
    if whole.day and whole.day != held.day:
        with refusals.at(""):
            held = move_talk(talk=held, day=whole.day, by=by, at=at)
    with refusals.at(""):
        added = {"names": whole.names, "own": whole.own}
        tick_held(held, whole.ticked, whole.unticked, **added, by=by, at=at)
    _agree(held, whole, refusals, by=by, at=at)
    _save(held, whole.texts, refusals, by=by, at=at)
    return held


def _agree(talk: Talk, whole: Whole, refusals: Refusals, *, by: Access, at: datetime) -> None:
    if whole.gone and (row := talk.actions.filter(pk=whole.gone).first()):
        row.talk = talk
        take_away_action(action=row, by=by, at=at)
    if said := whole.agreed:
        with refusals.at("agreed"):
            add_action(
                talk=talk, text=said.text, user=said.user, name=said.name, due_on=said.due_on,
                by=by, at=at,
            )  # fmt: skip


def _save(
    talk: Talk, texts: Mapping[str, Typed], refusals: Refusals, *, by: Access, at: datetime
) -> None:
    """:raises Conflicts: of all that could not be saved"""
    rows: dict[str, TalkSection] = {row.code: row for row in talk.sections.all()} if texts else {}
    cleaned: dict[str, Typed] = {}
    for code, (text, version) in texts.items():
        with refusals.at(code):
            if code not in rows:
                raise ValidationError(_("There is no such section."), code="section")
            cleaned[code] = clean_text(text, SECTIONS[code]), version
    refusals.refuse()
    conflicts = Conflicts({})
    for code, (text, version) in cleaned.items():
        if text != rows[code].text:
            with conflicts.at(code):
                sections.save(rows[code], text=text, version=version, by=by.user, at=at)
    conflicts.refuse()
