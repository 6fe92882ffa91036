"""What this part owes and tells."""

from attendance.notices.kinds import StillIll, WhyAbsent
from outbox import kinds


def declare() -> None:
    kinds.register(WhyAbsent())
    kinds.register(StillIll())
