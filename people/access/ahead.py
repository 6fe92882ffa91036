"""What begins later is asked of the person as they will be then: next year's teacher, in August."""

from __future__ import annotations

from datetime import date

from people.access.person import Access


def as_of(access: Access, begins: date) -> Access:
    """Who is asked about a day or period that begins on a day: of what has begun it is who asks today.

    Another day is a question more; whoever asks about many days asks once for each.
    """
    return access.on(begins) if begins > access.day else access
