"""Texts of a draft, saved as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import sections
from people.access import Access
from people.models import Child
from people.rules.refusals import Refusals
from people.whose_day import owned_by
from planning import reach
from planning.models import MonthPlan, PlanNote, PlanSection
from planning.parts import NOTE, SECTIONS, Text, area_of
from planning.rules import clean_text

Typed = tuple[str, int]  # a text, and the version that its page knows
Key = TypeVar("Key", str, int)


class Conflicts(Exception):
    """Somebody saved some of what a whole form holds meanwhile: 409, nothing was written, of each
    both texts are at hand. ``stale`` by section code, ``notes`` by child."""

    def __init__(
        self, stale: dict[str, sections.Stale], notes: dict[int, sections.Stale] | None = None
    ) -> None:
        super().__init__("sections are stale")
        self.stale, self.notes = stale, notes or {}

    @property
    def is_own(self) -> bool:
        """All of it was saved by the same person, on another page."""
        return all(one.is_own for one in (*self.stale.values(), *self.notes.values()))

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Those that are met inside are told together with the others."""
        try:
            yield
        except Conflicts as met:
            self.stale |= met.stale
            self.notes |= met.notes

    @contextmanager
    def at(self, code: str) -> Iterator[None]:
        """One text that is met inside is kept as that of the section."""
        try:
            yield
        except sections.Stale as met:
            self.stale[code] = met

    def refuse(self) -> None:
        """:raises Conflicts: itself, if there was anything"""
        if self.stale or self.notes:
            raise self


@transaction.atomic
def save_section(
    *, plan: MonthPlan, code: str, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> PlanSection:  # fmt: skip
    """One section over the version that its page knows.

    :raises PermissionDenied: a section of somebody else's area
    :raises ValidationError: no such section, too long, or the school year is sealed
    :raises reach.Submitted: it is a draft no more
    :raises sections.Stale: somebody saved it meanwhile
    """
    held = reach.held_section(plan.group_id, plan.month, code, by=by)
    if held is None:
        raise ValidationError(_("There is no such section."), code="section")
    return save_held(section=held, text=text, version=version, by=by, at=at, unheard=unheard)


def save_held(
    *, section: PlanSection, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> PlanSection:  # fmt: skip
    """The same of a section that this transaction holds (``reach.held_section``): one statement, which
    needs no savepoint.

    :raises: as ``save_section``
    """
    reach.require_held(section, by=by)
    text = clean_text(text, SECTIONS[section.code])
    return sections.save(section, text=text, version=version, by=by.user, at=at, unheard=unheard)


@transaction.atomic
def save_note(
    *, plan: MonthPlan, child: Child, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> PlanNote:  # fmt: skip
    """A note on a child whom the group answers for on some day of the month. Its row begins with it.

    It may be written after the plan was submitted too: no parent ever reads it.

    :raises PermissionDenied: not of the group's teachers, or may not read such notes
    :raises ValidationError: a child of another group, too long, or the school year is sealed
    :raises sections.Stale: somebody saved it meanwhile
    """
    require_notes(plan, by=by)
    _require_in_group(child.pk, children_of(plan))
    reach.locked(plan)  # whoever saves the plan as a whole begins such rows too
    facts = {"institution": plan.institution}
    note, _is_new = PlanNote.objects.get_or_create(plan=plan, child=child, defaults=facts)
    return sections.save(
        note, text=clean_text(text, NOTE), version=version, by=by.user, at=at, unheard=unheard
    )


def change_texts(
    plan: MonthPlan, own: reach.Reach, texts: Mapping[str, Typed], *, by: Access, at: datetime
) -> int:
    """Sections of a whole form, of a plan that is held. :returns: how many changed

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: no such section, or too long; each by its code
    :raises Conflicts: somebody saved them meanwhile
    """
    cleaned = _cleaned(texts, "", _section_called)
    rows = {row.code: row for row in plan.sections.filter(code__in=cleaned)}
    differing = _differing(cleaned, rows)
    own.require(area_of(code) for code in differing)
    if stale := _save_all(rows, differing, by=by, at=at):
        raise Conflicts(stale)
    return len(differing)


def change_notes(plan: MonthPlan, notes: Mapping[int, Typed], *, by: Access, at: datetime) -> int:
    """Notes of a whole form. :returns: how many changed

    :raises PermissionDenied: not of the group's teachers, or may not read such notes
    :raises ValidationError: a child of another group, or too long; each at «notes.<child>»
    :raises Conflicts: somebody saved them meanwhile
    """
    cleaned = _cleaned(notes, "notes.", lambda _child: NOTE)
    rows = {note.child_id: note for note in plan.notes.filter(child__in=cleaned)}
    differing = _differing(cleaned, rows)
    if not differing:
        return 0
    require_notes(plan, by=by)
    refusals, known = Refusals(), children_of(plan)
    for child in differing:
        with refusals.at(f"notes.{child}"):
            _require_in_group(child, known)
    refusals.refuse()
    rows |= _notes_begun(plan, differing.keys() - rows.keys())
    if stale := _save_all(rows, differing, by=by, at=at):
        raise Conflicts({}, stale)
    return len(differing)


def _cleaned(typed: Mapping[Key, Typed], place: str, of: Callable[[Key], Text]) -> dict[Key, Typed]:
    """:raises ValidationError: what cannot be kept, each at its place"""
    refusals, cleaned = Refusals(), {}
    for key, (text, version) in typed.items():
        with refusals.at(f"{place}{key}"):
            cleaned[key] = clean_text(text, of(key)), version
    refusals.refuse()
    return cleaned


def _differing(typed: Mapping[Key, Typed], rows: Mapping[Key, Any]) -> dict[Key, Typed]:
    """From what stands; of a note that nobody began nothing does."""
    standing = {key: row.text for key, row in rows.items()}
    return {key: said for key, said in typed.items() if standing.get(key, "") != said[0]}


def _save_all(
    rows: Mapping[Key, Any], typed: Mapping[Key, Typed], *, by: Access, at: datetime
) -> dict[Key, sections.Stale]:
    """:returns: what could not be saved"""
    stale = {}
    for key, (text, version) in typed.items():
        try:
            sections.save(rows[key], text=text, version=version, by=by.user, at=at)
        except sections.Stale as refused:
            stale[key] = refused
    return stale


def _notes_begun(plan: MonthPlan, children: Iterable[int]) -> dict[int, PlanNote]:
    facts = {"institution": plan.institution, "plan": plan}
    begun = PlanNote.objects.bulk_create(PlanNote(**facts, child_id=child) for child in children)
    return {note.child_id: note for note in begun}


def _section_called(code: str) -> Text:
    if code not in SECTIONS:
        raise ValidationError(_("There is no such section."), code="section")
    return SECTIONS[code]


def require_notes(plan: MonthPlan, *, by: Access) -> None:
    reach.require_whole(plan, by=by)
    if not reach.reads_notes(by, plan):
        raise PermissionDenied


def _require_in_group(child: int, known: set[int]) -> None:
    if child not in known:
        raise ValidationError(_("The child is not in this group in this month."), code="child")


def children_of(plan: MonthPlan) -> set[int]:
    """Ids of those for whom the group answers on some day of the month. One query."""
    return {stay.child for stay in owned_by([plan.group], plan.when.first, plan.when.until)}
