"""Taking the head count."""

from datetime import datetime


def take_all(at: datetime) -> None:
    """Nothing yet."""
