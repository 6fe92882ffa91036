"""Many talks written at once, with all they hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ejournal.demo.months.writing import Put, in_bulk
from ejournal.demo.talks.rows import (
    Held,
    actions,
    additions,
    participants,
    read,
    sections,
    subjects,
)
from messaging.models import (
    Talk,
    TalkAction,
    TalkAddition,
    TalkParticipant,
    TalkSection,
    TalkSubject,
)
from outbox.models import Seen

_ROWS = {
    TalkParticipant: participants, TalkSubject: subjects, TalkSection: sections,
    TalkAction: actions, TalkAddition: additions, Seen: read,
}  # fmt: skip


def write(every: Sequence[Held], put: Put = in_bulk) -> list[Talk]:
    """Operations would take minutes late in the year.

    :param put: writes rows of one model
    """
    talks = Talk.objects.bulk_create([held.talk for held in every], batch_size=2000)
    pairs = list(zip(every, talks, strict=True))
    for model, rows in _ROWS.items():
        put(model, chain.from_iterable(rows(*pair) for pair in pairs))
    return talks
