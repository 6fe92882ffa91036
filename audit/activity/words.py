"""How each act is told: one list. Of a request that wrote several kinds of entries the first is told.

A kind's events are sorted into words by ``word``; what has no word here is not told. A test fails on a
tracked model that is neither here nor in ``SILENT``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db.models import Case, CharField, F, Model, Q, Value, When
from django.utils.translation import pgettext_lazy

from agreements import models as agreements
from attendance import models as attendance
from audit.activity import links
from duties import models as duties
from outbox import models as outbox
from people import models as people

OWN = "own"  # the word of an act upon one's own person
LABEL = F("pgh_label")  # insert, update, delete


@dataclass(frozen=True)
class Kind:
    """Events of one model; of whom they are is said by paths from the event."""

    model: type[Model]
    said: dict[str, Any]  # word → what was done; of several in one act the first
    word: Any = LABEL
    child: str = ""
    group: str = ""
    person: str = ""
    days: tuple[str, ...] = ()  # the day; or the first, and the one after the last
    link: Callable[[links.Row, links.Seen], str] | None = None


def _case(*cases: tuple[Q, str | F]) -> Case:
    """The word of the first condition that holds; else the label."""
    whens = [
        When(condition, then=Value(word) if isinstance(word, str) else word)
        for condition, word in cases
    ]
    return Case(*whens, default=LABEL, output_field=CharField())


INSERTED, DELETED, ELSE = Q(pgh_label="insert"), Q(pgh_label="delete"), ~Q(pgh_label="")
DAY, DAYS = ("day",), ("since", "until")

# fmt: off
KINDS = (
    # --- attendance ----------------------------------------------------------------------------
    Kind(attendance.CorrectionRequest, {
        "granted": pgettext_lazy("act", "made a correction that was asked for"),
        "refused": pgettext_lazy("act", "refused a correction that was asked for"),
        "delete": pgettext_lazy("act", "took back a request for a correction"),
        "asked": pgettext_lazy("act", "asked for a correction"),
    }, _case(
        (DELETED, "delete"), (Q(granted=True), "granted"), (Q(granted=False), "refused"), (ELSE, "asked"),
    ), child="child", group="register__group", days=DAY, link=links.register),
    Kind(attendance.AbsenceNotice, {
        "changed": pgettext_lazy("act", "changed a notice of absence"),
        "reported": pgettext_lazy("act", "reported an absence"),
        "update": pgettext_lazy("act", "withdrew a notice of absence"),
    }, _case((INSERTED & Q(replaces__isnull=True), "reported"), (INSERTED, "changed")),
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
    }, _case(
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
    }, _case(
        (Q(first_confirmed_at=None), "draft"), (Q(first_confirmed_at=F("saved_at")), "confirmed"),
        (ELSE, "corrected"),
    ), group="group", days=DAY, link=links.register),
    Kind(attendance.Mark, {
        "settled": pgettext_lazy("act", "checked an entry"),
        "corrected": pgettext_lazy("act", "corrected an entry"),
    }, _case((Q(settled_at__isnull=False), "settled"), (ELSE, "corrected")),
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
    # --- people --------------------------------------------------------------------------------
    Kind(people.Restriction, {
        "insert": pgettext_lazy("act", "entered a restriction"),
        "ended": pgettext_lazy("act", "ended a restriction"),
        "update": pgettext_lazy("act", "prolonged a restriction"),
    }, _case((INSERTED, "insert"), (Q(until__isnull=False), "ended")),
        child="guardianship__child", link=links.card),
    Kind(people.Exclusion, {
        "left": pgettext_lazy("act", "closed an account"),
        "suspended": pgettext_lazy("act", "suspended an account"),
        "update": pgettext_lazy("act", "let a person in again"),
    }, _case((INSERTED & Q(kind=1), "left"), (INSERTED, "suspended")), person="user", link=links.adult),
    Kind(people.Joining, {
        "accepted": pgettext_lazy("act", "agreed to join a preschool"),
        "declined": pgettext_lazy("act", "declined to join a preschool"),
        "insert": pgettext_lazy("act", "asked a person to join the preschool"),
    }, _case((Q(accepted_at__isnull=False), "accepted"), (Q(declined_at__isnull=False), "declined"))),
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
    }, _case((Q(revoked_at__isnull=False), "revoked"), (INSERTED, F("purpose"))),
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
    }, _case((INSERTED, "insert"), (Q(shared_at__isnull=False), "shared"))),
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
