"""A plan as a document that is signed: what print and PDF have beside the sheet, and the PDF itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from documents import pdf
from people.models import Assignment
from planning.reading import words
from planning.reading.sheet import AreaSaid, ItemSaid, Said, Sheet

TEMPLATE = Path(__file__).with_name("plan.typ")


def paper_page(sheet: Sheet) -> dict[str, Any]:
    """What stands around a plan on paper. One query."""
    plan = sheet.plan
    return {
        "sheet": sheet, "plan": plan, "group": plan.group, "institution": plan.institution,
        "aside": words.aside(plan), "stands": stands(sheet),
        "signs": signs(teachers_of([plan.group_id], plan.month).get(plan.group_id, [])),
        "for_staff": for_staff(sheet),
        "area_heads": area_heads(), "item_heads": item_heads(),
    }  # fmt: skip


def stands(sheet: Sheet) -> list[str]:
    """When it was submitted and by whom; what came after it, with reasons for staff alone."""
    zone, family = sheet.plan.institution.time_zone, sheet.reader.is_family
    if family:
        return [line for line in [words.amended(sheet.amendments, zone)] if line]
    amended = [
        _("Amended %(what)s") % {"what": words.amendment(one, zone)} for one in sheet.amendments
    ]
    return [words.submitted(sheet.plan), *amended]


def signs(teachers: list[str]) -> list[tuple[str, str]]:
    """Who signs, and what is written under the line."""
    below, group = _("signature, date"), _("Teachers of the group")
    who = f"{group}: {', '.join(teachers)}" if teachers else group
    return [(who, below), (_("Deputy head"), _("name, signature, date"))]


def teachers_of(groups: Collection[int], day: date) -> dict[int, list[str]]:
    """Who teaches each of the groups on a day, by the group's id. One query."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    teachers = Assignment.objects.on(day).filter(kind=Assignment.Kind.TEACHER)
    of_groups = teachers.filter(group__in=groups)
    order = ("user__last_name", "user__first_name", "user_id")
    for one in of_groups.select_related("user").order_by(*order):
        found[one.group_id][one.user_id] = str(one.user)
    return {group: list(people.values()) for group, people in found.items()}


def pdf_of(sheet: Sheet, *, at: datetime, made_by: str = "") -> bytes:
    """:raises documents.pdf.NotPrinted: see there"""
    head = {"title": _("Month plan"), "aside": words.aside(sheet.plan)}
    return _compiled([sheet], [head], head, at=at, made_by=made_by)


def pdf_of_all(sheets: Sequence[Sheet], *, at: datetime, made_by: str = "") -> bytes:
    """Plans of one house and month, each from a new page on, under its group's name. One query.

    :raises documents.pdf.NotPrinted: see there
    """
    month = sheets[0].plan.when.title
    heads = [{"title": words.of_group(sheet.plan), "aside": month} for sheet in sheets]
    head = {"title": _("Month plans"), "aside": month}
    return _compiled(sheets, heads, head, at=at, made_by=made_by)


def _compiled(
    sheets: Sequence[Sheet], heads: list[dict[str, str]], head: dict[str, str],
    *, at: datetime, made_by: str,
) -> bytes:  # fmt: skip
    """``heads``: of each plan; ``head``: of the document."""
    plans = [sheet.plan for sheet in sheets]
    teachers = teachers_of([plan.group_id for plan in plans], plans[0].month)
    house = plans[0].institution
    body = {
        "plans": [
            body_of(sheet, teachers.get(sheet.plan.group_id, [])) | own
            for sheet, own in zip(sheets, heads, strict=True)
        ],
        "words": _words(), "area_heads": area_heads(), "item_heads": item_heads(),
    }  # fmt: skip
    document = pdf.Sheet(
        house.heading, **head, made_at=at, zone=house.time_zone, body=body, made_by=made_by
    )
    return pdf.compile(TEMPLATE, document)


def body_of(sheet: Sheet, teachers: list[str]) -> dict[str, Any]:
    """What the template reads of a plan: plain texts, nothing empty."""
    return {
        "topic": [str(sheet.texts["topic"].label), sheet.topic or "–"],
        "facts": [_text(one) for one in sheet.texts.values() if one.text and one.code != "topic"],
        "chosen": [[str(one.label), ", ".join(one.words)] for one in sheet.chosen if one.words],
        "areas": [_area(area) for area in sheet.areas],
        "items": [_item(item) for item in sheet.items],
        "for_staff": [_text(one) for one in for_staff(sheet)],
        "notes": [[note.name, note.text] for note in sheet.notes],
        "stands": stands(sheet), "signs": signs(teachers),
    }  # fmt: skip


def for_staff(sheet: Sheet) -> list[Said]:
    return [one for one in sheet.for_staff.values() if one.text]


def area_heads() -> list[str]:
    return [_("Learning area"), _("Learning outcomes"), _("Activities"), _("Transversal skills")]


def item_heads() -> list[str]:
    return [_("When"), _("Kind"), _("What is planned")]


def _words() -> dict[str, str]:
    return {
        "areas": _("Learning areas"), "items": _("Additional information"),
        "for_staff": _("For staff only"), "notes": _("On single children"),
        "some_time": _("during the month"),
    }  # fmt: skip


def _text(one: Said) -> list[str]:
    return [str(one.label), one.text]


def _area(area: AreaSaid) -> dict[str, Any]:
    return {
        "label": str(area.label), "not_planned": area.not_planned,
        "outcomes": [[str(stage.label), list(stage.words)] for stage in area.outcomes],
        "activities": area.activities.text, "skills": list(area.skills.words),
    }  # fmt: skip


def _item(item: ItemSaid) -> list[str]:
    kind = f"{item.label} ({item.area})" if item.area else item.label
    return [item.when, kind, item.text]
