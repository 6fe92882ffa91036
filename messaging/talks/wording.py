"""A talk as it is read: which texts the word list looks at, where they are sent from, and what administration
sees of one in which it found something (R18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manners.fields import Places, Sent
from manners.registry import Legible, Text
from messaging.models import Talk, TalkAction, TalkAddition, TalkSection, TalkSubject
from messaging.talks.parts import ACTION, ADDITION, OWN_SUBJECT, REMARK, SECTIONS
from people.access import Access, Action
from people.models import Institution, Role, User

TALK, ADDED = "messaging.talk", "messaging.addition"
SEE = Action.VIEW_TALK


def _address(talk: int, reader: Access | None = None) -> str:
    """A guardian has a page of the own."""
    name = "family_talk" if reader and reader.acts_as(Role.PARENT) else "talk"
    return reverse(f"messaging:{name}", args=[talk])


class OfATalk(Legible):
    """Whoever reads it once it is complete may report it: guardians what was shared with them."""

    code, label = TALK, _("talk with parents")
    title = _("Report the record of the talk")

    def find(self, pk: int, by: Access) -> Talk | None:
        return _whole(Talk.objects.visible_to(by, SEE).complete()).filter(pk=pk).first()

    def found(self, pks: Iterable[int], by: Access) -> dict[int, Talk]:
        return _whole(Talk.objects.filter(institution=by.institution)).in_bulk(list(pks))

    def texts(self, thing: Talk) -> list[Text]:
        """What colleagues read, parents most of it."""
        return _texts(thing.pk)

    def house(self, thing: Talk) -> Institution:
        return thing.institution

    def author(self, thing: Talk) -> User:
        return thing.shared_by or thing.opened_by

    def address(self, thing: Talk) -> str:
        return _address(thing.pk)

    def address_for(self, pk: int, author: Access) -> str:
        row = Talk.objects.visible_to(author, SEE).filter(pk=pk).first()
        return _address(pk, author) if row else ""

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = Talk.objects.filter(pk__in=list(pks)).select_related("child")
        return {row.pk: str(row) for row in rows}


class OfAnAddition(Legible):
    """Of the staff, or a guardian's remark: its own author answers for it."""

    code, label = ADDED, _("addition to a talk")
    title = _("Report what was added to the talk")

    def find(self, pk: int, by: Access) -> TalkAddition | None:
        return _added(TalkAddition.objects.visible_to(by, SEE)).filter(pk=pk).first()

    def found(self, pks: Iterable[int], by: Access) -> dict[int, TalkAddition]:
        return _added(TalkAddition.objects.filter(institution=by.institution)).in_bulk(list(pks))

    def texts(self, thing: TalkAddition) -> list[Text]:
        return [(REMARK.label if thing.is_remark else ADDITION.label, thing.text)]

    def house(self, thing: TalkAddition) -> Institution:
        return thing.institution

    def author(self, thing: TalkAddition) -> User:
        return thing.by

    def address(self, thing: TalkAddition) -> str:
        return _address(thing.talk_id)

    def address_for(self, pk: int, author: Access) -> str:
        row = TalkAddition.objects.visible_to(author, SEE).filter(pk=pk).first()
        return _address(row.talk_id, author) if row else ""

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = TalkAddition.objects.filter(pk__in=list(pks)).select_related("talk__child")
        return {row.pk: str(row.talk) for row in rows}


def _whole(rows: Any) -> Any:
    return rows.select_related("institution", "child", "shared_by", "opened_by")


def _added(rows: Any) -> Any:
    return rows.select_related("institution", "talk__child", "by")


def _texts(talk: int) -> list[Text]:
    """Three queries."""
    sections = TalkSection.objects.filter(talk=talk).order_by("pk")
    subjects = TalkSubject.objects.standing().filter(talk=talk).exclude(own_kind="")
    agreed = TalkAction.objects.standing().filter(talk=talk)
    return [
        *((SECTIONS[code].label, text) for code, text in sections.values_list("code", "text")),
        *((OWN_SUBJECT.label, text) for text in subjects.values_list("own_kind", flat=True)),
        *((ACTION.label, text) for text in agreed.values_list("text", flat=True)),
    ]


def _standing(posted: QueryDict, places: Places, by: Access) -> list[Text]:
    """What is saved of the draft that goes out now."""
    return _texts(places["talk_id"])


def _talk(posted: QueryDict, places: Places, by: Access) -> list[tuple[str, int]]:
    return [(TALK, places["talk_id"])]


def _addition(posted: QueryDict, places: Places, by: Access) -> list[tuple[str, int]]:
    """That which was added just now."""
    rows = TalkAddition.objects.filter(talk=places["talk_id"], by=by.user)
    return [(ADDED, pk) for pk in rows.order_by("-pk").values_list("pk", flat=True)[:1]]


_COLUMNS = "messaging.TalkSection.text messaging.TalkSubject.own_kind messaging.TalkAction.text"
_WHOLE: Any = {
    "fields": {
        **{f"text-{code}": text.label for code, text in SECTIONS.items()},
        "own-new": OWN_SUBJECT.label, "agreed-text": ACTION.label,
    },
    "columns": _COLUMNS, "things": _talk, "standing": _standing,
}  # fmt: skip
_ADDS: Any = {"columns": "messaging.TalkAddition.text", "things": _addition}
SENT = (
    Sent("messaging:share_talk", **_WHOLE),
    Sent("messaging:finish_talk", **_WHOLE),
    Sent("messaging:add_to_talk", {ADDITION.code: ADDITION.label}, **_ADDS),
    Sent("messaging:family_talk", {REMARK.code: REMARK.label}, **_ADDS),
)
