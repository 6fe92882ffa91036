from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Days")

    def ready(self) -> None:
        """What it owes, what it tells, what can be taken back for a minute; what a worker makes of it, and
        what it has on the calendar's page."""
        from activities import kinds
        from activities.duties import DayLogBySeven
        from activities.models import DayLog
        from activities.photos.kinds import DayPicture
        from activities.photos.reporting import OfAPhoto
        from activities.week.calendar import items_of_days
        from activities.week.kinds import WeekPaper
        from activities.wording import SENT, OfADay
        from documents import registry as documents
        from duties import registry as duties
        from duties.calendar import registry as calendar
        from manners import fields
        from manners import registry as manners
        from outbox import grace
        from outbox import registry as outbox

        duties.register(DayLogBySeven())
        outbox.register(kinds.DayIsThere())
        grace.register(DayLog, kinds.tell_families)
        documents.register(WeekPaper())
        documents.register(DayPicture())
        manners.register(OfAPhoto())
        calendar.register(items_of_days)
        manners.register(OfADay())
        fields.register(*SENT)
