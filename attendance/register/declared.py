"""What the register owes and tells."""

from attendance.duties import AttendanceByNine
from attendance.register.asked import CorrectionAsked
from duties import registry
from outbox import kinds


def declare() -> None:
    registry.register(AttendanceByNine())
    kinds.register(CorrectionAsked())
