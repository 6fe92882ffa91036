"""The shape of what the pages of reports send."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from manners.models import SIGNS, Report

DECISIONS = {
    Report.Outcome.STANDS: pgettext_lazy("decision", "It stays"),
    Report.Outcome.GIVEN_BACK: pgettext_lazy("decision", "Give it back to be mended"),
    Report.Outcome.REMOVED: pgettext_lazy("decision", "Take it out of the journal"),
}


def _reasons() -> list[tuple[str, str]]:
    return [(one.value, capfirst(str(one.label))) for one in Report.Reason]


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
        choices=list(DECISIONS.items()),
    )  # fmt: skip
    answer = _text(
        pgettext_lazy("report", "Answer"),
        help_text=_("Whoever reported it and its author read it."),
    )


class TakeDownForm(forms.Form):
    """Why a file is taken out."""

    why = _text(pgettext_lazy("file", "Why"), help_text=_("Whoever made the file reads it."))
