"""What one tap means, as a page names it: «choice:12» a planned outcome, «item:5» a planned item, «again:7»
an entry of an earlier day; «skill:9:KD» a skill of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from people.requests import id_of

MOST = 500  # of one page: more than any plan of a month holds with its skills


class PickKind(StrEnum):
    CHOICE = "choice"
    ITEM = "item"
    AGAIN = "again"
    SKILL = "skill"  # of an entry


@dataclass(frozen=True)
class Pick:
    kind: PickKind
    pk: int  # of what is ticked; of a skill, of its entry
    more: str = ""  # the skill

    @classmethod
    def of(cls, token: str) -> Self:
        """:raises ValueError: no such thing"""
        head, *rest = token.split(":")
        kind = PickKind(head)
        if len(rest) != (2 if kind == PickKind.SKILL else 1):
            raise ValueError(token)
        return cls(kind, id_of(rest[0]), *rest[1:])

    def __str__(self) -> str:
        return ":".join([self.kind, str(self.pk), *filter(None, [self.more])])
