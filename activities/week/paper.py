"""A group's week as a document that is signed: what print and PDF say. Of a draft nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from activities.album import Shown
from activities.week import words
from activities.week.page import legend
from activities.week.pictures import with_bytes
from activities.week.sheet import Day, Said, Week
from documents import pdf
from planning.reading.paper import signs, teachers_of

TEMPLATE = Path(__file__).with_name("week.typ")
MOST_PHOTOS = 8  # of an entry, or of a day as a whole: two rows of four


def title() -> str:
    return _("Days' logs")


def paper_of(week: Week) -> dict[str, Any]:
    """Plain texts, and photos by their places. One query."""
    numbers, changes = count(1), list[str]()
    days = [_day(day, week, numbers, changes) for day in week.days]
    teachers = teachers_of([week.group.pk], week.monday).get(week.group.pk, [])
    return {
        "topic": [_("Topic"), " · ".join(week.topics)], "heads": _heads(), "days": days,
        "skills": legend(week.confirmed), "changed": _("Changed after confirming"),
        "changes": changes, "signs": signs(teachers),
    }  # fmt: skip


def _heads() -> list[str]:
    what = _("Learning area, what was done, learning outcomes")
    return [what, _("Transversal skills"), _("Written by")]


def _day(day: Day, week: Week, numbers: Iterator[int], changes: list[str]) -> dict[str, Any]:
    """Numbers go on from day to day, so that each change is found below."""
    entries = []
    for said in day.entries if day.is_confirmed else ():
        marked = [(next(numbers), one) for one in said.changes]
        changes += [f"{number}. {words.change(one, week.zone)}" for number, one in marked]
        marks = ", ".join(str(number) for number, _one in marked)
        entries.append(_entry(said, day, week) | {"marks": marks, **_few(said.photos)})
    if day.is_confirmed:
        changes += [words.lost(one, week.zone) for one in day.lost]
    return {
        "day": words.weekday(day.day), "state": words.stands(day, week.zone), "entries": entries,
        **_few(day.photos if day.is_confirmed else ()),
    }  # fmt: skip


def _entry(said: Said, day: Day, week: Week) -> dict[str, Any]:
    entry = said.row
    return {
        "area": str(entry.get_area_display()) if entry.area else "",
        "title": _sentence(said.title) if entry.text else said.title, "text": entry.text,
        "outcomes": "; ".join(said.outcomes), "skills": said.skills,
        "authors": words.authors(entry, day.day, week.zone),
    }  # fmt: skip


def _sentence(title: str) -> str:
    """What the text goes on from."""
    return title if title.endswith((".", "!", "?", "…", ":")) else f"{title}."


def _few(photos: Sequence[Shown]) -> dict[str, Any]:
    """The first two rows of them, how many there are besides, and whose are others' (R21)."""
    shown, left = photos[:MOST_PHOTOS], len(photos) - MOST_PHOTOS
    sources = dict.fromkeys(one.row.source for one in shown if one.row.source)
    more = [words.more_photos(left)] if left > 0 else []
    return {"photos": shown, "said": " · ".join([*map(words.source, sources), *more])}


def pdf_of(week: Week, *, at: datetime, made_by: str = "") -> bytes:
    """:raises documents.pdf.NotPrinted: see there"""
    house = week.group.institution
    document = pdf.Sheet(
        house.heading, title(), made_at=at, zone=house.time_zone, aside=words.aside(week),
        body=with_bytes(paper_of(week)), made_by=made_by,
    )  # fmt: skip
    return pdf.compile(TEMPLATE, document)
