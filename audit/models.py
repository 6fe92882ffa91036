"""The trail: proxies that put triggers under the tables of every app.

PostgreSQL writes an event for each insert, update and delete, bulk or raw, with its context (who,
in which role, which request). Events are append-only. No other app writes or keeps versions.
"""

import pghistory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from agreements.models import Acknowledgement, Document, Version
from attendance.models import (
    AbsenceNotice,
    Clarification,
    ClarificationStep,
    CorrectionRequest,
    DoctorsNote,
    GroupQuarantine,
    HeadCount,
    HeadCountLine,
    HealthNote,
    Mark,
    Register,
    Reply,
)
from duties.models import CalendarCheck, CalendarException, Closure
from outbox.models import Hours, Preference
from people.models import (
    Address,
    Assignment,
    Child,
    ChildGroup,
    ContactChange,
    Device,
    DeviceUse,
    Enrolment,
    Exclusion,
    Guardianship,
    Institution,
    InstitutionGroupPermission,
    Joining,
    OneTimeLink,
    PickUpPerson,
    Restriction,
    RoleGroup,
    User,
)


def tracked(model_name: str, exclude: tuple[str, ...] = ()):
    """Record every insert, update and delete of the proxied table in ``model_name``."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=model_name,
        exclude=list(exclude),
    )


@tracked("InstitutionEvent")
class TrackedInstitution(Institution):
    class Meta:
        proxy = True


@tracked("RoleGroupEvent")
class TrackedRoleGroup(RoleGroup):
    class Meta:
        proxy = True


@tracked("PermissionOfRoleEvent")
class TrackedPermissionOfRole(InstitutionGroupPermission):
    class Meta:
        proxy = True


# The secret of a password never reaches the trail; last_login changes with every log-in.
@tracked("UserEvent", exclude=("password", "last_login", "failed_sign_ins"))
class TrackedUser(User):
    class Meta:
        proxy = True


@tracked("MembershipEvent")
class TrackedMembership(User.groups.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@tracked("EmailAddressEvent")
class TrackedEmailAddress(EmailAddress):
    class Meta:
        proxy = True


@tracked("AuthGroupEvent")
class TrackedAuthGroup(Group):
    class Meta:
        proxy = True


@tracked("ChildGroupEvent")
class TrackedChildGroup(ChildGroup):
    class Meta:
        proxy = True


@tracked("ChildEvent")
class TrackedChild(Child):
    class Meta:
        proxy = True


@tracked("EnrolmentEvent")
class TrackedEnrolment(Enrolment):
    class Meta:
        proxy = True


@tracked("AssignmentEvent")
class TrackedAssignment(Assignment):
    class Meta:
        proxy = True


@tracked("GuardianshipEvent")
class TrackedGuardianship(Guardianship):
    class Meta:
        proxy = True


@tracked("RestrictionEvent")
class TrackedRestriction(Restriction):
    class Meta:
        proxy = True


@tracked("CalendarExceptionEvent")
class TrackedCalendarException(CalendarException):
    class Meta:
        proxy = True


@tracked("ClosureEvent")
class TrackedClosure(Closure):
    class Meta:
        proxy = True


@tracked("RegisterEvent")
class TrackedRegister(Register):
    class Meta:
        proxy = True


@tracked("MarkEvent")
class TrackedMark(Mark):
    class Meta:
        proxy = True


@tracked("PreferenceEvent")
class TrackedPreference(Preference):
    class Meta:
        proxy = True


@tracked("HoursEvent")
class TrackedHours(Hours):
    class Meta:
        proxy = True


@tracked("AbsenceNoticeEvent")
class TrackedAbsenceNotice(AbsenceNotice):
    class Meta:
        proxy = True


@tracked("HealthNoteEvent")
class TrackedHealthNote(HealthNote):
    class Meta:
        proxy = True


@tracked("ReplyEvent")
class TrackedReply(Reply):
    class Meta:
        proxy = True


@tracked("DoctorsNoteEvent")
class TrackedDoctorsNote(DoctorsNote):
    class Meta:
        proxy = True


@tracked("GroupQuarantineEvent")
class TrackedGroupQuarantine(GroupQuarantine):
    class Meta:
        proxy = True


@tracked("CorrectionRequestEvent")
class TrackedCorrectionRequest(CorrectionRequest):
    class Meta:
        proxy = True


@tracked("HeadCountEvent")
class TrackedHeadCount(HeadCount):
    class Meta:
        proxy = True


@tracked("HeadCountLineEvent")
class TrackedHeadCountLine(HeadCountLine):
    class Meta:
        proxy = True


@tracked("ClarificationEvent")
class TrackedClarification(Clarification):
    class Meta:
        proxy = True


@tracked("ClarificationStepEvent")
class TrackedClarificationStep(ClarificationStep):
    class Meta:
        proxy = True


@tracked("CalendarCheckEvent")
class TrackedCalendarCheck(CalendarCheck):
    class Meta:
        proxy = True


@tracked("ExclusionEvent")
class TrackedExclusion(Exclusion):
    class Meta:
        proxy = True


@tracked("AddressEvent")
class TrackedAddress(Address):
    class Meta:
        proxy = True


@tracked("PickUpPersonEvent")
class TrackedPickUpPerson(PickUpPerson):
    class Meta:
        proxy = True


@tracked("ContactChangeEvent")
class TrackedContactChange(ContactChange):
    class Meta:
        proxy = True


@tracked("JoiningEvent")
class TrackedJoining(Joining):
    class Meta:
        proxy = True


@tracked("OneTimeLinkEvent", exclude=("nonce",))
class TrackedOneTimeLink(OneTimeLink):
    class Meta:
        proxy = True


@tracked("DeviceEvent", exclude=("key_digest",))
class TrackedDevice(Device):
    class Meta:
        proxy = True


@tracked("DeviceUseEvent", exclude=("pin", "last_seen_at", "failed_sign_ins"))
class TrackedDeviceUse(DeviceUse):
    class Meta:
        proxy = True


@tracked("AuthenticatorEvent", exclude=("data", "last_used_at"))
class TrackedAuthenticator(Authenticator):
    class Meta:
        proxy = True


@tracked("DocumentEvent")
class TrackedDocument(Document):
    class Meta:
        proxy = True


@tracked("DocumentVersionEvent")
class TrackedVersion(Version):
    class Meta:
        proxy = True


@tracked("AcknowledgementEvent")
class TrackedAcknowledgement(Acknowledgement):
    class Meta:
        proxy = True
