"""The grid as tests speak of it: a month's plan with outcomes, addresses, and strokes that a page sends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from curriculum.models import Entry
from people.models import Child, ChildGroup
from planning.models import MonthPlan, PlanChoice
from planning.parts import Choose
from tests.world import MONDAY, House, at

NOVEMBER = date(2026, 11, 1)


def planned(
    house: House, group: ChildGroup, entries: Iterable[Entry], month: date = NOVEMBER
) -> MonthPlan:
    """Laid down as rows."""
    mine, by = {"institution": house.institution}, house.people.teacher
    plan = MonthPlan.objects.create(**mine, group=group, month=month, opened_at=at(8), opened_by=by)
    PlanChoice.objects.bulk_create(
        PlanChoice(
            **mine, plan=plan, kind=Choose.OUTCOME, area=entry.area, entry=entry, added_at=at(8),
            added_by=by,
        )
        for entry in entries
    )  # fmt: skip
    return plan


def url(group: ChildGroup, name: str = "grid", *more: Any) -> str:
    return reverse(f"assessment:{name}", args=[group.pk, *more])


def sent(child: Child, outcome: Entry, level: str = "T", version: int = 0, more: str = "") -> str:
    return f"{child.pk}:{outcome.pk}:{level}:{version}{more}"


def stroke(client, group: ChildGroup, *cells: str, day: date = MONDAY):
    """As the page's script sends it."""
    place = url(group, "strokes", day)
    return client.post(place, {"cell": cells}, headers={"HX-Request": "true"})


def told(answer) -> dict[str, str]:
    """What the answer says of cells: by child and outcome all that stands there."""
    found = re.findall(r'data-cell="([0-9:]+)"([^>]*>[^<]*)<', answer.content.decode())
    return dict(found)


def place(child: Child, outcome: Entry) -> str:
    return f"{child.pk}:{outcome.pk}"


def cells(answer, child: Child) -> list[str]:
    """As the page draws them."""
    row = re.search(rf'<tr data-child="{child.pk}">.*?</tr>', answer.content.decode(), re.S)
    assert row
    return re.findall(r"<td.*?</td>", row[0], re.S)


def columns(answer) -> list[str]:
    sections = answer.context["sheet"].sections
    return [column.entry.text for section in sections for column in section.columns]
