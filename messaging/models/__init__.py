"""Talks with parents (R28). What people are told and how lies in ``outbox``."""

from .agreed import TalkAction
from .talk import Talk, TalkParticipant
from .texts import TalkAddition, TalkSection, TalkSubject

__all__ = [
    "Talk", "TalkAction", "TalkAddition", "TalkParticipant", "TalkSection", "TalkSubject",
]  # fmt: skip
