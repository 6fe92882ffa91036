"""How each act is told: one list. Of a request that wrote several kinds of entries the first is told.

A kind's events are sorted into words by ``word``; what has no word here is not told. A test fails on a
tracked model that is neither here nor in ``SILENT``.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db.models import F, Q, Value
from django.utils.translation import pgettext_lazy

from activities import models as activities
from agreements import models as agreements
from assessment import models as assessment
from attendance import models as attendance
from audit.activity import links
from audit.activity.kind import DELETED, ELSE, INSERTED, OWN, Kind, case, was
from curriculum import models as curriculum
from duties import models as duties
from manners import models as manners
from messaging import models as messaging
from outbox import models as outbox
from people import models as people
from planning import models as planning

WROTE_A_PLAN = pgettext_lazy("act", "wrote a month plan")
WROTE_A_DAY = pgettext_lazy("act", "wrote a day's log")
WROTE_A_TALK = pgettext_lazy("act", "wrote down a talk with parents")
DAY, DAYS, OF_A_LOG, OF_A_TALK = ("day",), ("since", "until"), ("log__day",), ("talk__day",)

# fmt: off
KINDS = (
    # --- attendance ----------------------------------------------------------------------------
    Kind(attendance.CorrectionRequest, {
        "granted": pgettext_lazy("act", "made a correction that was asked for"),
        "refused": pgettext_lazy("act", "refused a correction that was asked for"),
        "delete": pgettext_lazy("act", "took back a request for a correction"),
        "asked": pgettext_lazy("act", "asked for a correction"),
    }, case(
        (DELETED, "delete"), (Q(granted=True), "granted"), (Q(granted=False), "refused"), (ELSE, "asked"),
    ), child="child", group="register__group", days=DAY, link=links.register),
    Kind(attendance.AbsenceNotice, {
        "changed": pgettext_lazy("act", "changed a notice of absence"),
        "reported": pgettext_lazy("act", "reported an absence"),
        "update": pgettext_lazy("act", "withdrew a notice of absence"),
    }, case((INSERTED & Q(replaces__isnull=True), "reported"), (INSERTED, "changed")),
        child="child", days=DAYS, link=links.month),
    Kind(attendance.Reply, {"insert": pgettext_lazy("act", "answered why the child is absent")},
         child="child", days=DAY, link=links.month),
    Kind(attendance.HealthNote, {"insert": pgettext_lazy("act", "added a note to a notice of absence")},
         child="notice__child", link=links.month),
    Kind(attendance.DoctorsNote, {
        "insert": pgettext_lazy("act", "recorded a doctor's note"),
        "delete": pgettext_lazy("act", "removed a recorded doctor's note"),
    }, child="child", days=DAYS, link=links.card),
    Kind(attendance.GroupQuarantine, {
        "insert": pgettext_lazy("act", "declared a quarantine"),
        "update": pgettext_lazy("act", "withdrew a quarantine"),
    }, group="group", days=DAYS, link=links.check),
    Kind(duties.Closure, {
        "reopened": pgettext_lazy("act", "reopened a closed period"),
        "week": pgettext_lazy("act", "signed a week"),
        "month": pgettext_lazy("act", "closed a month"),
        "year": pgettext_lazy("act", "sealed a school year"),
    }, case(
        (Q(reopened_at__isnull=False), "reopened"), (Q(kind=1), "week"), (Q(kind=2), "month"), (ELSE, "year"),
    ), group="group", days=DAYS, link=links.closed),
    Kind(attendance.ClarificationStep, {"insert": pgettext_lazy("act", "recorded a step of a clarification")},
         child="clarification__child", days=DAY, link=links.card),
    Kind(attendance.Clarification, {"update": pgettext_lazy("act", "closed a clarification of an absence")},
         child="child", link=links.clarification),
    Kind(attendance.Register, {
        "confirmed": pgettext_lazy("act", "confirmed attendance"),
        "corrected": pgettext_lazy("act", "corrected attendance"),
        "draft": pgettext_lazy("act", "marked attendance (draft)"),
    }, case(
        (Q(first_confirmed_at=None), "draft"), (Q(first_confirmed_at=F("saved_at")), "confirmed"),
        (ELSE, "corrected"),
    ), group="group", days=DAY, link=links.register),
    Kind(attendance.Mark, {
        "settled": pgettext_lazy("act", "checked an entry"),
        "corrected": pgettext_lazy("act", "corrected an entry"),
    }, case((Q(settled_at__isnull=False), "settled"), (ELSE, "corrected")),
        child="child", group="register__group", days=DAY, link=links.register),
    Kind(attendance.HeadCount, {"update": pgettext_lazy("act", "sent the head count to the caterer again")},
         days=DAY, link=links.kitchen),
    # --- calendar and documents ----------------------------------------------------------------
    Kind(duties.CalendarCheck, {"insert": pgettext_lazy("act", "checked the calendar of a school year")}),
    Kind(duties.CalendarException, {
        "insert": pgettext_lazy("act", "entered a day in the calendar"),
        "update": pgettext_lazy("act", "changed a day in the calendar"),
        "delete": pgettext_lazy("act", "removed a day from the calendar"),
    }, group="group", days=DAY, link=links.calendar),
    Kind(agreements.Version, {"insert": pgettext_lazy("act", "published a document")}, link=links.documents),
    Kind(agreements.Acknowledgement, {"insert": pgettext_lazy("act", "acknowledged a document")},
         link=links.documents),
    Kind(manners.Report, {
        "reported": pgettext_lazy("act", "reported something"),
        "flagged": pgettext_lazy("act", "sent a word from the word list all the same"),
        "decided": pgettext_lazy("act", "decided about what was reported"),
        "taken": pgettext_lazy("act", "took something out of the journal"),
    }, case((INSERTED & Q(by__isnull=True), "flagged"), (INSERTED & Q(outcome=""), "reported"),
            (INSERTED, "taken"), (ELSE, "decided")),
        link=links.report),
    Kind(manners.Stem, {
        "insert": pgettext_lazy("act", "added to the word list"),
        "update": pgettext_lazy("act", "changed the word list"),
    }),
    # --- the day's log: what a tap writes into the plan is told by the day, which stands before it ---
    Kind(activities.DayAmendment, {"insert": pgettext_lazy("act", "changed a confirmed day")},
         group="log__group", days=OF_A_LOG, link=links.day),
    Kind(activities.DayPhoto, {
        "insert": pgettext_lazy("act", "added a photo of a day"),
        "deleted": pgettext_lazy("act", "deleted a photo of a day"),
        "confirmed": pgettext_lazy("act", "confirmed a photo of a day"),
        "update": pgettext_lazy("act", "changed a photo of a day"),
    }, case((Q(voided_at__isnull=False), "deleted"), (INSERTED, "insert"),
            (Q(confirmed_at__isnull=False, hidden_at__isnull=True), "confirmed")),
        group="log__group", days=OF_A_LOG, link=links.day),
    Kind(activities.DayLog, {
        "confirmed": pgettext_lazy("act", "confirmed a day"),
        "insert": pgettext_lazy("act", "began a day's log"),
        "update": pgettext_lazy("act", "took back the confirmation of a day"),
    }, case((Q(confirmed_at__isnull=False), "confirmed")), group="group", days=DAY, link=links.day),
    *(
        Kind(part, {"any": WROTE_A_DAY}, Value("any"),
             group=f"{path}__group", days=(f"{path}__day",), link=links.day)
        for part, path in ((activities.DayEntry, "log"), (activities.EntryOutcome, "entry__log"))
    ),
    Kind(activities.DayNote, {
        "update": pgettext_lazy("act", "wrote a note to colleagues about a day"),
    }, group="log__group", days=OF_A_LOG, link=links.day),
    # --- assessment: what a publication takes along is told by it ----------------------------------
    Kind(assessment.Publication, {
        "published": pgettext_lazy("act", "published assessment to parents"),
        "back": pgettext_lazy("act", "took back what was published of assessment"),
        "idea": pgettext_lazy("act", "wrote an idea for home"),
        "away": pgettext_lazy("act", "took an idea for home away"),
    }, case(
        (Q(voided_at__isnull=False), "away"), (Q(published_at__isnull=False), "published"),
        (was(assessment.Publication, "version", published_at__isnull=False), "back"), (ELSE, "idea"),
    ), child="child", link=links.learned),
    Kind(assessment.Assessment, {
        "assessed": pgettext_lazy("act", "assessed"),
        "away": pgettext_lazy("act", "took an assessment away"),
    }, case((Q(voided_at__isnull=True), "assessed"), (ELSE, "away")),
        child="child", days=DAY, link=links.learned),
    Kind(assessment.Observation, {
        "observed": pgettext_lazy("act", "wrote an observation"),
        "away": pgettext_lazy("act", "took an observation away"),
    }, case((Q(voided_at__isnull=True), "observed"), (ELSE, "away")),
        child="child", days=DAY, link=links.learned),
    # --- talks with parents: typing and taps in a row are one line ---------------------------------
    Kind(messaging.TalkAddition, {
        "remark": pgettext_lazy("act", "added a remark to a talk"),
        "insert": pgettext_lazy("act", "supplemented a talk with parents"),
    }, case((Q(is_remark=True), "remark")), child="talk__child", group="talk__group", days=OF_A_TALK,
        link=links.talks),
    Kind(messaging.Talk, {
        "deleted": pgettext_lazy("act", "deleted the draft of a talk"),
        "shared": pgettext_lazy("act", "shared a talk with parents"),
        "insert": pgettext_lazy("act", "began to write down a talk"),
        "back": pgettext_lazy("act", "took back what was shared of a talk"),
        "finished": pgettext_lazy("act", "finished a talk without sharing it"),
        "update": WROTE_A_TALK,
    }, case(
        (Q(voided_at__isnull=False), "deleted"), (Q(shared_at__isnull=False), "shared"),
        (INSERTED, "insert"), (was(messaging.Talk, "day", shared_at__isnull=False), "back"),
        (Q(finished_at__isnull=False), "finished"),
    ), child="child", group="group", days=DAY, link=links.talks),
    Kind(messaging.TalkAction, {
        "settled": pgettext_lazy("act", "settled what was agreed in a talk"), "any": WROTE_A_TALK,
    }, case((Q(settled_at__isnull=False), "settled"), (ELSE, "any")),
        child="talk__child", group="talk__group", days=OF_A_TALK, link=links.talks),
    *(
        Kind(part, {"any": WROTE_A_TALK}, Value("any"), child="talk__child", group="talk__group",
             days=OF_A_TALK, link=links.talks)
        for part in (messaging.TalkSection, messaging.TalkParticipant, messaging.TalkSubject)
    ),
    # --- plans: typing, taps and items in a row are one line --------------------------------------
    Kind(planning.PlanAmendment, {"insert": pgettext_lazy("act", "supplemented a submitted month plan")},
         group="plan__group", month="plan__month", link=links.plan),
    Kind(planning.MonthPlan, {
        "marked": pgettext_lazy("act", "marked a month plan as a template"),
        "unmarked": pgettext_lazy("act", "removed a month plan from the templates"),
        "submitted": pgettext_lazy("act", "submitted a month plan"),
        "insert": pgettext_lazy("act", "began a month plan"),
        "update": WROTE_A_PLAN,
    }, case((Q(is_template=True), "marked"), (Q(template_said_at__isnull=False), "unmarked"),
             (Q(submitted_at__isnull=False), "submitted")), group="group", month="month", link=links.plan),
    *(
        Kind(part, {"any": WROTE_A_PLAN}, Value("any"), group="plan__group", month="plan__month",
             link=links.plan)
        for part in (planning.PlanSection, planning.PlanChoice, planning.PlanItem)
    ),
    Kind(planning.PlanNote, {"any": pgettext_lazy("act", "wrote a note on a child in a month plan")},
         Value("any"), child="child", group="plan__group", month="plan__month", link=links.plan),
    # --- the catalogue -------------------------------------------------------------------------
    Kind(curriculum.Hidden, {
        "insert": pgettext_lazy("act", "left an entry of the catalogue out"),
        "delete": pgettext_lazy("act", "took an entry of the catalogue up again"),
    }, link=links.catalogue),
    Kind(curriculum.Entry, {
        "insert": pgettext_lazy("act", "worded an entry of the catalogue"),
        "update": pgettext_lazy("act", "retired an entry of the catalogue"),
    }, link=links.catalogue),
    Kind(curriculum.Specialism, {
        "insert": pgettext_lazy("act", "gave a specialist a learning area"),
        "delete": pgettext_lazy("act", "took a learning area from a specialist"),
    }, person="user", link=links.adult),
    # --- people --------------------------------------------------------------------------------
    Kind(people.Restriction, {
        "insert": pgettext_lazy("act", "entered a restriction"),
        "ended": pgettext_lazy("act", "ended a restriction"),
        "update": pgettext_lazy("act", "prolonged a restriction"),
    }, case((INSERTED, "insert"), (Q(until__isnull=False), "ended")),
        child="guardianship__child", link=links.card),
    Kind(people.Exclusion, {
        "left": pgettext_lazy("act", "closed an account"),
        "suspended": pgettext_lazy("act", "suspended an account"),
        "update": pgettext_lazy("act", "let a person in again"),
    }, case((INSERTED & Q(kind=1), "left"), (INSERTED, "suspended")), person="user", link=links.adult),
    Kind(people.Joining, {
        "accepted": pgettext_lazy("act", "agreed to join a preschool"),
        "declined": pgettext_lazy("act", "declined to join a preschool"),
        "insert": pgettext_lazy("act", "asked a person to join the preschool"),
    }, case((Q(accepted_at__isnull=False), "accepted"), (Q(declined_at__isnull=False), "declined"))),
    Kind(people.Child, {
        "insert": pgettext_lazy("act", "entered a child"),
        "update": pgettext_lazy("act", "changed a child's card"),
    }, child="pgh_obj", link=links.card),
    Kind(people.Guardianship, {
        "insert": pgettext_lazy("act", "entered who answers for a child"),
        "update": pgettext_lazy("act", "changed who answers for a child"),
    }, child="child", link=links.card),
    Kind(people.PickUpPerson, {
        "insert": pgettext_lazy("act", "entered who may fetch a child"),
        "update": pgettext_lazy("act", "ended that a person may fetch a child"),
    }, child="child", link=links.card),
    Kind(people.Address, {
        "insert": pgettext_lazy("act", "entered a child's address"),
        "update": pgettext_lazy("act", "changed a child's address"),
    }, child="child", link=links.card),
    Kind(people.Enrolment, {
        "insert": pgettext_lazy("act", "placed a child in a group"),
        "update": pgettext_lazy("act", "changed a child's time in a group"),
    }, child="child", group="group", link=links.card),
    Kind(people.Assignment, {
        "insert": pgettext_lazy("act", "assigned a person to a group"),
        "update": pgettext_lazy("act", "changed work in a group"),
    }, group="group", person="user", link=links.adult),
    Kind(people.User, {"insert": pgettext_lazy("act", "entered a person")},
         person="pgh_obj", link=links.adult),
    Kind(people.ContactChange, {
        OWN: pgettext_lazy("act", "changed one's own contact data"),
        "insert": pgettext_lazy("act", "changed a person's contact data"),
        "update": pgettext_lazy("act", "decided about a change of contact data"),
    }, person="user", link=links.contacts),
    Kind(people.OneTimeLink, {
        "invite": pgettext_lazy("act", "invited"),
        "reset": pgettext_lazy("act", "sent a new key"),
        "revoked": pgettext_lazy("act", "took back an invitation or a new key"),
    }, case((Q(revoked_at__isnull=False), "revoked"), (INSERTED, F("purpose"))),
        person="user", link=links.adult),
    Kind(people.User, {
        OWN: pgettext_lazy("act", "changed one's own data or password"),
        "update": pgettext_lazy("act", "changed a person's card"),
    }, person="pgh_obj", link=links.contacts),
    Kind(people.User.groups.through, {
        "insert": pgettext_lazy("act", "gave a role"),
        "delete": pgettext_lazy("act", "took a role away"),
    }, person="user", link=links.adult),
    Kind(people.ChildGroup, {
        "insert": pgettext_lazy("act", "opened a group"),
        "update": pgettext_lazy("act", "changed a group"),
    }, group="pgh_obj", link=links.group),
    Kind(people.Institution, {"update": pgettext_lazy("act", "changed the institution's data or settings")}),
    # --- one's own -----------------------------------------------------------------------------
    Kind(people.Device, {
        "shared": pgettext_lazy("act", "shared a device with colleagues"),
        "update": pgettext_lazy("act", "ended the sharing of a device"),
    }, case((INSERTED, "insert"), (Q(shared_at__isnull=False), "shared"))),
    Kind(outbox.Preference, {"any": pgettext_lazy("act", "changed what is sent to me")}, Value("any"),
         link=links.settings),
    Kind(outbox.Hours, {"any": pgettext_lazy("act", "changed when it is sent to me")}, Value("any"),
         link=links.settings),
    Kind(Authenticator, {
        "insert": pgettext_lazy("act", "added a way to sign in"),
        "delete": pgettext_lazy("act", "removed a way to sign in"),
    }),
)
# fmt: on

SILENT: dict[Any, str] = {
    people.RoleGroup: "laid down with the institution",
    people.InstitutionGroupPermission: "laid down by sync_roles from a table in the code",
    people.DeviceUse: "comes with each sign-in: the page of sessions tells of it",
    agreements.Document: "its versions are told",
    attendance.HeadCountLine: "counted by the portal",
    EmailAddress: "follows a change of contact data, which is told",
    Group: "lies under a role",
}
