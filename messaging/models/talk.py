"""A talk with parents, who took part, and what became of its record: opened, finished for the house,
shared, shown."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from messaging.talks.parts import NAME
from outbox.models import Graced
from people.access import Access, Action
from people.models import Child, ChildGroup, Institution, Role, User
from people.models.singly import Singly, Standing
from people.models.to_person import to_person

of_a_house = partial(
    models.ForeignKey, Institution, verbose_name=_("institution"), on_delete=models.PROTECT,
    related_name="+",
)  # fmt: skip


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, access: Access, action: Action):
        """Guardians see what was released of talks in which they took part, of a child that is theirs
        today. Of the staff teachers see the group's, a specialist own ones, administration all; each
        writes own ones (R28)."""
        mine = self.standing()
        if access.acts_as(Role.PARENT):
            own = mine.released().filter(child__in=access.own_children(action))
            return own.filter(took_part(access.user, is_guardian=True))
        mine = mine.filter(group__in=access.groups(action))
        if action == Action.WRITE_TALK:
            return mine.filter(is_own(access.user))
        every = access.groups(Action.VIEW_EVERY_TALK)
        return mine.filter(Q(group__in=every) | is_own(access.user))

    def standing(self):
        """A draft that was deleted stays in the history only."""
        return self.filter(voided_at__isnull=True)

    def released(self):
        """Shared, and the minute in which it could be taken back is over."""
        return self.filter(released_at__isnull=False)

    def drafts(self):
        """Neither shared nor finished for the house."""
        return self.filter(shared_at__isnull=True, finished_at__isnull=True)

    def complete(self):
        """What colleagues may rely on: shared, or finished for the house."""
        return self.filter(Q(shared_at__isnull=False) | Q(finished_at__isnull=False))


def took_part(user: User, *, is_guardian: bool) -> Q:
    """As a condition of talks: the person did, as a guardian or of the staff."""
    rows = TalkParticipant.objects.standing().filter(user=user.pk, is_guardian=is_guardian)
    return Q(Exists(rows.filter(talk=OuterRef("pk"))))


def is_own(user: User) -> Q:
    """As a condition of talks: written by the person, who is of the staff, or with them."""
    return Q(opened_by=user.pk) | took_part(user, is_guardian=False)


class Talk(Graced):
    """With somebody of a child's family, on a day. A draft of the staff until it is shared.

    ``finished_at``: it is complete and stays with the house. Sharing is still possible.
    """

    said = "shared_at"

    institution = of_a_house()
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="talks"
    )
    # that which answered for the child on the day
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="talks"
    )
    day = models.DateField(_("day"))
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = to_person(verbose_name=_("opened by"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    finished_by = to_person(verbose_name=_("finished by"), null=True, blank=True)
    shared_at = models.DateTimeField(_("shared at"), null=True, blank=True)
    shared_by = to_person(verbose_name=_("shared by"), null=True, blank=True)
    voided_at = models.DateTimeField(_("taken away at"), null=True, blank=True)
    voided_by = to_person(verbose_name=_("taken away by"), null=True, blank=True)

    objects = TalkQuerySet.as_manager()
    trail_parts: dict[str, list[str]] = {
        "participants": ["user"], "subjects": [], "sections": [], "actions": ["user"],
        "additions": ["by"],
    }  # fmt: skip
    trail_joins = timedelta(minutes=30)  # saved as it is typed

    class Meta:
        verbose_name = _("talk with parents")
        verbose_name_plural = _("talks with parents")
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(
                    shared_at__isnull=False, shared_at__gte=F("opened_at"),
                    shared_by__isnull=False,
                ),
                name="a_talk_is_shared_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(
                    finished_at__isnull=False, finished_at__gte=F("opened_at"),
                    finished_by__isnull=False,
                ),
                name="a_talk_is_finished_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(
                    voided_at__isnull=False, voided_by__isnull=False, shared_at__isnull=True,
                ),
                name="no_shared_talk_is_deleted",
            ),
            Graced.released_after("shared_at", "a_talk_is_shown_after_its_minute"),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_talk_has_one_institution"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["group", "day"], name="talks_of_a_group"),
            models.Index(fields=["child", "day"], name="talks_of_a_child"),
            models.Index(
                fields=["shared_at"], name="talks_in_grace",
                condition=Q(shared_at__isnull=False, released_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.child}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def is_shared(self) -> bool:
        """Its text changes only by an addition, unless the minute of grace takes it back."""
        return self.shared_at is not None

    @property
    def is_draft(self) -> bool:
        return not self.is_shared and self.finished_at is None

    @property
    def trail_url(self) -> str:
        return reverse("messaging:talk", args=[self.pk])

    @property
    def trail_versions(self) -> list[tuple[models.Model, str, str]]:
        """As it was shared, as parents first read it."""
        shared, shown = str(_("Shared")), str(_("Shown to parents"))
        return [(self, "shared_at", shared), (self, "released_at", shown)]


of_a_talk = partial(
    models.ForeignKey, Talk, verbose_name=_("talk with parents"), on_delete=models.PROTECT
)


class OfATalkQuerySet(models.QuerySet):
    def visible_to(self, access: Access, action: Action):
        return self.filter(talk__in=Talk.objects.visible_to(access, action))


class TalkParticipantQuerySet(Standing, OfATalkQuerySet):
    def guardians(self):
        """With whom the talk is shared, and with nobody else."""
        return self.standing().filter(is_guardian=True)


class TalkParticipant(Singly):
    """Somebody of the staff, a guardian of the child, or another specialist from outside (``name``).

    Those of a talk that is shared change no more: no guardian is ever added to it.
    """

    institution = of_a_house()
    talk = of_a_talk(related_name="participants")
    user = to_person("talks_taken_part_in", verbose_name=_("person"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=NAME.longest, blank=True)
    is_guardian = models.BooleanField(_("as a guardian"), default=False)

    objects = TalkParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("who took part in a talk")
        verbose_name_plural = _("who took part in talks")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, name="")
                | (Q(user__isnull=True, is_guardian=False) & ~Q(name="")),
                name="who_took_part_is_a_person_or_a_name",
            ),
            models.UniqueConstraint(
                fields=["talk", "user", "name"], condition=Q(voided_at__isnull=True),
                nulls_distinct=False, name="everybody_takes_part_in_a_talk_once",
            ),
            Singly.voided_by_somebody("who_took_part_is_taken_off_by_somebody"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["user", "talk"], name="talks_of_a_person")]

    def __str__(self) -> str:
        return str(self.user) if self.user_id else self.name

    @property
    def trail_name(self) -> str:
        what = pgettext("history of a talk", "Took part")
        return f"{what}: {self}"
