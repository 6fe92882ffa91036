"""The rights: one row each, who holds it by what. Denied is what is not here."""

from collections.abc import Collection
from enum import Enum, StrEnum, auto
from typing import NamedTuple

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
    VIEW_CATALOGUE = "view_catalogue"
    MANAGE_CATALOGUE = "manage_catalogue"
    VIEW_PLAN = "view_plan"
    VIEW_PLAN_HISTORY = "view_plan_history"
    VIEW_PLAN_NOTES = "view_plan_notes"
    WRITE_PLAN = "write_plan"
    WRITE_PLAN_PART = "write_plan_part"
    VIEW_DAY = "view_day_log"
    VIEW_DAY_HISTORY = "view_day_log_history"
    WRITE_DAY = "write_day_log"
    WRITE_DAY_PART = "write_day_log_part"
    CONFIRM_DAY = "confirm_day_log"
    VIEW_ASSESSMENT = "view_assessment"
    VIEW_ASSESSMENT_HISTORY = "view_assessment_history"
    ASSESS = "assess"
    ASSESS_PART = "assess_part"
    PUBLISH_ASSESSMENT = "publish_assessment"
    VIEW_PHOTO = "view_photo"
    JUDGE_REPORTS = "judge_reports"
    VIEW_TALK = "view_talk"
    VIEW_EVERY_TALK = "view_every_talk"
    VIEW_TALK_HISTORY = "view_talk_history"
    WRITE_TALK = "write_talk"
    FOLLOW_TALK = "follow_talk"
    ANSWER_TALK = "answer_talk"


class Of(Enum):
    """What a right is of."""

    GROUP = auto()  # groups, the children in them, and the adults of the house
    FAMILIES = auto()  # the same, but of adults those of the children's families
    HOUSE = auto()  # an institution as a whole: nothing of a group, a child or an adult in it
    STAFF = auto()  # adults in a staff role: nothing of a group or a child
    ACCOUNTS = auto()  # adults in any role: nothing of a group or a child


class Row(NamedTuple):
    """One right."""

    action: Action
    roles: Collection[str] = ()  # who holds it in the whole institution
    assigned: Collection[int] = ()  # by which assignments, in the group, on their days
    guardians: str | None = None  # of the child: the scope of a restriction that takes it
    of: Of = Of.GROUP
    sight: Action | None = None  # what one must see for a refusal to be 403 rather than 404
    setting: tuple[str, str] | None = None  # a role that has it where the institution lets it


A, K, R = Action, Assignment.Kind, Role
AD, CL, NU = R.ADMIN, R.CLERK, R.NURSE
CHECK, STAFF = (CL, NU), (R.SUPERUSER, AD, R.TEACHER, NU, CL)
TEACH, ASSIST, WORK = (K.TEACHER, K.SUBSTITUTE), frozenset(K) - {K.SPECIALIST}, frozenset(K)
ALWAYS = ""  # no restriction takes it
# The rule names only administration and teachers; an institution may let its clerk (R9).
CLERK_MAY = (CL, "people.clerk_enters_families")

