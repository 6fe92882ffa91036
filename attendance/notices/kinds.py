"""The notifications that ask guardians something. A letter names no child; Today does."""

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from attendance.notices.open_questions import Asked, guardians, perhaps_ill, unexplained
from duties.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.access import Action
from people.models import Child, Institution, Role

UNEXPLAINED = "absence.unexplained"
STILL_ILL = "absence.still_ill"


class Question(Kind):
    """Of use only today and while nobody has answered, so it is never put off into a summary."""

    roles = frozenset({str(Role.PARENT)})
    modes = (Mode.AT_ONCE, Mode.NEVER)
    letter_label = _("A question about today")  # of health nothing leaves the house
    icon: str

    @abstractmethod
    def asked(self, institution: Institution, at: datetime) -> list[Asked]:
        """The children it is asked about now."""

    def wanted(self, notification: Notification, at: datetime) -> bool:
        today = local_day(at, notification.institution.time_zone)
        if notification.day != today or notification.subject_id is None:
            return False
        still = {one.child_id for one in self.asked(notification.institution, at)}
        answering = guardians([notification.subject_id], today)
        return notification.subject_id in still and notification.person_id in {
            guardian.user_id for guardian in answering
        }

    def present(
        self, notifications: Iterable[Notification], access: Any, at: datetime
    ) -> dict[int, Shown]:
        rows = list(notifications)
        children = Child.objects.visible_to(access, Action.REPORT_ABSENCE)
        seen = children.in_bulk([row.subject_id for row in rows])
        return {
            row.pk: self._shown(row, seen[row.subject_id]) for row in rows if row.subject_id in seen
        }

    def _shown(self, notification: Notification, child: Child) -> Shown:
        day = date_format(notification.day, "j. F") if notification.day else ""
        return Shown(str(self.label), f"{child} · {day}", reverse("today"), self.icon)


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
    told = Notification.objects.unread().filter(
        kind__in=(UNEXPLAINED, STILL_ILL), subject_id__in=ids, day=day
    )
    # whoever is just reading one of them is not waited for: it leads to what was answered
    free = told.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)
    Notification.objects.filter(pk__in=list(free)).update(read_at=at)
