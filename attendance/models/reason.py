"""Was the child there, and if not, why."""

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


# what a parent may give; nobody but nurse or clerk decides that there was no excuse, or quarantine
REASONS_OF_PARENTS = (
    Reason.ILLNESS,
    Reason.FAMILY,
    Reason.HOLIDAY,
    Reason.DOCTOR,
    Reason.REHABILITATION,
    Reason.OTHER,
)
