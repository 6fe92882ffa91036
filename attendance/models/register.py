"""The register: who was there (R22). Every row carries its institution and day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import Access, Action
from people.models import Child, ChildGroup, Institution, User

from .reason import Presence, Reason


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, access: Access, action: Action):
        return self.filter(group__in=access.groups(action))

    def confirmed(self):
        return self.filter(first_confirmed_at__isnull=False)


class Register(models.Model):
    """One group's day. Until it is confirmed its marks are a draft that only staff see."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="registers"
    )
    day = models.DateField(_("day"))
    first_confirmed_at = models.DateTimeField(_("first confirmed at"), null=True, blank=True)
    first_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    late_reason = models.CharField(_("why after the deadline"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(_("version"), default=0)

    objects = RegisterQuerySet.as_manager()
    trail_parts = {"marks": ["child"]}  # its history tells of them too

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        constraints = [
            models.UniqueConstraint(fields=["group", "day"], name="one_register_per_group_and_day"),
            models.CheckConstraint(
                condition=Q(first_confirmed_at__isnull=True, first_confirmed_by__isnull=True)
                | Q(first_confirmed_at__isnull=False, first_confirmed_by__isnull=False),
                name="a_confirmation_has_a_person_and_a_moment",
            ),
            # the target of composite foreign keys: a mark cannot tell another day or institution
            models.UniqueConstraint(
                fields=["id", "institution", "day"], name="a_register_has_one_day"
            ),
        ]
        indexes = [models.Index(fields=["institution", "day"], name="registers_of_a_day")]

    def __str__(self) -> str:
        return f"{self.group}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def is_confirmed(self) -> bool:
        return self.first_confirmed_at is not None

    def follows(self, version: int, person: User) -> bool:
        """Whether a page of that version knows all that stands here, but for the person's own last save."""
        own_last = version == self.version - 1 and self.saved_by_id == person.pk
        return version == self.version or own_last


class MarkQuerySet(models.QuerySet["Mark"]):
    def visible_to(self, access: Access, action: Action):
        """Staff by the register's group; guardians their own children's, never a draft."""
        own = Q(child__in=access.own_children(action), register__first_confirmed_at__isnull=False)
        return self.filter(Q(register__group__in=access.groups(action)) | own)

    def on(self, day: date):
        return self.filter(day=day)


class Mark(models.Model):
    """Whether one child was there on one day; present ones too, so that it tells who belonged."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    register = models.ForeignKey(
        Register, verbose_name=_("register"), on_delete=models.PROTECT, related_name="marks"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="marks"
    )
    day = models.DateField(_("day"))
    presence = models.CharField(_("presence"), max_length=7, choices=Presence)
    reason = models.CharField(  # noqa: DJ001 – NULL: the reason is not known
        pgettext_lazy("absence", "reason"), max_length=10, choices=Reason, null=True, blank=True
    )
    arrived_at = models.TimeField(_("arrived at"), null=True, blank=True)
    left_at = models.TimeField(_("left at"), null=True, blank=True)
    # what the kitchen was told: only an entry received by the cut-off writes it
    at_cutoff = models.CharField(  # noqa: DJ001 – NULL: nothing had been received
        _("presence at the cut-off"), max_length=7, choices=Presence, null=True, blank=True
    )
    # nurse or clerk has looked at it: later entries of others empty both (R23)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MarkQuerySet.as_manager()
    trail_expected = {"presence": "present"}  # a history need not tell that a child was there

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["child", "day"], name="one_mark_per_child_and_day"),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.values), name="a_presence_is_a_known_one"
            ),
            models.CheckConstraint(
                condition=Q(reason__isnull=True) | Q(presence="absent", reason__in=Reason.values),
                name="only_an_absence_has_a_reason",
                violation_error_message=_("Only an absence has a reason."),
            ),
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True, left_at__isnull=True) | Q(presence="present"),
                name="only_the_present_come_and_go",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True)
                | Q(arrived_at__isnull=True)
                | Q(left_at__gt=F("arrived_at")),
                name="nobody_leaves_before_arriving",
            ),
            models.CheckConstraint(
                condition=Q(at_cutoff__isnull=True) | Q(at_cutoff__in=Presence.values),
                name="the_kitchen_was_told_a_known_presence",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_settled_mark_has_a_person_and_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["institution", "day"], name="marks_of_a_day")]

    def __str__(self) -> str:
        day = date_format(self.day, "SHORT_DATE_FORMAT")
        return f"{self.child}, {day}: {self.get_presence_display()}"

    @property
    def trail_name(self) -> str:
        return str(self.child)

    @property
    def is_absent(self) -> bool:
        return self.presence == Presence.ABSENT
