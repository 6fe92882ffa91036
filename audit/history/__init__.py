"""An entry's life, read from the trail: its steps (old and new, who, when) and its versions.

What a model says of itself, beside its fields:

- ``trail_parts``: related name → what to load with each, so that its history tells of these rows too
  (``entries__outcomes``: of parts of its parts);
- ``trail_name``, of a part: how it is called there. A part goes when it is deleted or ``voided_at`` is set;
- ``trail_in_name``, of a part: fields that its name says already;
- ``trail_expected``, of a part: values it begins with that need not be told;
- ``trail_joins``: saves of one person within this time are one step (default: each save is one);
- ``trail_versions``: its versions as (row, field, title). A version is what stood right after the request
  that wrote this moment into this field of this row: ``(plan, "submitted_at", "submitted")``,
  ``(amendment, "at", amendment.reason)``; a field that is empty yet is no version. Who did it is the row's
  own word (``submitted_by``, ``by``); the table must be tracked.
"""

from .sight import action_for, model_of
from .steps import Step, life_of, steps
from .telling import Change, Telling
from .trail import Trail, house_of, read, role_in_words
from .versions import Version, between, versions

__all__ = [
    "Change", "Step", "Telling", "Trail", "Version", "action_for", "between", "house_of", "life_of",
    "model_of", "read", "role_in_words", "steps", "versions",
]  # fmt: skip
