"""What was agreed in a talk: who does it, by when, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from messaging.models.talk import OfATalkQuerySet, of_a_house, of_a_talk
from messaging.talks.parts import ACTION, NAME, State
from people.models.singly import Singly, Standing
from people.models.to_person import to_person


class TalkActionQuerySet(Standing, OfATalkQuerySet):
    def open(self):
        return self.standing().filter(state=State.OPEN)


class TalkAction(Singly):
    """One thing agreed. Changed in a draft it is taken away and another one stands in its place; once
    the talk is shared only its state changes."""

    institution = of_a_house()
    talk = of_a_talk(related_name="actions")
    text = models.CharField(_("what was agreed"), max_length=ACTION.longest)
    user = to_person(verbose_name=_("who does it"), null=True, blank=True)
    name = models.CharField(_("who does it"), max_length=NAME.longest, blank=True)
    due_on = models.DateField(_("by (day)"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = to_person(verbose_name=_("settled by"), null=True, blank=True)

    objects = TalkActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing agreed in a talk")
        verbose_name_plural = _("things agreed in talks")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="what_is_agreed_says_something"),
            models.CheckConstraint(
                condition=Q(user__isnull=False, name="") | (Q(user__isnull=True) & ~Q(name="")),
                name="what_is_agreed_is_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | Q(
                    state__in=["done", "dropped"], settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
                name="what_is_agreed_is_settled_by_somebody",
            ),
            Singly.voided_by_somebody("what_is_agreed_is_taken_away_by_somebody"),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["institution", "due_on"], name="what_is_agreed_and_open",
                condition=Q(state="open", voided_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def who(self) -> str:
        return str(self.user) if self.user_id else self.name

    @property
    def when(self) -> str:
        """«1.12.2026.»; empty for some time."""
        return date_format(self.due_on, "SHORT_DATE_FORMAT") if self.due_on else ""

    @property
    def trail_name(self) -> str:
        what = pgettext("history of a talk", "Agreed")
        return f"{what}: {self.text}"
