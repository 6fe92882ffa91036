"""The three tables: what a role, an assignment, a guardianship allows. Denied is what is not here."""

from enum import StrEnum

from people.models import Assignment, Role


class Action(StrEnum):
    """What can be asked. The value is the codename of the permission on ``Institution``."""

    VIEW_CHILD = "view_child_card"
    VIEW_WARNING = "view_operational_warning"
    VIEW_ATTENDANCE = "view_attendance"
    RECORD_ATTENDANCE = "record_attendance"
    CORRECT_ATTENDANCE = "correct_attendance"
    VIEW_HISTORY = "view_history"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CALENDAR = "manage_calendar"
    ENTER_ADMIN_SITE = "enter_admin_site"
    OVERSEE_DUTIES = "oversee_duties"
    OPERATE_DELIVERY = "operate_delivery"
    VIEW_CALENDAR = "view_calendar"
    CLOSE_PERIODS = "close_periods"
    REPORT_ABSENCE = "report_absence"
    VIEW_HEALTH_NOTE = "view_health_note"
    VIEW_KITCHEN = "view_kitchen"
    VIEW_EVACUATION = "view_evacuation"
    CLARIFY_ABSENCE = "clarify_absence"
    ENTER_STAFF = "enter_staff"
    ENTER_FAMILIES = "enter_families"
    VIEW_CONTACTS = "view_contacts"
    INVITE_STAFF = "invite_staff"
    INVITE_FAMILIES = "invite_families"
    OPERATE_ACCOUNTS = "operate_accounts"
    VIEW_DOCUMENTS = "view_documents"
    PUBLISH_DOCUMENTS = "publish_documents"


A, K = Action, Assignment.Kind

_CHECKS = frozenset(
    {A.VIEW_CHILD, A.VIEW_ATTENDANCE, A.CORRECT_ATTENDANCE, A.VIEW_HISTORY, A.VIEW_CALENDAR}
    | {A.VIEW_DOCUMENTS, A.VIEW_HEALTH_NOTE, A.VIEW_KITCHEN, A.VIEW_EVACUATION}
)
BY_ROLE: dict[str, frozenset[Action]] = {  # in the whole institution
    Role.SUPERUSER: frozenset(
        {A.VIEW_CALENDAR, A.MANAGE_CALENDAR, A.OPERATE_ACCOUNTS, A.VIEW_DOCUMENTS}
    ),
    Role.ADMIN: frozenset(
        {A.VIEW_CHILD, A.VIEW_WARNING, A.VIEW_ATTENDANCE, A.VIEW_HISTORY}
        | {A.MANAGE_PEOPLE, A.MANAGE_CALENDAR, A.ENTER_ADMIN_SITE}
        | {A.OVERSEE_DUTIES, A.OPERATE_DELIVERY, A.VIEW_CALENDAR, A.CLOSE_PERIODS}
        | {A.VIEW_KITCHEN, A.VIEW_EVACUATION, A.CLARIFY_ABSENCE}
        | {A.ENTER_STAFF, A.ENTER_FAMILIES, A.VIEW_CONTACTS}
        | {A.VIEW_DOCUMENTS, A.PUBLISH_DOCUMENTS}
        | {A.INVITE_STAFF, A.INVITE_FAMILIES, A.OPERATE_ACCOUNTS}
    ),
    Role.TEACHER: frozenset({A.VIEW_CALENDAR, A.VIEW_DOCUMENTS}),
    Role.NURSE: _CHECKS | {A.VIEW_WARNING, A.VIEW_CONTACTS},
    Role.CLERK: _CHECKS | {A.ENTER_STAFF, A.INVITE_STAFF, A.VIEW_CONTACTS},
    Role.PARENT: frozenset(),
}

# The rule names only administration and teachers; an institution may let its clerk (R9).
BY_SETTING: dict[str, dict[str, frozenset[Action]]] = {  # role → setting → what it adds
    Role.CLERK: {"people.clerk_enters_families": frozenset({A.ENTER_FAMILIES, A.INVITE_FAMILIES})},
}

_ASSISTS = frozenset(
    {A.VIEW_CHILD, A.VIEW_WARNING, A.VIEW_ATTENDANCE, A.RECORD_ATTENDANCE, A.VIEW_HISTORY}
    | {A.VIEW_EVACUATION}
)
_TEACHES = _ASSISTS | {A.ENTER_FAMILIES, A.INVITE_FAMILIES, A.VIEW_CONTACTS}
BY_ASSIGNMENT: dict[int, frozenset[Action]] = {  # in the group, on the days of the assignment
    K.TEACHER: _TEACHES,
    K.SUBSTITUTE: _TEACHES,
    K.ASSISTANT: _ASSISTS,
    K.SPECIALIST: frozenset({A.VIEW_CHILD, A.VIEW_ATTENDANCE, A.VIEW_EVACUATION}),
}

BY_GUARDIANSHIP: dict[Action, str | None] = {  # action → the scope of a restriction that takes it
    A.VIEW_CHILD: None,
    A.VIEW_ATTENDANCE: "whereabouts",
    A.REPORT_ABSENCE: "whereabouts",
    A.VIEW_HEALTH_NOTE: "whereabouts",
    A.VIEW_CALENDAR: None,
    A.VIEW_DOCUMENTS: None,
}

# Of an institution as a whole: they say nothing of a group, a child or an adult in it.
OF_THE_HOUSE = frozenset(
    {A.VIEW_CALENDAR, A.MANAGE_CALENDAR, A.VIEW_KITCHEN, A.OPERATE_DELIVERY, A.ENTER_ADMIN_SITE}
    | {A.VIEW_DOCUMENTS, A.PUBLISH_DOCUMENTS}
)

# Of adults in a staff role, of adults of children's families, of both alike.
OF_STAFF = frozenset({A.ENTER_STAFF, A.INVITE_STAFF})
OF_FAMILIES = frozenset({A.ENTER_FAMILIES, A.INVITE_FAMILIES, A.VIEW_CONTACTS})
OF_ACCOUNTS = OF_STAFF | {A.OPERATE_ACCOUNTS}  # they say nothing of a group or a child

SIGHT: dict[Action, Action] = {  # what one must see for a refusal to be 403 rather than 404
    A.RECORD_ATTENDANCE: A.VIEW_ATTENDANCE,
    A.CORRECT_ATTENDANCE: A.VIEW_ATTENDANCE,
    A.VIEW_HISTORY: A.VIEW_ATTENDANCE,
    A.REPORT_ABSENCE: A.VIEW_ATTENDANCE,
    A.VIEW_HEALTH_NOTE: A.VIEW_ATTENDANCE,
    A.CLOSE_PERIODS: A.VIEW_ATTENDANCE,
    A.OVERSEE_DUTIES: A.VIEW_ATTENDANCE,
    A.MANAGE_CALENDAR: A.VIEW_CALENDAR,
    A.PUBLISH_DOCUMENTS: A.VIEW_DOCUMENTS,
    A.ENTER_FAMILIES: A.VIEW_CHILD,
    A.INVITE_FAMILIES: A.VIEW_CHILD,
    A.VIEW_CONTACTS: A.VIEW_CHILD,
}
