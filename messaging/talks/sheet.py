"""What a talk says to those who took part: a guardian's page, print and PDF say this and nothing else.
What is written for the staff alone is never asked for, so that no page can hold it (R28)."""

from __future__ import annotations

from dataclasses import dataclass

from messaging.models import Talk, TalkAction, TalkAddition, TalkParticipant
from messaging.talks import words
from messaging.talks.parts import SECTIONS

FOR_ALL = tuple(code for code, text in SECTIONS.items() if text.parents)


@dataclass(frozen=True)
class Part:
    """A section that something was written in."""

    label: str
    text: str


@dataclass(frozen=True)
class Sheet:
    talk: Talk
    participants: tuple[TalkParticipant, ...]  # guardians first
    subjects: tuple[str, ...]
    parts: tuple[Part, ...]
    agreed: tuple[TalkAction, ...]
    added: tuple[TalkAddition, ...]  # the oldest first

    @property
    def zone(self) -> str:
        return self.talk.institution.time_zone

    @property
    def guardians(self) -> tuple[TalkParticipant, ...]:
        return tuple(one for one in self.participants if one.is_guardian)

    @property
    def names(self) -> str:
        return words.people(self.participants)

    @property
    def about(self) -> str:
        return ", ".join(self.subjects)


def sheet_of(talk: Talk) -> Sheet:
    """Five queries."""
    written = talk.sections.filter(code__in=FOR_ALL).exclude(text="")
    texts = dict(written.values_list("code", "text"))
    parts = (Part(str(text.label), texts[code]) for code, text in SECTIONS.items() if code in texts)
    people = talk.participants.standing().select_related("user").order_by("-is_guardian", "pk")
    agreed = talk.actions.standing().select_related("user")
    return Sheet(
        talk, tuple(people), tuple(str(one) for one in talk.subjects.standing()), tuple(parts),
        tuple(agreed), tuple(talk.additions.select_related("by")),
    )  # fmt: skip
