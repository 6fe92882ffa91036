"""The text of a child and day: read, saved as it is typed, and begun from what was planned by a tap."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.urls import reverse

from assessment import operations
from assessment.desk import ChildDesk
from assessment.models import Observation
from assessment.names import Names
from assessment.parts import OBSERVATION
from assessment.rules import stage_in
from assessment.texts import Typed, standing_part
from curriculum.models import Entry
from people.access import Access
from people.models import Child, ChildGroup
from planning.models import PlanChoice
from planning.parts import Choose
from planning.writing.parts import Written


@dataclass(frozen=True)
class Offer:
    """A planned outcome, as a sentence about the child."""

    pk: int
    label: str

    @property
    def sentence(self) -> str:
        words = self.label.strip().rstrip(".")
        return f"{words[:1].upper()}{words[1:]}."


def offers_of(group: ChildGroup, day: date) -> list[Entry]:
    """The outcomes of the catalogue in the group's plan of the month, of all stages. One query."""
    chosen = PlanChoice.objects.standing().filter(
        plan__group=group, plan__month=day.replace(day=1), kind=Choose.OUTCOME
    )
    return list(Entry.objects.filter(pk__in=chosen.values("entry")).in_order())


def of_stage(entries: Iterable[Entry], stage: int) -> list[Offer]:
    return [Offer(one.pk, one.text) for one in entries if one.stage == stage]


def noticed(text: str, offers: Iterable[Offer]) -> str:
    """The text with what was tapped; what it says already is not said twice."""
    new = [one.sentence for one in offers if one.sentence.casefold() not in text.casefold()]
    return " ".join(filter(None, [text.strip(), *new]))


def code_of(child: Child) -> str:
    return f"child-{child.pk}"


def standing_of(child: Child, day: date) -> Observation | None:
    rows = Observation.objects.filter(child=child, day=day, voided_at__isnull=True)
    return rows.select_related("saved_by").first()


def part_of(
    child: Child, group: ChildGroup, day: date, row: Observation | None, *, may_write: bool,
    at: datetime,
) -> Written:  # fmt: skip
    """What parents were told of stands as it is."""
    return standing_part(
        code_of(child), OBSERVATION, row, url=reverse("assessment:say", args=[child.pk, day]),
        may_write=may_write and not (row and row.publication_id), at=at,
        zone=group.institution.time_zone,
    )  # fmt: skip


def typed_of(child: Child, group: ChildGroup, day: date, posted: QueryDict) -> Typed:
    names = Names(child, group, day, posted)
    return Typed.of(posted, code_of(child), OBSERVATION, standing_of(child, day), names)


def posted_of(child: Child, group: ChildGroup, day: date, posted: QueryDict) -> Typed:
    """Of a form that goes whole: with what was tapped, of the outcomes that the page offered."""
    typed, taps = typed_of(child, group, day, posted), posted.getlist(f"noticed-{code_of(child)}")
    if taps:
        offers = of_stage(offers_of(group, day), stage_in(group, child))
        typed.put(noticed(typed.part.text, [one for one in offers if str(one.pk) in taps]))
    return typed


def kept(typed: Typed, desk: ChildDesk, day: date, *, by: Access, at: datetime) -> int:
    """:returns: the status of the answer"""

    def save(text: str, version: int, unheard: Collection[str]) -> Observation:
        return operations.save_observation(
            child=desk.child, group=desk.group, day=day, text=text, version=version, by=by, at=at,
            unheard=unheard,
        )  # fmt: skip

    return typed.save(save, at=at, zone=desk.group.institution.time_zone)
