"""Every write about people: one verb each, atomic, told ``by`` whom (an ``Access``)."""

from .adults import add_adult, give_role, take_role
from .children import (
    add_child,
    allow_pick_up,
    change_child,
    end_pick_up,
    enter_child,
    set_address,
)
from .closing import end_all_sessions, leave, let_in, suspend
from .contacts import (
    accept_email,
    ask_email_change,
    change_phone,
    change_phone_of,
    confirm_email,
    correct_email,
    drop_email_change,
    propose_email,
    undo_email,
)
from .devices import note_sign_in, set_pin, share_device, try_pin, unshare_device
from .groups import change_group, lock_groups, open_group
from .institutions import change_institution, create_institution
from .inviting import ask_for_slips, invite, invite_all
from .joining import (
    accept_joining,
    ask_employee_to_join,
    ask_guardian_to_join,
    decline_joining,
    take_on,
)
from .keys import (
    decide_slip,
    make_key_by_hand,
    revoke_link,
    send_new_key,
    set_key,
)
from .names import accept_name, write_name
from .own_keys import (
    after_new_password,
    answer_passkey_offer,
    end_other_sessions,
    end_own_session,
    report_compromised,
    tell_of_guesses,
)
from .reads import note_reads
from .relations import (
    assign,
    end,
    enrol,
    enter_guardian,
    move,
    prolong,
    record_guardianship,
    restrict,
)

__all__ = [
    "accept_email",
    "accept_joining",
    "accept_name",
    "add_adult",
    "add_child",
    "after_new_password",
    "allow_pick_up",
    "answer_passkey_offer",
    "ask_email_change",
    "ask_employee_to_join",
    "ask_for_slips",
    "ask_guardian_to_join",
    "assign",
    "change_child",
    "change_group",
    "change_institution",
    "change_phone",
    "change_phone_of",
    "confirm_email",
    "correct_email",
    "create_institution",
    "decide_slip",
    "decline_joining",
    "drop_email_change",
    "end",
    "end_all_sessions",
    "end_other_sessions",
    "end_own_session",
    "end_pick_up",
    "enrol",
    "enter_child",
    "enter_guardian",
    "give_role",
    "invite",
    "invite_all",
    "leave",
    "let_in",
    "lock_groups",
    "make_key_by_hand",
    "move",
    "note_reads",
    "note_sign_in",
    "open_group",
    "prolong",
    "propose_email",
    "record_guardianship",
    "report_compromised",
    "restrict",
    "revoke_link",
    "send_new_key",
    "set_address",
    "set_key",
    "set_pin",
    "share_device",
    "suspend",
    "take_on",
    "take_role",
    "tell_of_guesses",
    "try_pin",
    "undo_email",
    "unshare_device",
    "write_name",
]
