"""What the page of writing reads: one draft, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse

from messaging.models import TalkAction, TalkParticipant, TalkSubject
from messaging.talks import words
from messaging.talks.desk import Desk
from messaging.talks.parts import SECTIONS, Subject
from messaging.talks.people import Guardian, Sight, guardians_of, sight_of, staff_of
from messaging.talks.picks import Pick, PickKind
from messaging.talks.writing.filled import Filled
from messaging.talks.writing.forms import AgreedForm, DayForm
from outbox.sections import Stale
from people.access import Access
from planning.rules import Missing
from planning.writing.forms import sign_of
from planning.writing.parts import Chip, Written
from planning.writing.words import saved


@dataclass
class Sheet:
    people: list[Chip]
    subjects: list[Chip]
    texts: list[Written]
    actions: list[TalkAction]
    agreed: AgreedForm
    day: DayForm
    name: str
    own: str
    sight: Sight
    urls: dict[str, str]
    errors: dict[str, list[str]]

    @property
    def content(self) -> Written:
        return self.texts[0]

    @property
    def house(self) -> Written:
        return self.texts[1]

    @property
    def wanted(self) -> list[Missing]:
        """Where something is to be answered before the form is taken, in the page's order."""
        places = [Missing(place, label) for place, label in words.PLACES if self.errors[place]]
        texts = [Missing(one.anchor, one.title) for one in self.texts if one.wants]
        return [*places, *texts]


class TalkPage:
    def __init__(
        self, desk: Desk, *, access: Access, at: datetime, filled: Filled | None = None
    ) -> None:
        self.desk, self.talk, self.access, self.at = desk, desk.talk, access, at
        self.filled = filled
        self.zone = desk.group.institution.time_zone

    def sheet(self) -> Sheet:
        """Eight queries."""
        filled = self.filled
        return Sheet(
            self.people(), self.subjects(), self._texts(), self._actions(),
            filled.agreed if filled else AgreedForm(people=self.participants),
            filled.day if filled else DayForm(talk=self.talk),
            filled.name if filled else "", filled.own if filled else "",
            self.sight(), self.urls(), self._errors(),
        )  # fmt: skip

    def _errors(self) -> dict[str, list[str]]:
        """By each place of the page; of the form as a whole at none."""
        found = self.filled.errors if self.filled else {}
        return {place: found.get(place, []) for place in ("", *dict(words.PLACES))}

    @cached_property
    def participants(self) -> list[TalkParticipant]:
        return list(self.talk.participants.standing().select_related("user"))

    @cached_property
    def family(self) -> list[Guardian]:
        return guardians_of(self.talk.child, self.access.day)

    def sight(self) -> Sight:
        """Who will see it, and who will not."""
        return sight_of(self.family, self.participants)

    def people(self) -> list[Chip]:
        """Guardians, whoever works with the group, and whoever took part besides."""
        chosen = {one.user_id: one for one in self.participants if one.user_id}
        family = {one.pk: str(one) for one in self.family}
        staff = {one.pk: str(one) for one in staff_of(self.desk.group, self.access.day)}
        for one in self.participants:  # who works here no more, or is the child's guardian no more
            if one.user_id:
                (family if one.is_guardian else staff).setdefault(one.user_id, str(one))
        return [
            *(self._person(PickKind.GUARDIAN, pk, name, chosen) for pk, name in family.items()),
            *(self._person(PickKind.STAFF, pk, name, chosen) for pk, name in staff.items()),
            *(self._row(PickKind.NAME, one) for one in self.participants if not one.user_id),
        ]  # fmt: skip

    def _person(
        self, kind: PickKind, pk: int, name: str, chosen: dict[int, TalkParticipant]
    ) -> Chip:
        row = chosen.get(pk)
        is_on = row is not None and row.is_guardian == (kind == PickKind.GUARDIAN)
        return self._chip(Pick(kind, str(pk)), name, is_on=is_on)

    def subjects(self) -> list[Chip]:
        rows = list(self.talk.subjects.standing())
        chosen = {one.kind for one in rows if not one.own_kind}
        kinds = [kind for kind in Subject if kind != Subject.OWN]
        return [
            *(
                self._chip(Pick(PickKind.SUBJECT, kind.value), kind.label, is_on=kind in chosen)
                for kind in kinds
            ),
            *(self._row(PickKind.OWN, one) for one in rows if one.own_kind),
        ]

    def _row(self, kind: PickKind, row: TalkParticipant | TalkSubject) -> Chip:
        return self._chip(Pick(kind, str(row.pk)), str(row), is_on=True)

    def _chip(self, pick: Pick, label: Any, *, is_on: bool) -> Chip:
        """As the form has it, where one is shown again."""
        token = str(pick)
        shown = token in self.filled.chosen if self.filled else is_on
        return Chip(token, label, is_on=shown, is_standing=is_on)

    def _texts(self) -> list[Written]:
        rows = {row.code: row for row in self.talk.sections.select_related("saved_by")}
        return [self._written(code, rows[code]) for code in SECTIONS]

    def _written(self, code: str, row: Any) -> Written:
        part = Written(
            code, SECTIONS[code], row.text, row.version,
            url=reverse("messaging:talk_text", args=[self.talk.pk, code]),
            said=saved(row, at=self.at, zone=self.zone), had=sign_of(row.text),
        )  # fmt: skip
        filled = self.filled
        if not filled or not (post := filled.posts.get(code)):
            return part
        part.is_typed = not post.is_untouched
        if part.is_typed:
            part.text, part.version = post.text, post.version
        part.error, part.stale = " ".join(filled.errors.get(code, ())), self._stale(code)
        return part

    def _stale(self, code: str) -> Stale | None:
        return self.filled.stale.get(code) if self.filled else None

    def _actions(self) -> list[TalkAction]:
        return list(self.talk.actions.standing().select_related("user"))

    def urls(self) -> dict[str, str]:
        names = ("talk", "talk_ticks", "share_talk", "finish_talk", "delete_talk")
        return {name: reverse(f"messaging:{name}", args=[self.talk.pk]) for name in names}
