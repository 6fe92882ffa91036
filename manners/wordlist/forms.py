"""The shape of what is said of a word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manners.models import Stem
from manners.wordlist.in_use import Line

SAID = ["match", "severity", "category", "language", "exceptions", "note"]


class WordForm(forms.ModelForm):
    """Of a word that is in the list, the house's own or the common one."""

    class Meta:
        model = Stem
        fields = [*SAID, "is_in_use"]
        labels = {"is_in_use": _("It is in use here")}

    def _post_clean(self) -> None:
        """Rules and constraints are the operation's to say."""

    @classmethod
    def of(cls, line: Line, posted: Any = None) -> WordForm:
        said = line.entry._asdict() | {"exceptions": " ".join(line.entry.exceptions)}
        more = {"is_in_use": line.is_in_use, "note": line.row.note if line.row else ""}
        return cls(posted, initial=said | more)


class NewWordForm(WordForm):
    class Meta(WordForm.Meta):
        fields = ["stem", *SAID]
