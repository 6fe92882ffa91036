"""Every write of a talk: opened, written part by part while it is a draft, shared, added to, answered."""

from .agreed import Agreed, add_action, change_action, settle_action, take_away_action
from .facts import set_participants, set_subjects, tick
from .opening import delete_draft, move_talk, open_talk
from .sharing import acknowledge, finish, share, take_back
from .texts import add_addition, add_remark, save_section
from .whole import Whole, write

__all__ = [
    "Agreed", "Whole", "acknowledge", "add_action", "add_addition", "add_remark", "change_action",
    "delete_draft", "finish", "move_talk", "open_talk", "save_section", "set_participants",
    "set_subjects", "settle_action", "share", "take_away_action", "take_back", "tick", "write",
]  # fmt: skip
