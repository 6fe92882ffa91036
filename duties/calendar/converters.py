"""Days and months in addresses, in ASCII digits, of the real calendar."""

from datetime import date


class DayConverter:
    """A day: ``2026-11-30``."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # ValueError: no such day, hence no such page

    def to_url(self, value: date) -> str:
        return value.isoformat()


class MonthConverter:
    """A month: ``2026-11``; its first day in code."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"
