"""Every write of a plan: opened, written part by part while it is a draft, submitted, amended,
marked as a template."""

from .choices import choose, drop
from .items import add_item, change_item, take_away_item
from .opening import open_plan
from .sections import save_held, save_note, save_section
from .submitting import submit
from .templates import mark_template, unmark_template
from .whole import amend, write

__all__ = [
    "add_item", "amend", "change_item", "choose", "drop", "mark_template", "open_plan", "save_held",
    "save_note", "save_section", "submit", "take_away_item", "unmark_template", "write",
]  # fmt: skip
