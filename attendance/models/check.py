"""What nurse and clerk keep of the weekly check, and what teachers ask of them (R23)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import Access, Action
from people.models import Child, ChildGroup, Institution

from .notice import OfAChildQuerySet
from .reason import Presence, Reason
from .register import Register


class DoctorsNote(models.Model):
    """A doctor's note was seen on paper; it is neither kept nor scanned. ``until`` is not included."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="doctors_notes"
    )
    since = models.DateField(_("absent since"))
    until = models.DateField(_("until (not included)"))
    seen_on = models.DateField(_("seen on"))
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfAChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("doctor's note")
        verbose_name_plural = _("doctor's notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="a_doctors_note_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["child", "since"], name="one_doctors_note_of_an_absence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child}: {date_format(self.seen_on, 'SHORT_DATE_FORMAT')}"


class OfAGroupQuerySet(models.QuerySet):
    def visible_to(self, access: Access, action: Action):
        return self.filter(group__in=access.groups(action))


class GroupQuarantineQuerySet(OfAGroupQuerySet):
    def standing(self):
        return self.filter(ended_at__isnull=True)

    def between(self, since, until):
        """Those that cover some day from ``since`` until the day before ``until``."""
        return self.filter(since__lt=until, until__gt=since)


class GroupQuarantine(models.Model):
    """On these days an absence from the group that has no other reason is due to quarantine."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until (not included)"))
    declared_at = models.DateTimeField(_("declared at"))
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GroupQuarantineQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarantine of a group")
        verbose_name_plural = _("quarantines of groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="a_quarantine_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="an_ended_quarantine_has_a_person_and_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {date_format(self.since, 'SHORT_DATE_FORMAT')}"


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    def visible_to(self, access: Access, action: Action):
        return self.filter(register__group__in=access.groups(action))

    def waiting(self):
        return self.filter(answered_at__isnull=True)


class CorrectionRequest(models.Model):
    """A teacher asks that a child's day in a signed week be corrected; nurse or clerk answers."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="requests")
    day = models.DateField(_("day"))
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="+"
    )
    presence = models.CharField(_("presence"), max_length=7, choices=Presence)
    reason = models.CharField(  # noqa: DJ001 – NULL: the reason is not known
        pgettext_lazy("absence", "reason"), max_length=10, choices=Reason, null=True, blank=True
    )
    why = models.CharField(_("why"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted = models.BooleanField(_("corrected"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["register", "child"],
                condition=Q(answered_at__isnull=True),
                name="one_waiting_request_of_a_childs_day",
            ),
            models.CheckConstraint(
                condition=Q(presence="present", reason__isnull=True) | Q(presence="absent"),
                name="a_request_asks_for_something_possible",
            ),
            models.CheckConstraint(
                condition=Q(reason__isnull=True) | Q(reason__in=Reason.values),
                name="a_request_gives_a_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, granted=None)
                | Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    granted__isnull=False,
                ),
                name="an_answered_request_has_a_person_and_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def trail_name(self) -> str:
        return str(self.child)
