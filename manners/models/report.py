"""What somebody reported as not fit for the journal, or the word list found in it, and what administration
decided of it (R18, R21, R27)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.file import KIND
from outbox.models.notification import ROLE_LENGTH
from people.access import Access, Action
from people.models import Institution
from people.models.to_person import to_person

SIGNS = 300  # of a note and of an answer
SIGN = 32


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, access: Access, action: Action) -> ReportQuerySet:
        """Administration of the house, with who reported it; nobody else reads one as a whole."""
        return self.filter(access.relation_rule(action))

    def told_to(self, access: Access) -> ReportQuerySet:
        """Those of which one reads what came of them: whoever reported it, in the role acted in then; and
        once it is decided the author of the thing, who never reads who that was."""
        role = access.acting.role if access.acting else ""
        own, decided = Q(author=access.user.pk), ~Q(outcome="")
        return self.filter(Q(by=access.user.pk, role=role) | own & decided & _TOLD)

    def of_thing(self, kind: str, pk: int) -> ReportQuerySet:
        return self.filter(kind=kind, subject_id=pk)

    def by_the_list(self) -> ReportQuerySet:
        return self.filter(reason=Report.Reason.WORD)

    def open(self) -> ReportQuerySet:
        return self.filter(outcome="")

    def decided(self) -> ReportQuerySet:
        return self.exclude(outcome="")


# of a word that stays its writer hears nothing: it was only looked at
_TOLD = ~Q(reason="word", outcome="stands")


class Report(models.Model):
    """One thing reported, or found by the word list, until administration decides. Decided once.

    ``kind`` and ``subject_id`` say of what, as its ``registry.Reportable`` understands them: a photo is
    hidden from then on, a text is not. What administration itself takes out of the journal is a report of
    its own, decided as it is made. ``sign``: of the text in which a word was found, so that the same text
    is shown to administration once; the text itself lies where it was written.
    """

    class Reason(models.TextChoices):
        WORD = "word", _("a word from the word list")
        CHILD = "child", _("a child can be recognised")
        NAME = "name", _("a name can be read")
        OTHER = "other", _("something else that is not fit")

    class Outcome(models.TextChoices):
        STANDS = "stands", pgettext_lazy("decided", "it stays")
        GIVEN_BACK = "given_back", pgettext_lazy("decided", "given back to be mended")
        REMOVED = "removed", pgettext_lazy("decided", "taken out of the journal")
        MEND = "mend", pgettext_lazy("decided", "its writer is asked to mend it")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=60)
    subject_id = models.BigIntegerField(_("subject"))
    author = to_person(verbose_name=_("author of what was reported"))
    by = to_person(verbose_name=_("reported by"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=ROLE_LENGTH, blank=True)  # of whoever reported it
    sign = models.CharField(_("sign of the text"), max_length=SIGN, blank=True)
    at = models.DateTimeField(_("reported at"))
    reason = models.CharField(pgettext_lazy("report", "reason"), max_length=5, choices=Reason)
    note = models.CharField(pgettext_lazy("report", "note"), max_length=SIGNS, blank=True)
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome, blank=True)
    answer = models.CharField(_("answer"), max_length=SIGNS, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = to_person(verbose_name=_("decided by"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("manners", "report")
        verbose_name_plural = pgettext_lazy("manners", "reports")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__regex=KIND), name="what_was_reported_is_a_code"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["word", "child", "name", "other"]),
                name="the_reason_of_a_report_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(
                    outcome__in=["stands", "given_back", "removed", "mend"],
                    decided_at__isnull=False,
                    decided_at__gte=F("at"),
                    decided_by__isnull=False,
                ),
                name="a_report_is_decided_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(reason="word", by__isnull=True, role="", note="") & ~Q(sign="")
                | Q(~Q(reason="word"), by__isnull=False, sign=""),
                name="a_report_is_made_by_a_person_or_by_the_word_list",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(outcome="", by__isnull=False),
                name="one_open_report_of_a_thing",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(outcome="", by__isnull=True),
                name="one_open_find_in_a_thing",
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="reports_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.subject_id}"
