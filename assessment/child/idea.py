"""One idea for home: typed beside the child, it goes with what is published next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse

from assessment import operations
from assessment.desk import ChildDesk
from assessment.models import Publication
from assessment.names import Names
from assessment.parts import IDEA
from assessment.texts import Typed, standing_part
from outbox.clock import local_day
from people.access import Access
from people.models import Child
from planning.writing.parts import Written

CODE = "idea"


def draft_of(child: Child) -> Publication | None:
    rows = Publication.objects.draft().filter(child=child)
    return rows.select_related("saved_by").first()


def idea_part(child: Child, row: Publication | None, *, at: datetime, zone: str) -> Written:
    url = reverse("assessment:idea", args=[child.pk])
    return standing_part(CODE, IDEA, row, url=url, may_write=True, at=at, zone=zone)


def typed_of(desk: ChildDesk, posted: QueryDict, *, at: datetime) -> Typed:
    today = local_day(at, desk.group.institution.time_zone)
    names = Names(desk.child, desk.group, today, posted)
    return Typed.of(posted, CODE, IDEA, draft_of(desk.child), names)


def kept(typed: Typed, desk: ChildDesk, *, by: Access, at: datetime) -> int:
    """:returns: the status of the answer"""

    def save(text: str, version: int, unheard: Collection[str]) -> Publication:
        return operations.save_idea(
            child=desk.child, group=desk.group, text=text, version=version, by=by, at=at,
            unheard=unheard,
        )  # fmt: skip

    return typed.save(save, at=at, zone=desk.group.institution.time_zone)
