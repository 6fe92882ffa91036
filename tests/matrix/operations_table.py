"""The second table: every operation × what it is done to × who may. The others get PermissionDenied.

The objects: of the first institution (ours), of the second (theirs), of both at once (mixed), of
the acting person (own). For the register: groups as in ``table``.
"""

from dataclasses import dataclass

from tests.matrix.actors import EVERYBODY, SIGNED_IN
from tests.matrix.table import (
    HEADS,
    IN_A_ROLE,
    NOBODY,
    people,
)

HEAD, THEIR_HEAD = people("head"), people("their_head")
CALENDAR = HEAD | people("superuser")
SIGN_WEEKS, SIGN_THEIR_WEEKS = people("nurse", "clerk"), NOBODY  # the second has none of these here


@dataclass(frozen=True)
class Line:
    operation: str  # module.name
    objects: str
    allowed: frozenset[str]


OPERATIONS = (
    Line("people.add_adult", "ours", HEAD | people("clerk")),  # R8: a nurse
    Line("people.add_adult", "theirs", THEIR_HEAD),
    Line("people.write_name", "ours", HEAD | people("teacher", "substitute")),  # of Ģirts
    Line("people.write_name", "theirs", THEIR_HEAD | people("their_teacher")),
    Line("people.give_role", "ours", HEAD),
    Line("people.give_role", "theirs", THEIR_HEAD),
    Line("people.give_role", "mixed", NOBODY),
    Line("people.give_role", "own", NOBODY),
    Line("people.take_role", "ours", HEAD),
    Line("people.take_role", "theirs", THEIR_HEAD),
    Line("people.take_role", "mixed", NOBODY),
    Line("people.take_role", "own", NOBODY),
    Line("people.add_child", "ours", HEAD),
    Line("people.add_child", "theirs", THEIR_HEAD),
    Line("people.change_child", "ours", HEAD | people("other_teacher")),  # of «Pūcītes» (R9)
    Line("people.change_child", "theirs", THEIR_HEAD),
    Line("people.open_group", "ours", HEAD),
    Line("people.open_group", "theirs", THEIR_HEAD),
    Line("people.change_group", "ours", HEAD),
    Line("people.change_group", "theirs", THEIR_HEAD),
    Line("people.change_institution", "ours", HEAD),
    Line("people.change_institution", "theirs", THEIR_HEAD),
    Line("people.enrol", "ours", HEAD),
    Line("people.enrol", "theirs", THEIR_HEAD),
    Line("people.enrol", "mixed", NOBODY),  # our child, their group
    Line("people.move", "ours", HEAD),
    Line("people.move", "theirs", THEIR_HEAD),
    Line("people.move", "mixed", NOBODY),
    Line("people.assign", "ours", HEAD),
    Line("people.assign", "theirs", THEIR_HEAD),
    Line("people.assign", "mixed", NOBODY),  # their adult, our group
    # a mother of the same group, known to its teacher (R9)
    Line("people.record_guardianship", "ours", HEAD | people("teacher", "substitute")),
    Line("people.record_guardianship", "theirs", THEIR_HEAD | people("their_teacher")),
    Line("people.record_guardianship", "mixed", NOBODY),  # their adult, our child
    Line("people.restrict", "ours", HEAD),
    Line("people.restrict", "theirs", THEIR_HEAD),
    *(
        Line("people.end", f"{kind}/{whose}", allowed)
        for kind in ("enrolment", "assignment", "guardianship", "restriction")
        for whose, allowed in (("ours", HEAD), ("theirs", THEIR_HEAD))
    ),
    Line("duties.except_day", "ours", CALENDAR),
    Line("duties.except_day", "theirs", THEIR_HEAD),
    Line("duties.except_day", "bees", CALENDAR),  # one group's day
    Line("duties.close", "ours", HEAD),  # a year, as its rung demands: administration
    Line("duties.close", "theirs", THEIR_HEAD),
    Line("duties.close", "bees", SIGN_WEEKS),  # a week of a group: nurse and clerk
    Line("duties.close", "their bees", SIGN_THEIR_WEEKS),
    Line("duties.reopen", "ours", HEAD),
    Line("duties.reopen", "theirs", THEIR_HEAD),
    Line("messaging.mark_read", "own", IN_A_ROLE),
    Line("messaging.mark_read", "bees", people("teacher")),  # what this one is told
    Line("messaging.mark_read", "owls", people("other_teacher")),
    Line("messaging.mark_read", "theirs", people("their_teacher")),
    Line("messaging.mark_all_read", "own", EVERYBODY),  # nothing, for those who are told nothing
    Line("messaging.keep_settings", "own", SIGNED_IN),
    Line("messaging.send_again", "bees", HEAD),
    Line("messaging.send_again", "owls", HEAD),
    Line("messaging.send_again", "theirs", THEIR_HEAD),
    Line("messaging.send_all_again", "own", HEADS),  # of the institution one acts in
)

# From the command line or a beat only: they ask nobody, and no page may lead to them.
COMMAND_LINE_ONLY = frozenset(
    {"people.create_institution", "duties.lay_down_moved_days", "agreements.lay_down_first_texts"}
)

# These change nothing, they make others wait; the operations that call them ask.
LOCKS = frozenset({"people.lock_groups"})

# These only keep that something was shown; the page that shows it asks.
WITNESSES = frozenset({"people.note_reads"})

# These ask nobody but what is shown at a door: a one-time link, a PIN, a sign-in that has succeeded.
BY_KEY = frozenset(
    {
        "people.set_key",
        "people.after_new_password",
        "people.make_key_by_hand",
        "people.confirm_email",
        "people.undo_email",
    }
    | {"people.try_pin", "people.note_sign_in", "people.tell_of_guesses"}
)
