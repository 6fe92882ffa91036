"""A group's talks of a school year as the journal's appendix: when, of which child, with whom, about what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from documents import pdf
from messaging.models import Talk
from messaging.talks.paper import words
from people.access import Access, Action
from people.models import ChildGroup
from planning.reading.paper import signs, teachers_of

TEMPLATE = Path(__file__).with_name("year.typ")


def talks_of(group: ChildGroup, access: Access) -> list[Talk]:
    """Those that this person sees, in the order of days. Four queries, however many there are."""
    every = Talk.objects.visible_to(access, Action.VIEW_TALK).filter(group=group)
    joined = every.select_related("child", "institution").order_by("day", "pk")
    return list(joined.prefetch_related("participants__user", "subjects"))


def paper_of(group: ChildGroup, talks: Sequence[Talk], access: Access) -> dict[str, Any]:
    """One query."""
    teachers = teachers_of([group.pk], access.day).get(group.pk, [])
    return {
        "heads": heads(), "rows": [_row(nth, talk) for nth, talk in enumerate(talks, 1)],
        "nothing": _("No talks in this school year yet."), "signs": signs(teachers),
    }  # fmt: skip


def heads() -> list[str]:
    return [
        _("No."), _("Day of the talk"), _("Child"), _("Took part"), pgettext("talk", "About"),
        pgettext("talk", "Shared with parents"),
    ]  # fmt: skip


def _row(nth: int, talk: Talk) -> list[str]:
    people = [one for one in talk.participants.all() if one.voided_at is None]
    about = [one for one in talk.subjects.all() if one.voided_at is None]
    return [
        str(nth), words.day(talk.day), str(talk.child), _named(people), _named(about),
        words.shared_on(talk) or "–",
    ]  # fmt: skip


def _named(rows: list[Any]) -> str:
    return ", ".join(str(one) for one in rows) or "–"


def pdf_of(group: ChildGroup, paper: dict[str, Any], *, at: datetime, made_by: str = "") -> bytes:
    """:raises documents.pdf.NotPrinted: see there"""
    house = group.institution
    document = pdf.Sheet(
        house.heading, words.title_of_year(), made_at=at, zone=house.time_zone, made_by=made_by,
        aside=words.aside_of_year(group), body=paper,
    )  # fmt: skip
    return pdf.compile(TEMPLATE, document)
