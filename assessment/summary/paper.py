"""A child's summary as plain texts: what page, print and PDF show; and the PDF, of one child or of many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from assessment.models import Assessment
from assessment.record import Learned
from assessment.summary import words
from assessment.summary.sheet import Summary
from curriculum.lists import Area
from documents import pdf
from outbox.clock import local_day
from people.models import Child, Institution

TEMPLATE = Path(__file__).with_name("summary.typ")


def paper_of(summary: Summary) -> dict[str, Any]:
    """Nothing empty is in it."""
    by_area = summary.record.by_area
    return {
        "title": str(summary.child), "aside": words.title(), "facts": _facts(summary),
        "observations": _observations(summary), "ideas": _ideas(summary),
        "areas": [_area(area, rows, summary.child) for area, rows in by_area.items() if rows],
        "blank": words.blank(summary.blank),
        "nothing": words.nothing() if summary.record.is_empty else "",
        "legend": words.legend() if summary.record.learned else [], "signs": _signs(summary),
    }  # fmt: skip


def labels() -> dict[str, str]:
    """What stands over its parts."""
    return {
        "observations": _("What was observed"), "ideas": _("Ideas for home"),
        "outcome": _("Learning outcome"), "level": _("Where the child is"),
        "steps": _("How it went"), "legend": _("What the letters mean"),
        "areas": _("Learning areas"),
    }  # fmt: skip


def _facts(summary: Summary) -> list[tuple[str, str]]:
    period = (_("Period"), summary.period.title)
    return [(_("Group"), summary.group.name), period] if summary.group else [period]


def _observations(summary: Summary) -> list[dict[str, str]]:
    return [
        {"day": words.day(one.day), "text": one.text.strip()} for one in summary.record.observations
    ]


def _ideas(summary: Summary) -> list[dict[str, str]]:
    zone = summary.child.institution.time_zone
    return [
        {"day": words.day(local_day(one.published_at, zone)), "text": one.text.strip()}
        for one in summary.ideas
        if one.published_at
    ]


def _area(area: Area, learned: Sequence[Learned], child: Child) -> dict[str, Any]:
    return {"label": str(area.label), "outcomes": [_outcome(one, child) for one in learned]}


def _outcome(one: Learned, child: Child) -> dict[str, Any]:
    return {
        "text": one.outcome.text, "level": one.level.value, "words": words.level(one.level, child),
        "steps": [_step(step) for step in one.steps],
    }  # fmt: skip


def _step(step: Assessment) -> dict[str, str]:
    return {"day": words.day(step.day), "level": step.level, "comment": step.comment.strip()}


def _signs(summary: Summary) -> list[tuple[str, str]]:
    """Who signs, and what is written under the line."""
    group = _("Teachers of the group")
    who = f"{group}: {', '.join(summary.teachers)}" if summary.teachers else group
    family = _("Parent or another legal representative")
    return [(who, _("signature, date")), (family, _("name, signature, date"))]


def pdf_of(
    papers: Sequence[dict[str, Any]], house: Institution, *, at: datetime, made_by: str = ""
) -> bytes:
    """Each child from a sheet of its own on, its pages numbered by themselves.

    :raises documents.pdf.NotPrinted: see there
    """
    document = pdf.Sheet(
        house.heading, words.title(), made_at=at, zone=house.time_zone, made_by=made_by,
        body={"children": papers, "labels": labels()},
    )  # fmt: skip
    return pdf.compile(TEMPLATE, document)