# fmt: off
RIGHTS = (
    Row(A.VIEW_CHILD, (AD, *CHECK), WORK, ALWAYS),
    Row(A.VIEW_WARNING, (AD, NU), ASSIST),
    Row(A.VIEW_ATTENDANCE, (AD, *CHECK), WORK, "whereabouts"),
    Row(A.RECORD_ATTENDANCE, (), ASSIST, sight=A.VIEW_ATTENDANCE),
    Row(A.CORRECT_ATTENDANCE, CHECK, sight=A.VIEW_ATTENDANCE),
    Row(A.VIEW_HISTORY, (AD, *CHECK), ASSIST, sight=A.VIEW_ATTENDANCE),
    Row(A.REPORT_ABSENCE, guardians="whereabouts", sight=A.VIEW_ATTENDANCE),
    Row(A.VIEW_HEALTH_NOTE, CHECK, guardians="whereabouts", sight=A.VIEW_ATTENDANCE),
    Row(A.VIEW_EVACUATION, (AD, *CHECK), WORK),
    Row(A.CLARIFY_ABSENCE, (AD,)),
    Row(A.CLOSE_PERIODS, (AD,), sight=A.VIEW_ATTENDANCE),
    Row(A.OVERSEE_DUTIES, (AD,), sight=A.VIEW_ATTENDANCE),
    Row(A.MANAGE_PEOPLE, (AD,)),
    Row(A.VIEW_CALENDAR, STAFF, guardians=ALWAYS, of=Of.HOUSE),
    Row(A.MANAGE_CALENDAR, (R.SUPERUSER, AD), of=Of.HOUSE, sight=A.VIEW_CALENDAR),
    Row(A.VIEW_KITCHEN, (AD, *CHECK), of=Of.HOUSE),
    Row(A.OPERATE_DELIVERY, (AD,), of=Of.HOUSE),
    Row(A.ENTER_ADMIN_SITE, (AD,), of=Of.HOUSE),
    Row(A.VIEW_DOCUMENTS, STAFF, guardians=ALWAYS, of=Of.HOUSE),
    Row(A.PUBLISH_DOCUMENTS, (AD,), of=Of.HOUSE, sight=A.VIEW_DOCUMENTS),
    Row(A.VIEW_CATALOGUE, (AD, R.TEACHER), of=Of.HOUSE),
    Row(A.MANAGE_CATALOGUE, (AD,), of=Of.HOUSE, sight=A.VIEW_CATALOGUE),
    Row(A.VIEW_PLAN, (AD, R.TEACHER), guardians="whereabouts"),
    Row(A.VIEW_PLAN_HISTORY, (AD, R.TEACHER), sight=A.VIEW_PLAN),
    Row(A.VIEW_PLAN_NOTES, (AD,), WORK, sight=A.VIEW_PLAN),
    Row(A.WRITE_PLAN, (), TEACH, sight=A.VIEW_PLAN),
    Row(A.WRITE_PLAN_PART, (), (*TEACH, K.SPECIALIST), sight=A.VIEW_PLAN),
    Row(A.VIEW_DAY, (AD,), WORK, "whereabouts"),
    Row(A.VIEW_DAY_HISTORY, (AD,), WORK, sight=A.VIEW_DAY),  # its drafts and notes too
    Row(A.WRITE_DAY, (), ASSIST, sight=A.VIEW_DAY),
    Row(A.WRITE_DAY_PART, (), WORK, sight=A.VIEW_DAY),
    Row(A.CONFIRM_DAY, (), TEACH, sight=A.VIEW_DAY),
    Row(A.VIEW_PHOTO, (AD,), WORK, "photos"),
    Row(A.VIEW_ASSESSMENT, (AD,), (*TEACH, K.SPECIALIST), "journal"),
    Row(A.VIEW_ASSESSMENT_HISTORY, (AD,), (*TEACH, K.SPECIALIST), sight=A.VIEW_ASSESSMENT),
    Row(A.ASSESS, (), TEACH, sight=A.VIEW_ASSESSMENT),
    Row(A.ASSESS_PART, (), (*TEACH, K.SPECIALIST), sight=A.VIEW_ASSESSMENT),
    Row(A.PUBLISH_ASSESSMENT, (), TEACH, sight=A.VIEW_ASSESSMENT),
    Row(A.JUDGE_REPORTS, (AD,)),
    Row(A.VIEW_TALK, (AD,), (*TEACH, K.SPECIALIST), "messages"),
    Row(A.VIEW_EVERY_TALK, (AD,), TEACH, sight=A.VIEW_TALK),  # of others too
    Row(A.VIEW_TALK_HISTORY, (AD,), (*TEACH, K.SPECIALIST), sight=A.VIEW_TALK),
    Row(A.WRITE_TALK, (), (*TEACH, K.SPECIALIST), sight=A.VIEW_TALK),  # own ones
    Row(A.FOLLOW_TALK, (), (*TEACH, K.SPECIALIST), sight=A.VIEW_TALK),
    Row(A.ANSWER_TALK, guardians="messages", sight=A.VIEW_TALK),
    Row(A.ENTER_STAFF, (AD, CL), of=Of.STAFF),
    Row(A.INVITE_STAFF, (AD, CL), of=Of.STAFF),
    Row(A.OPERATE_ACCOUNTS, (R.SUPERUSER, AD), of=Of.ACCOUNTS),
    Row(A.ENTER_FAMILIES, (AD,), TEACH, of=Of.FAMILIES, sight=A.VIEW_CHILD, setting=CLERK_MAY),
    Row(A.INVITE_FAMILIES, (AD,), TEACH, of=Of.FAMILIES, sight=A.VIEW_CHILD, setting=CLERK_MAY),
    Row(A.VIEW_CONTACTS, (AD, *CHECK), TEACH, of=Of.FAMILIES, sight=A.VIEW_CHILD),
)
# fmt: on


def _of(*what: Of) -> frozenset[Action]:
    return frozenset(row.action for row in RIGHTS if row.of in what)


BY_ROLE: dict[str, frozenset[Action]] = {
    role: frozenset(row.action for row in RIGHTS if role in row.roles) for role in Role
}
BY_SETTING: dict[str, dict[str, frozenset[Action]]] = {}  # role → setting → what it adds
for _role, _code in {row.setting for row in RIGHTS if row.setting}:
    _added = frozenset(row.action for row in RIGHTS if row.setting == (_role, _code))
    BY_SETTING.setdefault(_role, {})[_code] = _added
BY_ASSIGNMENT: dict[int, frozenset[Action]] = {
    kind: frozenset(row.action for row in RIGHTS if kind in row.assigned) for kind in K
}
BY_GUARDIANSHIP = {r.action: r.guardians or None for r in RIGHTS if r.guardians is not None}
OF_THE_HOUSE, OF_FAMILIES, OF_STAFF = _of(Of.HOUSE), _of(Of.FAMILIES), _of(Of.STAFF)
OF_ACCOUNTS = _of(Of.STAFF, Of.ACCOUNTS)
# What keeps somebody's card or gives them a key: never of whom one could not have made (R8, R13, R35).
KEEPING = frozenset((A.ENTER_STAFF, A.INVITE_STAFF, A.ENTER_FAMILIES, A.INVITE_FAMILIES))
# Staff roles that a right lets one give to somebody new; that of parent comes with a child.
GIVES: dict[Action, frozenset[str]] = {
    A.MANAGE_PEOPLE: frozenset(STAFF),
    A.ENTER_STAFF: frozenset((R.TEACHER, NU, CL)),
}
SIGHT = {row.action: row.sight for row in RIGHTS if row.sight}
