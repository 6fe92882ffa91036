"""The entries of a log that is held: put, taken away and put back, skills, outcomes; and what the plan
hears of it. Who may, and whether the day is open, is asked before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from activities.models import DayEntry, DayLog, EntryOutcome
from activities.parts import TEXT, TITLE
from activities.picks import Pick, PickKind
from curriculum.lists import Skill
from people.access import Access
from people.rules.refusals import of_field
from planning import done
from planning.models import PlanChoice, PlanItem
from planning.parts import Choose
from planning.reach import require_area
from planning.rules import clean_text

MOMENT = timedelta.resolution


@dataclass(frozen=True)
class Said:
    """What is said of an entry. ``outcomes``: ids of planned outcomes that it touches."""

    title: str
    area: str = ""
    text: str = ""
    skills: Collection[str] = ()
    outcomes: Collection[int] = ()


def put(log: DayLog, *, by: Access, at: datetime, **facts: Any) -> DayEntry:
    """What supplements a confirmed day is later than its confirmation: a form that was kept at a closed
    door may be older.

    :param facts: columns of the entry
    """
    at = max(at, log.confirmed_at + MOMENT) if log.confirmed_at else at
    text = facts.pop("text", "")
    saved = {"text": text, "version": 1, "saved_at": at, "saved_by": by.user} if text else {}
    return DayEntry.objects.create(
        institution=log.institution, log=log, added_at=at, added_by=by.user, **saved, **facts
    )


def title_of(planned: str) -> str:
    """The words of the plan on one line; of long ones as much as fits."""
    return Truncator(" ".join(planned.split())).chars(TITLE.longest)


def put_back(entry: DayEntry) -> DayEntry:
    """What was ticked away and is ticked again, with all that was said of it."""
    entry.voided_at = entry.voided_by = None
    entry.save(update_fields=["voided_at", "voided_by"])
    return entry


def take_away(entry: DayEntry, *, by: Access, at: datetime) -> None:
    """A form that was kept at a closed door may be older than the entry."""
    entry.voided_at, entry.voided_by = max(at, entry.added_at), by.user
    entry.save(update_fields=["voided_at", "voided_by"])


def outcomes_of(log: DayLog, ids: Iterable[int]) -> dict[int, PlanChoice]:
    """Standing outcomes of the group's plan of the month.

    :raises ValidationError: another group's, another month's, or one that is in the plan no more
    """
    wanted = set(ids)
    planned = PlanChoice.objects.standing().filter(
        pk__in=wanted, kind=Choose.OUTCOME, plan__group=log.group_id,
        plan__month=log.day.replace(day=1),
    )  # fmt: skip
    held = _held(planned.select_related("entry"))
    found = {one.pk: one for one in held} if wanted else {}
    if found.keys() != wanted:
        raise ValidationError(_("This is not in the group's plan of the month."), code="planned")
    return found


def planned_of(log: DayLog, model: type[PlanChoice | PlanItem], pk: int) -> Any:
    """An outcome or item of the group's plan of the month, with the ``skills`` that the plan gives its
    area: they come ticked. What is in the plan no more is found while the day has it. Held until the end
    of the transaction: of two days that tick it, the plan hears of one after the other. One query."""
    known = DayEntry.objects.filter(log=log, **{_SOURCE[model]: OuterRef("pk")})
    skills = PlanChoice.objects.standing().filter(
        plan=OuterRef("plan"), kind=Choose.SKILL, area=OuterRef("area")
    )
    of_plan = Q(plan__group=log.group_id, plan__month=log.day.replace(day=1), voided_at=None)
    found: Any = model.objects.filter(of_plan | Exists(known), pk=pk)
    if model is PlanChoice:
        found = found.filter(kind=Choose.OUTCOME).select_related("entry")
    held = found.select_for_update(of=("self",), no_key=True)
    return held.annotate(skills=ArraySubquery(skills.values("skill"))).first()


_SOURCE: dict[Any, str] = {PlanChoice: "choice", PlanItem: "item"}


def touch(entry: DayEntry, choice: PlanChoice, *, is_on: bool, by: Access, at: datetime) -> bool:
    """:returns: whether it changed anything"""
    row = entry.outcomes.filter(choice=choice).first()
    if is_on and row is None:
        facts = {"institution": entry.institution, "added_at": at, "added_by": by.user}
        EntryOutcome.objects.create(entry=entry, choice=choice, **facts)
    elif row is None or (row.voided_at is None) == is_on:
        return False
    else:
        gone = max(at, row.added_at), by.user
        row.voided_at, row.voided_by = (None, None) if is_on else gone
        row.save(update_fields=["voided_at", "voided_by"])
    return True


def cleaned(said: Said, *, keeps: str | None = None) -> dict[str, Any]:
    """Title, area, text and skills as they are kept.

    :param keeps: the area of an entry that stays what it is of
    :raises ValidationError: what cannot be, at its field
    """
    with of_field("title"):
        title = clean_text(said.title, TITLE)
        if not title:
            raise ValidationError(_("Say what you did."), code="required")
    with of_field("area"):
        area = require_area(said.area) if keeps is None else keeps
    with of_field("text"):
        text = clean_text(said.text, TEXT)
    with of_field("skills"):
        skills = [require_skill(skill) for skill in dict.fromkeys(said.skills)]
    return {"title": title, "area": area, "text": text, "skills": skills}


def require_skill(skill: str) -> str:
    """:raises ValidationError: no such skill"""
    if skill not in Skill.values:
        raise ValidationError(_("Choose one of the transversal skills."), code="skill")
    return skill


def tell_plan(choices: Collection[int] = (), items: Collection[int] = ()) -> None:
    """The newest day on which each was done, by their ids; choices are held already. One query for
    either, none for none."""
    if choices:
        done.note(PlanChoice.objects.filter(pk__in=choices), _newest_of_a_choice())
    if items:
        done.note(PlanItem.objects.filter(pk__in=items), _newest(_standing("item"), "log__day"))


def _newest_of_a_choice() -> Any:
    """By the entry that was ticked for it, or by any that touches it."""
    touched = EntryOutcome.objects.standing().filter(
        choice=OuterRef("pk"), entry__voided_at__isnull=True
    )
    return Greatest(_newest(_standing("choice"), "log__day"), _newest(touched, "entry__log__day"))


def _standing(source: str) -> Any:
    return DayEntry.objects.standing().filter(**{source: OuterRef("pk")})


def _newest(rows: Any, day: str) -> Subquery:
    newest = rows.order_by().values(day).order_by(f"-{day}")[:1]
    return Subquery(newest)


def tell_plan_of(entry: DayEntry, *touched: int) -> None:
    """Of all that the entry says was done, and of what it touched until now. A query more."""
    touches = entry.outcomes.standing().values("choice")
    ticked = [entry.choice_id] if entry.choice_id else []
    said = PlanChoice.objects.filter(Q(pk__in=touches) | Q(pk__in=[*ticked, *touched]))
    choices = _held(said).values_list("pk", flat=True)
    tell_plan(list(choices), [entry.item_id] if entry.item_id else [])


def hold_planned(picks: Iterable[Pick]) -> None:
    """All that a whole form ticks, before the first of it. A query of each kind."""
    for kind, model in ((PickKind.CHOICE, PlanChoice), (PickKind.ITEM, PlanItem)):
        if ids := [one.pk for one in picks if one.kind == kind]:
            list(_held(model._default_manager.filter(pk__in=ids)).values_list("pk"))


def _held(planned: QuerySet[Any]) -> QuerySet[Any]:
    """In one order, so that two days wait for each other and never both."""
    return planned.order_by("pk").select_for_update(of=("self",), no_key=True)
