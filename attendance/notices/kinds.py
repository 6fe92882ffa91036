"""The notifications that ask guardians something. A letter names no child; Today does."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from attendance.notices.open_questions import Asked, perhaps_ill, unexplained
from outbox import queue
from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action
from people.audiences import ToFamilies
from people.models import Child, Institution

UNEXPLAINED = "absence.unexplained"
STILL_ILL = "absence.still_ill"


class Question(ToFamilies):
    """Of use only today and while nobody has answered, so it is never put off into a summary."""

    modes = (Mode.AT_ONCE, Mode.NEVER)
    letter_label = _("A question about today")  # of health nothing leaves the house
    model, action = Child, Action.REPORT_ABSENCE
    icon: str

    @abstractmethod
    def asked(self, institution: Institution, at: datetime) -> list[Asked]:
        """The children it is asked about now."""

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        if told.day != local_day(at, told.institution.time_zone):
            return rows.none()
        return rows.filter(pk__in=[one.child_id for one in self.asked(told.institution, at)])

    def shown(self, row: Child, told: Notification) -> Shown:
        day = date_format(told.day, "j. F") if told.day else ""
        return Shown(str(self.label), f"{row} · {day}", reverse("today"), self.icon)


class WhyAbsent(Question):
    code = UNEXPLAINED
    label = _("Absent today, the reason is not known")
    icon = "alert-circle"

    def asked(self, institution: Institution, at: datetime) -> list[Asked]:
        return unexplained([institution], local_day(at, institution.time_zone))


class StillIll(Question):
    code = STILL_ILL
    label = _("Is the child still ill?")
    icon = "temperature"

    def asked(self, institution: Institution, at: datetime) -> list[Asked]:
        return perhaps_ill([institution], local_day(at, institution.time_zone), at)


def settle(children: Iterable[Child], day: date, *, at: datetime) -> None:
    """Answered by one, it asks for nobody's attention any more."""
    ids = [child.pk for child in children]
    queue.settle(at=at, kind__in=(UNEXPLAINED, STILL_ILL), subject_id__in=ids, day=day)
