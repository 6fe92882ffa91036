"""What a form said of a day that somebody confirmed meanwhile: it is not saved, and told in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from activities.desk import Desk
from activities.models import DayEntry
from activities.parts import NOTE
from activities.picks import Pick, PickKind
from activities.writing.filled import Filled
from activities.writing.offers import Plan, Row, offers_of
from curriculum.lists import Skill

Line = tuple[str, str]  # of what, and what was said of it; either may be empty


def unsaved(filled: Filled, desk: Desk) -> list[Line]:
    """Texts, what was done beside the plan, and ticks that the day does not have."""
    entries = list(desk.log.entries.standing()) if desk.log else []
    offers = offers_of(desk.group, desk.day, Plan(desk.group, desk.day), desk.reach, entries)
    ticks = dict(tick for row in offers.every for tick in _ticks(row))
    by_code = {entry.code: entry for entry in entries}
    return [*_texts(filled, by_code), *_own(filled), *_ticked(filled, ticks)]


def _texts(filled: Filled, entries: dict[str, DayEntry]) -> Iterator[Line]:
    for code, post in filled.posts.items():
        entry = entries.get(code)
        if not post.is_untouched and not (entry and entry.text == post.text):
            yield entry.title if entry else str(NOTE.label), post.text


def _own(filled: Filled) -> Iterator[Line]:
    if own := filled.whole.own:
        yield own.title, own.text


def _ticked(filled: Filled, ticks: dict[Pick, tuple[str, bool]]) -> Iterator[Line]:
    for label, picks, wanted in (
        (_("Ticked"), filled.whole.ticked, True), (_("Tick taken away"), filled.whole.unticked, False),
    ):  # fmt: skip
        known = [ticks[one] for one in picks if one in ticks]
        if words := [words for words, is_on in known if is_on is not wanted]:
            yield label, "; ".join(words)


def _ticks(row: Row) -> Iterator[tuple[Pick, tuple[str, bool]]]:
    """All that can be ticked of it: in words, and whether it stands."""
    if not row.is_own:
        yield Pick.of(row.token), (row.title, bool(row.entry))
    if entry := row.entry:
        for skill in Skill:
            words = f"{entry.title}: {skill.label}"
            yield Pick(PickKind.SKILL, entry.pk, skill.value), (words, skill.value in entry.skills)
