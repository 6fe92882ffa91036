"""A picture of what was done (R27): seen by nobody but who took it until that person has looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.models.entry import DayEntry
from activities.models.log import DayLog, of_a_house, of_a_log
from documents.models import Photo
from documents.pictures import thumbs_of
from people.access import Access, Action, by_day
from people.models import Role
from people.models.singly import Singly, Standing
from people.models.to_person import to_person

ALT = 200  # signs


_TOLD = Q(confirmed_at__isnull=False, photo__state=Photo.State.READY)
_SHOWN = _TOLD & Q(hidden_at__isnull=True)


class DayPhotoQuerySet(Standing, models.QuerySet["DayPhoto"]):
    def shown(self):
        """Confirmed, not reported, and there: what others than its author may see."""
        return self.standing().filter(_SHOWN)

    def of_days_of(self, access: Access, action: Action):
        """Whatever becomes of each: families' those of the days they read, unless a restriction takes
        photos; the staff's those of their groups."""
        days = DayLog.objects.visible_to(access, Action.VIEW_DAY)
        if access.acts_as(Role.PARENT):
            return self.standing().filter(log__in=days.filter(access.family_rule(action, by_day)))
        return self.standing().filter(log__in=DayLog.objects.visible_to(access, action))

    def visible_to(self, access: Access, action: Action):
        """Families what is shown; the group's staff the same and their own before they confirm them;
        administration, which decides, what is hidden too."""
        of_days = self.of_days_of(access, action)
        if access.acts_as(Role.PARENT):
            return of_days.shown()
        seen = _SHOWN | Q(confirmed_at__isnull=True, added_by=access.user.pk)
        if access.acts_as(Role.ADMIN):
            seen |= Q(hidden_at__isnull=False)
        return of_days.filter(seen)

    def told_to(self, access: Access, action: Action):
        """A family: the same with those that were reported, of which it is told that and nothing else."""
        return self.of_days_of(access, action).filter(_TOLD)

    def with_thumbs(self):
        """With ``thumbs``, which ``documents.pictures.thumb_of`` reads. No query more."""
        return self.annotate(thumbs=thumbs_of("photo"))

    def with_copies(self):
        """With all that shows them. Two queries more."""
        return self.select_related("photo").prefetch_related("photo__copies__file")


class DayPhoto(Singly):
    """Of an entry, or of the day as a whole. What the picture itself goes through says ``photo``."""

    institution = of_a_house()
    log = of_a_log(related_name="photos")
    entry = models.ForeignKey(
        DayEntry, verbose_name=_("entry"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="photos",
    )  # fmt: skip
    photo = models.OneToOneField(
        Photo, verbose_name=_("photo"), on_delete=models.PROTECT, related_name="of_day"
    )
    alt = models.CharField(_("what is to be seen"), max_length=ALT, blank=True)
    source = models.CharField(_("whose picture it is"), max_length=ALT, blank=True)  # R21
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = to_person(verbose_name=_("confirmed by"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True)

    objects = DayPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a day")
        verbose_name_plural = _("photos of days")
        ordering = ("added_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_photo_of_a_day_has_one_institution"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(
                    ~Q(alt=""),
                    confirmed_at__isnull=False,
                    confirmed_at__gte=F("added_at"),
                    confirmed_by__isnull=False,
                    confirmed_by=F("added_by"),
                ),
                name="a_photo_is_confirmed_by_who_took_it",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True)
                | Q(confirmed_at__isnull=False, hidden_at__gte=F("confirmed_at")),
                name="what_is_hidden_was_shown",
            ),
            Singly.voided_by_somebody("a_photo_is_removed_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.alt or f"{self._meta.verbose_name} #{self.pk}"

    @property
    def trail_name(self) -> str:
        """Of one that was reported nothing that may be why."""
        return capfirst(str(self._meta.verbose_name)) if self.hidden_at else str(self)
