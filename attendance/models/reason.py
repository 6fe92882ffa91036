"""Was the child there, and if not, why."""

from enum import Enum
from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy


class Presence(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "present")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


class Reason(models.TextChoices):
    """Why a child is absent. NULL: not known; ``unexcused`` is decided by nurse or clerk (R23)."""

    ILLNESS = "illness", pgettext_lazy("absence", "illness")
    FAMILY = "family", pgettext_lazy("absence", "family reasons")
    HOLIDAY = "holiday", pgettext_lazy("absence", "holiday")
    DOCTOR = "doctor", pgettext_lazy("absence", "doctor's visit")
    REHABILITATION = "rehab", pgettext_lazy("absence", "rehabilitation")
    QUARANTINE = "quarantine", pgettext_lazy("absence", "quarantine")
    OTHER = "other", pgettext_lazy("absence", "another reason")
    UNEXCUSED = "unexcused", pgettext_lazy("absence", "unexcused")

    @property
    def icon(self) -> str:
        return OFFERS[self].icon


class InCheck(Enum):
    """Where the weekly check offers a reason."""

    FIRST = "at hand"
    MORE = "behind «other»"
    ALONE = "as an act of its own"


class Offer(NamedTuple):
    """How a reason is shown, and who is offered it; nurse and clerk are offered all."""

    icon: str
    in_check: InCheck
    to_parents: bool = True  # who report; nobody but nurse or clerk decides on quarantine, or N
    to_teachers: bool = True
    in_row: bool = False  # at hand in the register: what a teacher usually knows at the door


# whoever adds a reason says so here: without its line nothing starts
OFFERS: dict[Reason, Offer] = {
    Reason.ILLNESS: Offer("temperature", InCheck.FIRST, in_row=True),
    Reason.FAMILY: Offer("home-heart", InCheck.FIRST, in_row=True),
    Reason.HOLIDAY: Offer("beach", InCheck.FIRST),
    Reason.DOCTOR: Offer("stethoscope", InCheck.MORE),
    Reason.REHABILITATION: Offer("run", InCheck.MORE),
    Reason.QUARANTINE: Offer("virus", InCheck.MORE, to_parents=False, to_teachers=False),
    Reason.OTHER: Offer("dots", InCheck.MORE, in_row=True),
    Reason.UNEXCUSED: Offer("alert-triangle", InCheck.ALONE, to_parents=False, to_teachers=False),
}
REASONS_OF_PARENTS = tuple(reason for reason in Reason if OFFERS[reason].to_parents)
REASONS_OF_TEACHERS = tuple(reason for reason in Reason if OFFERS[reason].to_teachers)
REASONS_OF_A_ROW = tuple(reason for reason in Reason if OFFERS[reason].in_row)


def reasons_of_check(place: InCheck) -> list[Reason]:
    return [reason for reason in Reason if OFFERS[reason].in_check is place]
