"""The record of one talk as a document that is signed: what print and PDF say. What is written for the
staff alone is not in it, whoever prints it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from documents import pdf
from messaging.models import TalkAction, TalkAddition
from messaging.talks.paper import words
from messaging.talks.reading import KIND
from messaging.talks.sheet import Sheet
from outbox import seen
from people.access import Access
from people.models import Role

TEMPLATE = Path(__file__).with_name("talk.typ")


def paper_of(sheet: Sheet, access: Access) -> dict[str, Any]:
    """Plain texts, nothing empty. One query."""
    return {
        "facts": _facts(sheet), "labels": _labels(),
        "parts": [(part.label, part.text.strip()) for part in sheet.parts],
        "heads": _heads(),
        "agreed": [_agreed(one) for one in sheet.agreed], "added": _added(sheet),
        "read": _read(sheet, access), "signs": _signs(sheet),
    }  # fmt: skip


def _labels() -> dict[str, str]:
    """What stands over its parts."""
    read = pgettext("talk on paper", "Who has read it")
    return {"agreed": _("What we agreed on"), "read": read}


def _heads() -> list[str]:
    """Of what was agreed."""
    return [
        pgettext("agreed", "What"), pgettext("agreed", "Who does it"), pgettext("agreed", "By"),
        pgettext("agreed", "State"),
    ]  # fmt: skip


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    talk = sheet.talk
    return [
        (_("Child"), str(talk.child)), (_("Group"), talk.group.name),
        (_("Day of the talk"), words.day(talk.day)), (_("Took part"), sheet.names or "–"),
        (pgettext("talk", "About"), sheet.about or "–"), (pgettext("talk", "State"), words.stands(talk)),
    ]  # fmt: skip


def _agreed(one: TalkAction) -> list[str]:
    return [one.text, one.who, one.when or "–", words.state(one)]


def _added(sheet: Sheet) -> list[dict[str, Any]]:
    """What the staff added, then what guardians remarked."""
    titles = ((False, _("Additions")), (True, _("Remarks of parents")))
    found = [
        {"title": title, "rows": [_said(one, sheet) for one in sheet.added if one.is_remark is of]}
        for of, title in titles
    ]
    return [one for one in found if one["rows"]]


def _said(one: TalkAddition, sheet: Sheet) -> dict[str, str]:
    return {"said": words.said(one, sheet.zone), "text": one.text.strip()}


def _read(sheet: Sheet, access: Access) -> list[str]:
    """Of a talk that parents were shown, who of them said that they read it: told to the staff alone."""
    if not sheet.talk.is_released or access.acts_as(Role.PARENT):
        return []
    said = seen.acknowledged(KIND, [sheet.talk.pk])
    return [
        words.read(str(one), said.get((one.user_id or 0, sheet.talk.pk)), sheet.zone)
        for one in sheet.guardians
    ]


def _signs(sheet: Sheet) -> list[tuple[str, str]]:
    """Who signs, and what is written under the line."""
    staff = [str(one) for one in sheet.participants if not one.is_guardian]
    parents = [str(one) for one in sheet.guardians]
    return [
        (", ".join(staff) or _("Teachers of the group"), _("signature, date")),
        (", ".join(parents) or _("Parent or another legal representative"), _("signature, date")),
    ]


def pdf_of(sheet: Sheet, access: Access, *, at: datetime) -> bytes:
    """:raises documents.pdf.NotPrinted: see there"""
    house = sheet.talk.institution
    document = pdf.Sheet(
        house.heading, words.title(), made_at=at, zone=house.time_zone,
        made_by=str(access.user), aside=words.aside(sheet.talk), body=paper_of(sheet, access),
    )  # fmt: skip
    return pdf.compile(TEMPLATE, document)
