"""What a talk was about and what was said: subjects, sections saved as typed, what was added later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.models.talk import OfATalkQuerySet, of_a_house, of_a_talk
from messaging.talks.parts import ADDITION, OWN_SUBJECT, SECTIONS, Subject
from outbox.models import SavedSection
from people.access import Access, Action
from people.models import Role
from people.models.singly import Singly, Standing
from people.models.to_person import to_person


class TalkSubjectQuerySet(Standing, OfATalkQuerySet):
    pass


class TalkSubject(Singly):
    """One tap: what was talked about, or a name of one's own for it."""

    institution = of_a_house()
    talk = of_a_talk(related_name="subjects")
    kind = models.CharField(_("kind"), max_length=11, choices=Subject)
    own_kind = models.CharField(_("kind in own words"), max_length=OWN_SUBJECT.longest, blank=True)

    objects = TalkSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject of a talk")
        verbose_name_plural = _("subjects of talks")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Subject.values), name="a_subject_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=(Q(kind="own") & ~Q(own_kind="")) | (~Q(kind="own") & Q(own_kind="")),
                name="an_own_subject_has_a_name",
            ),
            models.UniqueConstraint(
                fields=["talk", "kind", "own_kind"], condition=Q(voided_at__isnull=True),
                name="a_subject_is_of_a_talk_once",
            ),
            Singly.voided_by_somebody("a_subject_is_taken_off_by_somebody"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.own_kind or str(Subject(self.kind).label)

    @property
    def trail_name(self) -> str:
        what = capfirst(str(_("subject of a talk")))
        return f"{what}: {self}"


class TalkSectionQuerySet(OfATalkQuerySet):
    def visible_to(self, access: Access, action: Action):
        """Of a guardian only what is for parents: the note for the institution is of no parent ever."""
        mine = super().visible_to(access, action)
        if access.acts_as(Role.PARENT):
            return mine.filter(code__in=[code for code, text in SECTIONS.items() if text.parents])
        return mine


class TalkSection(SavedSection):
    """One written part; its label and whom it is for stand in ``parts.SECTIONS``. All are there from
    the opening on. A trigger keeps those of a shared talk as they are."""

    institution = of_a_house()
    talk = of_a_talk(related_name="sections")
    code = models.CharField(pgettext_lazy("plan", "section"), max_length=20)

    trail_in_name = ("code",)
    trail_expected = {"text": ""}

    objects = TalkSectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a talk")
        verbose_name_plural = _("sections of talks")
        constraints = [
            models.UniqueConstraint(fields=["talk", "code"], name="a_talk_has_a_section_once"),
            models.CheckConstraint(
                condition=Q(code__in=list(SECTIONS)), name="a_section_of_a_talk_is_a_known_one"
            ),
            SavedSection.saved_by_somebody("a_section_of_a_talk_is_saved_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def trail_name(self) -> str:
        return str(SECTIONS[self.code].label)


class TalkAddition(models.Model):
    """What was added to a shared talk under a person's own name: by the staff, or as a guardian's
    remark. It is never changed nor removed; a trigger sees to it."""

    institution = of_a_house()
    talk = of_a_talk(related_name="additions")
    text = models.TextField(_("text"), max_length=ADDITION.longest)
    at = models.DateTimeField(_("at"))
    by = to_person(verbose_name=_("by"))
    is_remark = models.BooleanField(_("a guardian's remark"), default=False)

    objects = OfATalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("addition to a talk")
        verbose_name_plural = _("additions to talks")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_addition_says_something"),
        ]
        indexes = [models.Index(fields=["talk", "at"], name="additions_of_a_talk")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def trail_name(self) -> str:
        what = _("remark") if self.is_remark else _("addition")
        return f"{capfirst(str(what))}: {self.by}"
