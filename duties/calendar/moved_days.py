"""Working days moved by the Cabinet, as a start for an institution's own calendar.

They bind state bodies and are only recommended to municipalities, so that each institution says
whether it follows them; people edit the table. Years that are not listed have no known order.
"""

from datetime import date

# (day off, day worked instead)
MOVED_DAYS: tuple[tuple[date, date], ...] = (
    (date(2023, 5, 5), date(2023, 5, 20)),
    (date(2024, 12, 23), date(2024, 12, 14)),
    (date(2024, 12, 30), date(2024, 12, 28)),
    (date(2025, 5, 2), date(2025, 5, 10)),
    (date(2025, 11, 17), date(2025, 11, 8)),
    (date(2026, 1, 2), date(2026, 1, 17)),
    (date(2026, 6, 22), date(2026, 6, 27)),
)
