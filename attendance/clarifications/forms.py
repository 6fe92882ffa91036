"""The shape of what the pages of clarifications send."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import Clarification, ClarificationStep
from outbox.clock import ONE_DAY

OFFERED = 30  # days back that a step may be entered for


class StepForm(forms.Form):
    """What was done, on which day, what came of it. A list of days, drawn in the portal's language."""

    kind = forms.ChoiceField(label=gettext_lazy("What was done"), widget=forms.RadioSelect)
    day = forms.TypedChoiceField(label=gettext_lazy("day"), coerce=date.fromisoformat)
    note = forms.CharField(
        label=gettext_lazy("what came of it"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, since: date, today: date) -> None:
        super().__init__(data)
        kinds = [(one.value, capfirst(str(one.label))) for one in ClarificationStep.Kind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["day"].choices = _days(since, today)  # type: ignore[attr-defined]
        for name in ("day", "note"):
            self.fields[name].label = capfirst(str(self.fields[name].label))


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(choices=Clarification.Outcome)


def _days(since: date, today: date) -> list[tuple[str, str]]:
    count = min(OFFERED, (today - since).days)
    return [_day(today - ONE_DAY * n, today) for n in range(max(count, 0) + 1)]


def _day(day: date, today: date) -> tuple[str, str]:
    words = [_("today")] * (day == today) + [date_format(day, "l, j. F")]
    return day.isoformat(), ", ".join(words)
