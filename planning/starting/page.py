"""What a plan can be begun from: one line for each, with what it would bring."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from people.access import Access
from planning.desk import Place
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection
from planning.starting import words
from planning.starting.carrying import ITEM, WHOLE, Scope, undone
from planning.starting.sources import of_other_groups, plan_before, plan_of_last_year, templates

# What is posted; ``LAST_MONTH``: what was left undone in it.
EMPTY, CONTINUE, LAST_MONTH, PLAN = "empty", "continue", "undone", "plan:"


@dataclass(frozen=True)
class Offer:
    """A tap. ``value``: what is posted."""

    value: str
    title: str
    subtitle: str
    icon: str = ""
    symbol: str = ""


class Offers(NamedTuple):
    """Of the group's own past, of the institution's templates, and of other groups."""

    own: list[Offer]
    templates: list[Offer]
    others: list[Offer]


_Count = tuple[str, date | None, date | None, int]  # kind, done on, until, how many


@dataclass
class _Facts:
    """What plans hold, counted by kind, the day it was done and the first one after it. Three queries,
    however many plans."""

    topics: dict[int, str]
    rows: dict[int, list[_Count]]

    @classmethod
    def of(cls, plans: Iterable[MonthPlan]) -> _Facts:
        mine = [plan.pk for plan in plans]
        topics = PlanSection.objects.filter(plan__in=mine, code="topic")
        choices = PlanChoice.objects.standing().filter(plan__in=mine)
        items = PlanItem.objects.standing().filter(plan__in=mine)
        rows: dict[int, list[_Count]] = defaultdict(list)
        chosen = choices.values_list("plan", "kind", "done_on").annotate(n=Count("pk"))
        for plan, kind, done_on, n in chosen:
            rows[plan].append((kind, done_on, None, n))
        # an order of their own would count each by itself
        said = items.order_by().values_list("plan", "done_on", "until").annotate(n=Count("pk"))
        for plan, done_on, until, n in said:
            rows[plan].append((ITEM, done_on, until, n))
        return cls(dict(topics.values_list("plan", "text")), rows)

    def counts(self, plan: MonthPlan, scope: Scope) -> Counter[str]:
        """How much of it would go over."""
        found: Counter[str] = Counter()
        for kind, done_on, until, n in self.rows[plan.pk]:
            found[kind] += n if scope.takes(kind, done_on, until) else 0
        return found


def offers(place: Place, *, access: Access, today: date, continues: bool = False) -> Offers:
    """Each plan once. A constant number of queries.

    :param continues: the plan says already that it continues the month before
    """
    group, month = place.group, place.month
    before, last_year = plan_before(group, month), plan_of_last_year(group, month)
    marked = [plan for plan in templates(group, access=access) if plan != last_year]
    others = [plan for plan in of_other_groups(group, month, access=access) if plan not in marked]
    facts = _Facts.of(plan for plan in (before, last_year, *marked, *others) if plan)
    may_continue = place.reach.whole and not continues
    return Offers(
        [
            *_of_the_month_before(before, facts, today, may_continue=may_continue),
            *_of_last_year(last_year, facts),
        ],
        [_of_a_group(plan, facts) for plan in marked],
        [_of_a_group(plan, facts) for plan in others],
    )


def _of_the_month_before(
    plan: MonthPlan | None, facts: _Facts, today: date, *, may_continue: bool
) -> Iterable[Offer]:
    if plan is None:
        return
    if left := words.counted(facts.counts(plan, undone(today))):
        said = f"{plan.when.title}: {', '.join(left)}"
        yield Offer(LAST_MONTH, _("What was left undone last month"), said, "history")
    if may_continue:
        said = words.continued(plan, facts.topics.get(plan.pk, ""))
        yield Offer(CONTINUE, _("Continue last month"), said, "refresh")


def _of_last_year(plan: MonthPlan | None, facts: _Facts) -> Iterable[Offer]:
    if plan:
        yield Offer(f"{PLAN}{plan.pk}", _("Last year's plan"), _said(plan, facts), "calendar")


def _of_a_group(plan: MonthPlan, facts: _Facts) -> Offer:
    group = plan.group
    return Offer(f"{PLAN}{plan.pk}", group.name, _said(plan, facts), symbol=group.symbol)


def _said(plan: MonthPlan, facts: _Facts) -> str:
    return words.when_and_what(plan, facts.topics.get(plan.pk, ""), facts.counts(plan, WHOLE))
