"""What the demonstration's plans must show."""

from datetime import date

from ejournal.demo.months.shown import BEING_WRITTEN
from ejournal.demo.months.year import NOT_BEGUN, coming
from ejournal.demo.place import Place
from people.models import Enrolment
from planning.models import MonthPlan, PlanAmendment, PlanChoice, PlanItem, PlanNote, PlanSection

MODELS = (MonthPlan, PlanSection, PlanChoice, PlanItem, PlanNote, PlanAmendment)
NOVEMBER = date(2026, 11, 1)


def submitted(place: Place):
    return MonthPlan.objects.filter(group__in=place.groups).submitted()


def are_in_every_state(place: Place) -> None:
    """And each group can begin from its plan of the year before."""
    assert submitted(place).filter(month__lte=place.today).count() == 3 * len(place.groups)
    late = submitted(place).get(month=NOVEMBER, submitted_at__date__gte=date(2026, 10, 31))
    amended = PlanAmendment.objects.get(plan__month=NOVEMBER).plan
    assert len({late.group_id, amended.group_id, place.groups[BEING_WRITTEN].pk}) == 3
    template = submitted(place).get(is_template=True)
    assert template.template_said_by.username == place.house.head_username
    ahead = MonthPlan.objects.filter(group__in=place.groups, month=coming(place))
    assert ahead.get(submitted_at=None).group == place.groups[BEING_WRITTEN]
    assert not ahead.filter(group=place.groups[NOT_BEGUN]).exists()
    for group in place.groups:
        assert group.continues.plans.submitted().count() == 12
        assert not Enrolment.objects.filter(group=group.continues).exists()
