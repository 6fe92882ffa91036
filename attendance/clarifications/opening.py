"""Finding absences that must be clarified."""

from datetime import datetime


def open_all(at: datetime) -> None:
    """Nothing yet."""
