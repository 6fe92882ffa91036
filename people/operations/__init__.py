"""Every write about people: one verb each, atomic, told ``by`` whom (an ``Access``)."""

from .adults import add_adult, change_adult, give_role, take_role
from .children import add_child, change_child
from .groups import change_group, lock_groups, open_group
from .institutions import change_institution, create_institution
from .reads import note_reads
from .relations import (
    assign,
    end,
    enrol,
    move,
    record_guardianship,
    restrict,
)

__all__ = [
    "add_adult",
    "add_child",
    "assign",
    "change_adult",
    "change_child",
    "change_group",
    "change_institution",
    "create_institution",
    "end",
    "enrol",
    "give_role",
    "lock_groups",
    "move",
    "note_reads",
    "open_group",
    "record_guardianship",
    "restrict",
    "take_role",
]
