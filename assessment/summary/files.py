"""A child's summary for a spreadsheet program: each assessment, observation and idea in a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessment.models import Assessment, Level
from assessment.record import Learned
from assessment.summary import words
from assessment.summary.sheet import Summary
from documents.spreadsheets import Cell, Table
from outbox.clock import local_day


def table_of(summary: Summary) -> Table:
    return Table(
        title=words.title(), head=_head(), rows=list(_rows(summary)),
        above=[*summary.child.institution.heading, _of_what(summary), _key()],
    )  # fmt: skip


def _head() -> list[str]:
    what = [_("Date"), _("Kind"), _("Learning area"), _("Code"), _("Learning outcome")]
    return [*what, _("Level"), _("What the letter means"), _("Text")]


def _of_what(summary: Summary) -> str:
    group = [summary.group.name] if summary.group else []
    return " · ".join([words.title(), str(summary.child), *group, summary.period.title])


def _key() -> str:
    return "; ".join(f"{letter} – {meaning}" for letter, meaning in words.legend())


def _rows(summary: Summary) -> Iterator[list[Cell]]:
    """Letters by area and outcome, the oldest first; then what was said in words."""
    zone = summary.child.institution.time_zone
    for one in summary.record.learned:
        yield from (_step(one, step) for step in one.steps)
    for said in summary.record.observations:
        yield _words(said.day, _("Observation"), said.text)
    for idea in summary.ideas:
        if idea.published_at:
            yield _words(local_day(idea.published_at, zone), _("Idea for home"), idea.text)


def _step(one: Learned, step: Assessment) -> list[Cell]:
    entry = one.outcome
    return [
        step.day, pgettext("row", "Assessment"), str(entry.get_area_display()), entry.code, entry.text,
        step.level, str(Level(step.level).label), step.comment,
    ]  # fmt: skip


def _words(day: date, what: str, text: str) -> list[Cell]:
    return [day, what, None, None, None, None, None, text]
