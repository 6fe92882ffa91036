"""What a tap on a talk's page means: «guardian:12», «subject:behaviour», «name:7»."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from messaging.talks.parts import Subject
from people.requests import id_of

MOST = 200  # taps in a form


class PickKind(StrEnum):
    GUARDIAN = "guardian"
    STAFF = "staff"
    NAME = "name"  # by its row
    SUBJECT = "subject"
    OWN = "own"  # by its row


OF_PEOPLE = (PickKind.GUARDIAN, PickKind.STAFF, PickKind.NAME)


@dataclass(frozen=True)
class Pick:
    kind: PickKind
    value: str

    @classmethod
    def of(cls, token: str) -> Pick:
        """:raises ValueError: nothing such can be chosen"""
        kind, _colon, value = token.partition(":")
        found = cls(PickKind(kind), value)
        known = value in Subject.values if found.kind == PickKind.SUBJECT else id_of(value)
        if not known or value == Subject.OWN:
            raise ValueError(token)
        return found

    @property
    def key(self) -> int | str:
        """An id, or the code of a subject."""
        return self.value if self.kind == PickKind.SUBJECT else id_of(self.value)

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.value}"
