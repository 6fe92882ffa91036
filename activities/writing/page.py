"""What the page of writing reads: one day of a group, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.desk import Desk
from activities.duties import DayLogBySeven
from activities.models import DayEntry
from activities.parts import NOTE, TEXT
from activities.picks import Pick, PickKind
from activities.writing import words
from activities.writing.filled import Filled
from activities.writing.forms import OwnForm
from activities.writing.offers import Offers, Plan, offers_of
from curriculum.lists import Skill
from people.access import Access, Action
from planning.rules import Missing
from planning.writing.forms import sign_of
from planning.writing.parts import Chip, Written, note_words
from planning.writing.words import saved

OWN = _("Write something else")


@dataclass
class Details:
    """What is said of an entry that stands: skills in taps, and how it went."""

    entry: DayEntry
    skills: list[Chip]
    text: Written
    by: str
    url: str


@dataclass
class Sheet:
    offers: Offers
    note: Written
    own: OwnForm
    urls: dict[str, str]
    is_late: bool
    late_reason: str
    may_confirm: bool
    has_plan: bool
    errors: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[Missing]:
        """Where something is to be answered before the form is taken, in the page's order."""
        rows = [row for row in self.offers.every if row.details and row.details.text.wants]
        own = [Missing("own-entry", OWN)] if self.own.errors or self.own.asks_at else []
        note = [Missing(self.note.anchor, self.note.title)] if self.note.wants else []
        return [*(Missing(row.details.text.anchor, row.title) for row in rows), *own, *note]


class DayPage:
    def __init__(
        self, desk: Desk, *, access: Access, at: datetime, filled: Filled | None = None
    ) -> None:
        self.desk, self.access, self.at, self.filled = desk, access, at, filled
        self.zone = desk.group.institution.time_zone

    def sheet(self) -> Sheet:
        desk = self.desk
        plan, entries = Plan(desk.group, desk.day), self._entries()
        offers = offers_of(desk.group, desk.day, plan, desk.reach, entries)
        for row in offers.every:
            if row.entry:
                row.details = self.details(row.entry, may_write=row.may_write)
        note, rows = self.note(), [row for row in offers.every if row.details]
        note_words([note, *(row.details.text for row in rows)], desk.group.institution_id)
        return Sheet(
            offers, note, self._own(), self.urls(), self.at >= self._late_from(),
            self.filled.late_reason if self.filled else "",
            may_confirm=self.access.can(Action.CONFIRM_DAY, desk.group),
            has_plan=bool(plan.outcomes or plan.items),
            errors=self.filled.errors.get("", []) if self.filled else [],
        )  # fmt: skip

    def _late_from(self) -> datetime:
        return DayLogBySeven().late_from(self.desk.group.institution, self.desk.day)

    def _entries(self) -> list[DayEntry]:
        if self.desk.log is None:
            return []
        rows = self.desk.log.entries.standing().select_related("added_by", "saved_by")
        return list(rows)

    def details(self, entry: DayEntry, *, may_write: bool = True) -> Details:
        assert self.desk.log
        return Details(
            entry, [_skill(entry, skill) for skill in Skill],
            self._text(entry, may_write=may_write),
            words.written(entry, self.desk.log, self.zone), self._url("entry", entry.pk),
        )  # fmt: skip

    def _text(self, entry: DayEntry, *, may_write: bool) -> Written:
        part = Written(
            entry.code, TEXT, entry.text, entry.version, url=self._url("text", entry.pk),
            may_write=may_write, said=saved(entry, at=self.at, zone=self.zone),
            had=sign_of(entry.text),
        )  # fmt: skip
        return self._as_typed(part)

    def note(self) -> Written:
        row = self.desk.log.notes.select_related("saved_by").first() if self.desk.log else None
        part = Written(
            "note", NOTE, row.text if row else "", row.version if row else 0,
            url=self._url("note"), may_write=bool(self.desk.reach),
            said=saved(row, at=self.at, zone=self.zone) if row else "",
            had=sign_of(row.text if row else ""),
        )  # fmt: skip
        return self._as_typed(part)

    def _as_typed(self, part: Written) -> Written:
        """With what a form that is shown again holds, and why it is."""
        if not self.filled or not (post := self.filled.posts.get(part.code)):
            return part
        part.is_typed = not post.is_untouched
        if part.is_typed:
            part.text, part.version = post.text, post.version
        part.error = " ".join(self.filled.errors.get(part.code, ()))
        part.stale, part.heard = self.filled.stale.get(part.code), self.filled.heard.get(part.code)
        return part

    def _own(self) -> OwnForm:
        return self.filled.own if self.filled else OwnForm(reach=self.desk.reach)

    def _url(self, name: str, *more: Any) -> str:
        return reverse(f"activities:{name}", args=[self.desk.group.pk, self.desk.day, *more])

    def urls(self) -> dict[str, str]:
        names = ("day", "ticks", "confirm", "writers")
        return {name: self._url(name) for name in names}


def _skill(entry: DayEntry, skill: Skill) -> Chip:
    token, is_on = str(Pick(PickKind.SKILL, entry.pk, skill.value)), skill.value in entry.skills
    return Chip(token, skill.label, is_on=is_on, is_standing=is_on)
