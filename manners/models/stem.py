"""Words that one does not write (R18): what a house says of them beside the list it begins with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import Access, Action
from people.models import Institution

LONGEST = 60
FOLDED = r"^[a-zа-я0-9]+( [a-zа-я0-9]+)*$"  # as ``speech.signs`` reads a word
WORDS = r"^([a-zа-я0-9]+( [a-zа-я0-9]+)*)?$"


class StemQuerySet(models.QuerySet["Stem"]):
    def visible_to(self, access: Access, action: Action) -> StemQuerySet:
        """Administration of the house; no parent reads the list."""
        return self.filter(access.relation_rule(action))


class Stem(models.Model):
    """A word of the house's own, or what it says otherwise of one of the common list (``speech.starter``).

    A row goes before the common word that is written the same; out of use, it puts that out of use here.
    """

    class Match(models.TextChoices):
        WORD = "word", pgettext_lazy("word list", "only this word")
        PREFIX = "prefix", pgettext_lazy("word list", "every word that begins so")
        STEM = "stem", pgettext_lazy("word list", "with any ending")
        PHRASE = "phrase", pgettext_lazy("word list", "several words in a row")

    class Severity(models.IntegerChoices):
        ASK = 1, pgettext_lazy("word list", "the writer is asked")
        FLAG = 2, pgettext_lazy("word list", "if it is sent, administration looks")
        TELL = 3, pgettext_lazy("word list", "if it is sent, administration is told at once")

    class Category(models.TextChoices):
        INSULT = "insult", pgettext_lazy("word list", "insult")
        OBSCENE = "obscene", pgettext_lazy("word list", "obscene")
        RUDE = "rude", pgettext_lazy("word list", "rude")
        HATRED = "hatred", pgettext_lazy("word list", "hatred")
        THREAT = "threat", pgettext_lazy("word list", "threat")

    class Language(models.TextChoices):
        LATVIAN = "lv", _("Latvian")
        RUSSIAN = "ru", _("Russian")
        RUSSIAN_IN_LATIN = "ru-Latn", _("Russian in Latin letters")
        ENGLISH = "en", _("English")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    stem = models.CharField(pgettext_lazy("word list", "word"), max_length=LONGEST)
    match = models.CharField(
        pgettext_lazy("word list", "what is found"), max_length=6, choices=Match, default=Match.WORD
    )
    severity = models.SmallIntegerField(
        pgettext_lazy("word list", "what happens"), choices=Severity, default=Severity.FLAG
    )
    category = models.CharField(
        pgettext_lazy("word list", "kind"), max_length=7, choices=Category, default=Category.INSULT
    )
    language = models.CharField(
        _("language"), max_length=7, choices=Language, default=Language.LATVIAN
    )
    exceptions = models.CharField(
        pgettext_lazy("word list", "exceptions"), max_length=300, blank=True,
        help_text=_("Innocent words that begin alike, separated by spaces."),
    )  # fmt: skip
    note = models.CharField(pgettext_lazy("word list", "note"), max_length=300, blank=True)
    is_in_use = models.BooleanField(pgettext_lazy("word list", "in use"), default=True)

    objects = StemQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("word list", "word")
        verbose_name_plural = pgettext_lazy("word list", "word list")
        ordering = ("stem",)
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "stem"], name="a_word_stands_once_in_a_list",
                violation_error_message=_("This word is in the list already."),
            ),
            models.CheckConstraint(
                condition=Q(stem__regex=FOLDED), name="a_word_is_kept_as_it_is_read"
            ),
            models.CheckConstraint(
                condition=Q(exceptions__regex=WORDS), name="exceptions_are_kept_as_they_are_read"
            ),
            models.CheckConstraint(
                condition=Q(match="phrase", stem__contains=" ")
                | Q(~Q(stem__contains=" "), match__in=["word", "prefix", "stem"]),
                name="only_a_phrase_has_several_words",
                violation_error_message=_("Several words in a row are a phrase, one word is none."),
            ),
            models.CheckConstraint(
                condition=Q(severity__in=[1, 2, 3]), name="a_word_is_grave_in_three_steps"
            ),
            models.CheckConstraint(
                condition=Q(category__in=["insult", "obscene", "rude", "hatred", "threat"]),
                name="the_kind_of_a_word_is_known",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["lv", "ru", "ru-Latn", "en"]),
                name="the_language_of_a_word_is_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.stem
