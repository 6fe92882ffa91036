"""A day of a group, and what became of it: opened, confirmed, shown to parents, changed afterwards."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outbox.models import Graced, SavedSection
from people.access import Access, Action, by_day
from people.models import ChildGroup, Institution, Role
from people.models.to_person import to_person

of_a_house = partial(
    models.ForeignKey, Institution, verbose_name=_("institution"), on_delete=models.PROTECT,
    related_name="+",
)  # fmt: skip


class LateReason(models.TextChoices):
    """Why it was confirmed after its hour; said by a tap, never needed."""

    EVENT = "event", pgettext_lazy("late", "an event took longer")
    SUBSTITUTE = "substitute", pgettext_lazy("late", "I stand in for a colleague")
    OFFLINE = "offline", pgettext_lazy("late", "there was no connection")
    OTHER = "other", pgettext_lazy("late", "another reason")


class DayLogQuerySet(models.QuerySet["DayLog"]):
    def visible_to(self, access: Access, action: Action):
        """Staff by the group; families what was released, of days on which the group answers for a
        child of theirs (R4)."""
        if access.acts_as(Role.PARENT):
            return self.released().filter(access.family_rule(action, by_day))
        return self.filter(group__in=access.groups(action))

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def released(self):
        """The minute in which it could be taken back is over."""
        return self.filter(released_at__isnull=False)


class DayLog(Graced):
    """One group's day. A draft until it is confirmed; families read it once the minute of grace is over."""

    said = "confirmed_at"

    institution = of_a_house()
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="day_logs"
    )
    day = models.DateField(_("day"))
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = to_person(verbose_name=_("opened by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = to_person(verbose_name=_("confirmed by"), null=True, blank=True)
    late_reason = models.CharField(
        _("why late"), max_length=10, choices=LateReason, blank=True, db_default=""
    )

    objects = DayLogQuerySet.as_manager()
    trail_parts: dict[str, list[str]] = {
        "entries": [], "entries__outcomes": ["entry", "choice__entry"], "notes": [],
        "amendments": ["entry"], "photos": ["entry"],
    }  # fmt: skip
    trail_joins = timedelta(minutes=30)  # saved as it is typed

    class Meta:
        verbose_name = _("day's log")
        verbose_name_plural = _("days' logs")
        ordering = ("-day", "group__sort_key")
        constraints = [
            models.UniqueConstraint(fields=["group", "day"], name="one_log_of_a_group_and_day"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True, late_reason="")
                | Q(
                    confirmed_at__isnull=False,
                    confirmed_at__gte=F("opened_at"),
                    confirmed_by__isnull=False,
                ),
                name="a_day_is_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(late_reason__in=["", *LateReason.values]),
                name="a_day_is_late_for_a_known_reason",
            ),
            Graced.released_after("confirmed_at", "a_day_is_shown_after_its_minute"),
            models.UniqueConstraint(fields=["id", "institution"], name="a_day_has_one_institution"),
        ]
        indexes = [
            models.Index(fields=["institution", "day"], name="logs_of_a_day"),
            models.Index(
                fields=["confirmed_at"], name="logs_in_grace",
                condition=Q(confirmed_at__isnull=False, released_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.group}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def trail_url(self) -> str:
        return reverse("activities:day", args=[self.group_id, self.day])

    @property
    def trail_versions(self) -> list[tuple[models.Model, str, str]]:
        """As it was confirmed, as parents first read it, and after each change since."""
        changed = str(_("Changed"))
        changes = ((one, "at", one.reason or changed) for one in self.amendments.all())
        confirmed, shown = str(_("Confirmed")), str(_("Shown to parents"))
        return [(self, "confirmed_at", confirmed), (self, "released_at", shown), *changes]


of_a_log = partial(models.ForeignKey, DayLog, verbose_name=_("day's log"), on_delete=models.PROTECT)


class OfALogQuerySet(models.QuerySet):
    def visible_to(self, access: Access, action: Action):
        return self.filter(log__in=DayLog.objects.visible_to(access, action))


class DayNoteQuerySet(OfALogQuerySet):
    def visible_to(self, access: Access, action: Action):
        """No parent's, whatever they see of the day."""
        return self.none() if access.acts_as(Role.PARENT) else super().visible_to(access, action)


class DayNote(SavedSection):
    """From colleague to colleague: the group's staff and administration read it, no parent ever."""

    institution = of_a_house()
    log = of_a_log(related_name="notes")

    objects = DayNoteQuerySet.as_manager()
    trail_expected = {"text": ""}  # it is there from the opening on

    class Meta:
        verbose_name = _("note to colleagues")
        verbose_name_plural = _("notes to colleagues")
        constraints = [
            models.UniqueConstraint(fields=["log"], name="a_day_has_one_note"),
            SavedSection.saved_by_somebody("a_note_of_a_day_is_saved_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def trail_name(self) -> str:
        return capfirst(str(self._meta.verbose_name))


class DayAmendmentQuerySet(OfALogQuerySet):
    def counting(self):
        """Those of the confirmation that stands: what was taken back never counted."""
        return self.filter(at__gte=F("log__confirmed_at"))


class DayAmendment(models.Model):
    """That an entry was changed after the day was confirmed, and why if it was said. What changed is in
    the trail."""

    institution = of_a_house()
    log = of_a_log(related_name="amendments")
    entry = models.ForeignKey(
        "activities.DayEntry", verbose_name=_("entry"), on_delete=models.PROTECT,
        related_name="amendments",
    )  # fmt: skip
    at = models.DateTimeField(_("at"))
    by = to_person(verbose_name=_("by"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = DayAmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a confirmed day")
        verbose_name_plural = _("changes of confirmed days")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.reason

    @property
    def trail_name(self) -> str:
        return f"{capfirst(str(self._meta.verbose_name))}: {self.entry}"
