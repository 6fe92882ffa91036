"""Local time of an institution, as ``outbox.clock`` says it. Only this app computes with hours."""

from outbox.clock import ONE_DAY, ONE_SECOND, local_day, local_time, moment, next_midnight

__all__ = ["ONE_DAY", "ONE_SECOND", "local_day", "local_time", "moment", "next_midnight"]
