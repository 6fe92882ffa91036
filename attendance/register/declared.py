"""What the register owes and tells."""

from attendance.duties import AttendanceByNine
from duties import registry


def declare() -> None:
    registry.register(AttendanceByNine())
