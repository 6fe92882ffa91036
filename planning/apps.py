from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = _("Planning")

    def ready(self) -> None:
        """What it owes, what a worker makes of it, and what it has on the calendar's page."""
        from documents import registry as documents
        from duties import registry as duties
        from duties.calendar import registry as calendar
        from manners import fields
        from manners import registry as manners
        from planning.board.kinds import PlansOfAll
        from planning.duties import MonthPlanDue
        from planning.reading import kinds
        from planning.reading.calendar import items_of_plans
        from planning.wording import SENT, OfAPlan

        duties.register(MonthPlanDue())
        for kind in (*kinds.KINDS, PlansOfAll()):
            documents.register(kind)
        calendar.register(items_of_plans)
        manners.register(OfAPlan())
        fields.register(*SENT)
