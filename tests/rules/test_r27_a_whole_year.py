"""R27 over a whole year of the bulk demonstration: each day that is owed is told or known to be silent, each
entry is of a learning area or of the plan, and every parent reads the days of the own child alone."""

from datetime import date

import pytest
from django.db.models import F

from activities.duties import DayLogBySeven
from activities.models import DayEntry, DayLog
from duties import calendar
from ejournal.demo.bulk.load import make
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.day_logs.course import is_silent
from people.access import Access, Action
from people.models import ChildGroup, Enrolment, Guardianship, Institution
from people.whose_day import days_with_children
from planning.models import PlanChoice
from planning.parts import Choose

DAY = date(2027, 8, 31)
SCALE = Scale(DAY, groups=2, children=1, days=364)  # since the first of September


@pytest.mark.django_db
def test_a_whole_year_of_days():
    make(SCALE)
    groups = list(ChildGroup.objects.order_by("pk"))
    _each_day_is_told_or_known_to_be_silent(groups)
    _each_entry_is_of_an_area_or_of_the_plan()
    _what_was_planned_was_done()
    _each_parent_reads_own_days()


def _each_day_is_told_or_known_to_be_silent(groups: list[ChildGroup]) -> None:
    known = calendar.of(Institution.objects.get(), SCALE.first_day, DAY)
    days, duty = SCALE.past_days(known), DayLogBySeven()
    children = days_with_children(groups, days)
    silent = 0
    for day in days:
        count = {group.pk: len(children[group.pk].get(day, ())) for group in groups}
        told = duty.done(groups, day)
        owing = duty.owing(groups, day, known, count)
        missing = [group for group in owing if group.pk not in told]
        assert all(is_silent(groups.index(group), day, known) for group in missing), day
        assert told.keys() <= {group.pk for group in owing}
        silent += len(missing)
    assert silent == 12  # one of the two, once a month
    assert DayLog.objects.count() == len(days) * len(groups) - silent
    assert not DayLog.objects.filter(released_at=None).exists()


def _each_entry_is_of_an_area_or_of_the_plan() -> None:
    entries = DayEntry.objects.all()
    assert not entries.filter(area="", item=None).exists()
    for planned in ("choice", "item"):
        ticked = entries.exclude(**{planned: None})
        assert ticked.exists()
        of_the_month = ticked.filter(
            **{f"{planned}__plan__group": F("log__group"), f"{planned}__area": F("area")},
            **{f"{planned}__plan__month__month": F("log__day__month")},
        )
        assert of_the_month.count() == ticked.count()
    assert not entries.filter(log__confirmed_at__lt=F("added_at")).exists()


def _what_was_planned_was_done() -> None:
    """But for what is left for the next month."""
    planned = PlanChoice.objects.filter(kind=Choose.OUTCOME, plan__month__lt=DAY.replace(day=1))
    assert 0 < planned.filter(done_on=None).count() < planned.count() // 5
    done = planned.filter(day_entries__log__day__gt=F("done_on"))
    assert not done.exists()


def _each_parent_reads_own_days() -> None:
    group_of = dict(Enrolment.objects.values_list("child", "group"))
    for one in Guardianship.objects.select_related("user"):
        access = Access(one.user, day=DAY, acting_key="parent")
        seen = DayLog.objects.visible_to(access, Action.VIEW_DAY)
        own = DayLog.objects.filter(group=group_of[one.child_id])
        assert set(seen.values_list("pk", flat=True)) == set(own.values_list("pk", flat=True))
        assert own.exists()
