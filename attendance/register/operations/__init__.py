"""Every write of a register: drafts and the confirmation here, ``times`` of a child's day, ``requests``."""

from attendance.register.marks import Answer
from attendance.register.operations.confirmation import Conflict, Outcome, confirm, draft

__all__ = ["Answer", "Conflict", "Outcome", "confirm", "draft"]
