"""The writes of the weekly check, each a named act of nurse or clerk."""

from attendance.check.operations.corrections import (
    Decision,
    Meanwhile,
    answer_request,
    correct,
    settle,
)
from attendance.check.operations.illness import (
    declare_quarantine,
    end_quarantine,
    see_doctors_note,
    unsee_doctors_note,
)
from attendance.check.operations.signature import sign

__all__ = [
    "Decision",
    "Meanwhile",
    "answer_request",
    "correct",
    "declare_quarantine",
    "end_quarantine",
    "see_doctors_note",
    "settle",
    "sign",
    "unsee_doctors_note",
]
