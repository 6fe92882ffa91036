"""The trail: proxies that put triggers under the tables of every app.

PostgreSQL writes an event for each insert, update and delete, bulk or raw, with its context (who,
in which role, which request). Events are append-only. No other app writes or keeps versions.
"""

from typing import Any

import pghistory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Model
from django.db.models.base import ModelBase
from django.utils.translation import gettext_lazy as _

from activities import models as activities
from agreements import models as agreements
from assessment import models as assessment
from attendance import models as attendance
from curriculum import models as curriculum
from duties import models as duties
from manners import models as manners
from messaging import models as messaging
from outbox import models as outbox
from people import models as people
from planning import models as planning

# Every tracked model, and which of its fields never reach the trail: secrets, and what changes with
# every sign-in. How sensitive the others are stands in ``field_classes``.
TRACKED: dict[Any, str] = {
    people.Institution: "",
    people.RoleGroup: "",
    people.InstitutionGroupPermission: "",
    people.User: "password last_login passkey_answered_at",
    people.User.groups.through: "",
    people.ChildGroup: "",
    people.Child: "",
    people.Enrolment: "",
    people.Assignment: "",
    people.Guardianship: "",
    people.Restriction: "",
    people.Exclusion: "",
    people.Address: "",
    people.PickUpPerson: "",
    people.ContactChange: "",
    people.Joining: "",
    people.OneTimeLink: "nonce",
    people.Device: "key_digest",
    people.DeviceUse: "pin last_seen_at",
    agreements.Document: "",
    agreements.Version: "",
    agreements.Acknowledgement: "",
    manners.Report: "",
    manners.Stem: "",
    duties.CalendarException: "",
    duties.CalendarCheck: "",
    duties.Closure: "",
    attendance.Register: "",
    attendance.Mark: "",
    attendance.AbsenceNotice: "",
    attendance.HealthNote: "",
    attendance.Reply: "",
    attendance.DoctorsNote: "",
    attendance.GroupQuarantine: "",
    attendance.CorrectionRequest: "",
    attendance.HeadCount: "",
    attendance.HeadCountLine: "",
    attendance.Clarification: "",
    attendance.ClarificationStep: "",
    curriculum.Entry: "",
    curriculum.Hidden: "",
    curriculum.Specialism: "",
    planning.MonthPlan: "",
    planning.PlanSection: "",
    planning.PlanChoice: "",
    planning.PlanItem: "",
    planning.PlanNote: "",
    planning.PlanAmendment: "",
    activities.DayLog: "",
    activities.DayEntry: "",
    activities.EntryOutcome: "",
    activities.DayNote: "",
    activities.DayAmendment: "",
    activities.DayPhoto: "",
    assessment.Assessment: "",
    assessment.Observation: "",
    assessment.Publication: "",
    messaging.Talk: "",
    messaging.TalkParticipant: "",
    messaging.TalkSubject: "",
    messaging.TalkSection: "",
    messaging.TalkAction: "",
    messaging.TalkAddition: "",
    outbox.Preference: "",
    outbox.Hours: "",
    EmailAddress: "",
    Authenticator: "data last_used_at",
    Group: "",
}
# whose proxy and event are not called as the model is: those of packages, and one that says more
_NAMES = {
    people.InstitutionGroupPermission: ("TrackedPermissionOfRole", "PermissionOfRoleEvent"),
    people.User.groups.through: ("TrackedMembership", "MembershipEvent"),
    curriculum.Entry: ("TrackedEntry", "CatalogueEntryEvent"),
    curriculum.Hidden: ("TrackedHidden", "HiddenEntryEvent"),
    agreements.Version: ("TrackedVersion", "DocumentVersionEvent"),
    Group: ("TrackedAuthGroup", "AuthGroupEvent"),
}


def _track(model: type[Model], without: str) -> None:
    """Record every insert, update and delete of the model's table in an event model of this app."""
    name = model.__name__
    proxy_name, event_name = _NAMES.get(model, (f"Tracked{name}", f"{name}Event"))
    meta = type("Meta", (), {"proxy": True})
    proxy = ModelBase(proxy_name, (model,), {"__module__": __name__, "Meta": meta})
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    pghistory.track(*events, model_name=event_name, exclude=without.split())(proxy)


class Denial(models.Model):
    """Somebody sent what they may not do, or to what they do not see: who, what kind, when; never what."""

    at = models.DateTimeField(_("at"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    acting = models.CharField(_("role"), max_length=40, blank=True)  # as the trail names it
    act = models.CharField(_("act"), max_length=80)  # the name of the page it was sent to
    status = models.SmallIntegerField(_("answer"))

    class Meta:
        verbose_name = _("denial")
        verbose_name_plural = _("denials")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=(403, 404)), name="a_denial_is_a_refusal"
            ),
            models.CheckConstraint(
                condition=models.Q(act__regex=r"^[A-Za-z0-9_:.-]+$"), name="a_denial_holds_no_text"
            ),
        ]
        indexes = [models.Index(fields=["person", "at"], name="denials_of_a_person")]

    def __str__(self) -> str:
        return f"{self.act} {self.status} #{self.person_id}"


for _model, _without in TRACKED.items():
    _track(_model, _without)
