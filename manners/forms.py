"""The shape of what the pages of reports send."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from manners.models import SIGNS, Report

DECISIONS = {
    Report.Outcome.STANDS: pgettext_lazy("decision", "It stays"),
    Report.Outcome.GIVEN_BACK: pgettext_lazy("decision", "Give it back to be mended"),
    Report.Outcome.REMOVED: pgettext_lazy("decision", "Take it out of the journal"),
    Report.Outcome.MEND: pgettext_lazy("decision", "Ask its writer to mend it"),
}
OF_PEOPLE = [one for one in Report.Reason if one != Report.Reason.WORD]  # the list gives its own


def _reasons() -> list[tuple[str, str]]:
    return [(one.value, capfirst(str(one.label))) for one in OF_PEOPLE]


def _text(label, **more) -> forms.CharField:
    few = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=SIGNS, required=False, widget=few, **more)


class ReportForm(forms.Form):
    """What is wrong with it."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), widget=forms.RadioSelect, choices=_reasons
    )
    note = _text(_("What administration should know"))


class DecisionForm(forms.Form):
    """What becomes of it."""

    outcome = forms.ChoiceField(
        label=pgettext_lazy("report", "Your decision"), widget=forms.RadioSelect,
    )  # fmt: skip
    answer = _text(
        pgettext_lazy("report", "Answer"),
        help_text=_("Whoever reported it and its author read it."),
    )

    def __init__(self, *args: Any, offered: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(one.value, words) for one, words in DECISIONS.items() if one in offered]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


class TakeDownForm(forms.Form):
    """Why a file is taken out."""

    why = _text(pgettext_lazy("file", "Why"), help_text=_("Whoever made the file reads it."))
