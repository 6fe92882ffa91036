"""The letter to the caterer."""

from datetime import datetime


def send_all(at: datetime) -> None:
    """Nothing yet."""
