"""Facts of attendance. Every row carries its institution; journal rows their day."""

from .check import CorrectionRequest, DoctorsNote, GroupQuarantine
from .clarification import Clarification, ClarificationStep
from .kitchen import HeadCount, HeadCountLine
from .notice import AbsenceNotice, HealthNote, Reply
from .reason import Presence, Reason
from .register import Mark, Register

__all__ = [
    "AbsenceNotice",
    "Clarification",
    "ClarificationStep",
    "CorrectionRequest",
    "DoctorsNote",
    "GroupQuarantine",
    "HeadCount",
    "HeadCountLine",
    "HealthNote",
    "Mark",
    "Presence",
    "Reason",
    "Register",
    "Reply",
]
