"""Who is told about absences, and who was not told yet."""

from datetime import datetime


def tell_all(at: datetime) -> None:
    """Nothing yet."""
