"""A day in an address: ``2026-11-30``, in ASCII digits, of the real calendar."""

from datetime import date


class DayConverter:
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # ValueError: no such day, hence no such page

    def to_url(self, value: date) -> str:
        return value.isoformat()
