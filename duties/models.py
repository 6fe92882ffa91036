"""When: exceptions of the calendar, and what is closed for writing."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from outbox.clock import ONE_DAY
from people.access import OF_THE_HOUSE, Access, Action, by_period
from people.models import ChildGroup, Institution, Role


def _range(first: str, last: str, kind: str = "daterange") -> Func:
    return Func(F(first), F(last), Value("[]"), function=kind)


class CalendarExceptionQuerySet(models.QuerySet["CalendarException"]):
    def between(self, since: date, until: date):
        """Those that say something of a day between two, both included."""
        days = (since, until)
        return self.filter(Q(day__range=days) | Q(worked__range=days))

    def visible_to(self, access: Access, action: Action):
        """The house's; a family sees a group's only where its child belongs, and where it may know that."""
        rows = self.filter(institution__in=Institution.objects.visible_to(access, action))
        if access.acts_as(Role.PARENT):
            return rows.filter(Q(group__isnull=True) | access.family_rule(Action.VIEW_ATTENDANCE))
        return rows


class CalendarException(models.Model):
    """One day that differs from the state's calendar, for the institution or for one group.

    A moved day is one row with both its days: off on ``day``, which is worked on ``worked``.
    """

    class Kind(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("working day of ours")
        MOVED = "moved", _("moved working day")

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="calendar_exceptions",
    )
    group = models.ForeignKey(
        ChildGroup,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    day = models.DateField(_("day"))
    worked = models.DateField(_("worked instead on"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = CalendarExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception of the calendar")
        verbose_name_plural = _("exceptions of the calendar")
        ordering = ("day",)
        constraints = [
            # an institution's own word goes before a moved day, so that both may stand
            models.UniqueConstraint(
                fields=["institution", "group", "day"],
                condition=Q(kind__in=["closed", "open"]),
                name="one_exception_per_day",
                nulls_distinct=False,
            ),
            # whether off or worked
            ExclusionConstraint(
                expressions=[
                    (_range("institution", "institution", "int8range"), "&&"),
                    (
                        Func(
                            _range("day", "day"),
                            _range("worked", "worked"),
                            function="datemultirange",
                        ),
                        "&&",
                    ),
                ],
                condition=Q(kind="moved"),
                name="a_day_is_moved_once",
            ),
            models.CheckConstraint(
                condition=Q(Q(kind="moved") & ~Q(worked=F("day")), worked__isnull=False)
                | Q(~Q(kind="moved"), worked__isnull=True),
                name="a_moved_day_is_worked_on_another",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(kind="closed"),
                name="a_single_group_can_only_be_closed",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["closed", "open", "moved"]),
                name="a_calendar_exception_is_a_known_one",
            ),
        ]

    def __str__(self) -> str:
        days = " → ".join(date_format(day, "SHORT_DATE_FORMAT") for day in self.days)
        return f"{days}: {self.get_kind_display()}"

    @property
    def days(self) -> list[date]:
        return [self.day, self.worked] if self.worked else [self.day]


class MovedDayOffer(models.Model):
    """One of the state's moved days was laid before an institution: once, whatever it made of it."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("offer of a moved day")
        verbose_name_plural = _("offers of moved days")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "day"], name="a_moved_day_is_offered_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.day)


class ClosureQuerySet(models.QuerySet["Closure"]):
    def visible_to(self, access: Access, action: Action):
        """Closures of the groups seen, and those of the whole institution; they are no calendar.

        A family sees those over days on which the group answers for its child.
        """
        if action in OF_THE_HOUSE:
            return self.none()
        of_all = Q(
            group__isnull=True, institution__in=Institution.objects.visible_to(access, action)
        )
        of_groups = Q(group__in=access.groups(action)) | access.family_rule(action, by_period)
        return self.filter(of_all | of_groups)

    def over(self, *, institution: Institution | int, group: ChildGroup | int | None, day: date):
        """Closures in force over a day of a group (or of the whole institution)."""
        mine = Q(group__isnull=True) | Q(group=group)
        return self.filter(
            mine, institution=institution, since__lte=day, until__gt=day, reopened_at__isnull=True
        )


class Closure(models.Model):
    """A stretch of days closed for writing: one rung of the ladder. ``until`` is not included."""

    class Kind(models.IntegerChoices):
        WEEK = 1, _("week signed")
        MONTH = 2, _("month closed")
        YEAR = 3, _("year sealed")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        ChildGroup,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    kind = models.IntegerField(_("kind"), choices=Kind)
    since = models.DateField(_("since"))
    until = models.DateField(_("until (not included)"))
    closed_at = models.DateTimeField(_("closed at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(_("reopened at"), null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason of reopening"), max_length=300, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="a_closure_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True, reason="")
                | (Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reason="")),
                name="reopening_has_a_person_and_a_reason",
            ),
            models.CheckConstraint(condition=Q(kind__in=(1, 2, 3)), name="a_rung_is_a_known_one"),
            models.UniqueConstraint(
                fields=["institution", "group", "kind", "since"],
                condition=Q(reopened_at__isnull=True),
                nulls_distinct=False,
                name="one_closure_of_a_rung_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "since", "until"], name="closures_over_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.since} – {self.until - ONE_DAY}"


class CalendarCheckQuerySet(models.QuerySet["CalendarCheck"]):
    def visible_to(self, access: Access, action: Action):
        return self.filter(institution__in=Institution.objects.visible_to(access, action))


class CalendarCheck(models.Model):
    """Somebody has looked through the calendar of a school year before it begins."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    school_year = models.PositiveSmallIntegerField(_("school year"))
    checked_at = models.DateTimeField(_("checked at"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CalendarCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of the calendar")
        verbose_name_plural = _("checks of the calendar")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "school_year"], name="a_calendar_is_checked_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.school_year)
