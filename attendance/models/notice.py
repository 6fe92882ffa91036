"""What parents say of their children's absence (R22, R23)."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import Access, Action
from people.models import Child, Institution

from .reason import REASONS_OF_PARENTS, Reason


class OfAChildQuerySet(models.QuerySet):
    """Rows about one child: seen by who sees the child for that action today."""

    def visible_to(self, access: Access, action: Action):
        return self.filter(child__in=Child.objects.visible_to(access, action))


class AbsenceNoticeQuerySet(OfAChildQuerySet):
    def standing(self):
        """Those neither withdrawn nor replaced."""
        return self.filter(ended_at__isnull=True)

    def known_at(self, at: datetime):
        """What had been received, and not taken back, at a moment."""
        kept = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
        return self.filter(kept, reported_at__lte=at)

    def over(self, day: date):
        return self.filter(since__lte=day, until__gt=day)

    def between(self, since: date, until: date):
        """Those that cover some day from ``since`` until the day before ``until``."""
        return self.filter(since__lt=until, until__gt=since)


class AbsenceNotice(models.Model):
    """A child will not come on these days. Never rewritten: a change ends it and makes another.

    So what was known at any past moment can be asked (``known_at``). ``until`` is not included.
    """

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="absence_notices"
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until (not included)"))
    reason = models.CharField(pgettext_lazy("absence", "reason"), max_length=10, choices=Reason)
    reported_at = models.DateTimeField(_("reported at"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AbsenceNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence notice")
        verbose_name_plural = _("absence notices")
        ordering = ("since", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="a_notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[str(reason) for reason in REASONS_OF_PARENTS]),
                name="a_notice_gives_a_reason_of_parents",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_at__gte=F("reported_at"), ended_by__isnull=False),
                name="a_withdrawal_has_a_person_and_a_moment",
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_notice_has_one_institution"
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "since", "until"], name="notices_of_days"),
        ]

    def __str__(self) -> str:
        days = [date_format(day, "SHORT_DATE_FORMAT") for day in (self.since, self.until)]
        return f"{self.child}: {days[0]} – {days[1]}"

    @property
    def trail_name(self) -> str:
        return str(self.child)

    def covers(self, day: date) -> bool:
        return self.since <= day < self.until


class HealthNoteQuerySet(models.QuerySet["HealthNote"]):
    def visible_to(self, access: Access, action: Action):
        """The note's own right only: who manages people or sees the day reads no word of health."""
        if action != Action.VIEW_HEALTH_NOTE:
            return self.none()
        return self.filter(notice__child__in=Child.objects.visible_to(access, action))


class HealthNote(models.Model):
    """What a parent adds to a notice; of health, so only nurse, clerk and the child's guardians read it."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    notice = models.OneToOneField(
        AbsenceNotice, on_delete=models.PROTECT, related_name="health_note"
    )
    text = models.CharField(_("note"), max_length=300)

    objects = HealthNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("health note")
        verbose_name_plural = _("health notes")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_health_note_says_something")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Reply(models.Model):
    """A guardian's one-tap answer about one day. The latest of a child's day counts."""

    class Choice(models.TextChoices):
        ILL = "ill", pgettext_lazy("reply", "is ill")
        FAMILY = "family", pgettext_lazy("reply", "family reasons")
        LATER = "later", pgettext_lazy("reply", "will come later")
        ON_THE_WAY = "on_the_way", pgettext_lazy("reply", "is on the way")
        STILL_ILL = "still_ill", pgettext_lazy("reply", "is still ill")
        RETURNS = "returns", pgettext_lazy("reply", "returns today")

        @property
        def explains(self) -> Reason | None:
            """The reason it gives to an absence."""
            return _EXPLAINS.get(self)

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="replies"
    )
    day = models.DateField(_("day"))
    choice = models.CharField(_("answer"), max_length=10, choices=Choice)
    replied_at = models.DateTimeField(_("answered at"))
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfAChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("parent's answer")
        verbose_name_plural = _("parents' answers")
        ordering = ("replied_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    choice__in=["ill", "family", "later", "on_the_way", "still_ill", "returns"]
                ),
                name="an_answer_is_a_known_one",
            ),
        ]
        indexes = [models.Index(fields=["child", "day"], name="replies_of_a_day")]

    def __str__(self) -> str:
        return f"{self.child}: {self.get_choice_display()}"


_EXPLAINS = {
    Reply.Choice.ILL: Reason.ILLNESS,
    Reply.Choice.STILL_ILL: Reason.ILLNESS,
    Reply.Choice.FAMILY: Reason.FAMILY,
}
