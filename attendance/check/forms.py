"""The shape of what the check's forms send."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.check.operations import Decision
from attendance.check.week import PRESENT, WORDS
from attendance.models import Reason
from duties.calendar.days import monday_of
from outbox.clock import ONE_DAY
from people.rules.days import DayField

AS_REPORTED = "as_reported"
OFFERED = (PRESENT, *Reason.values)
_STRETCH = re.compile(r"([0-9]{1,18}):([0-9+-]{10,80}):([a-z_]{1,12})\Z", re.ASCII)
MOST = 200


def decisions_of(values: Iterable[str], says: str) -> list[Decision]:
    """Of the ticked rows. ``says`` may be AS_REPORTED, for the view to replace.

    :raises ValidationError: nothing is ticked, or no form of ours sends such a thing
    """
    values = list(values)
    if says not in (*OFFERED, AS_REPORTED):
        raise ValidationError(_("Choose one of the reasons offered."))
    if not values:
        raise ValidationError(_("Tick the absences first."))
    found = [decision for value in values[:MOST] for decision in _days_of(value, says)]
    return list({(one.child_id, one.day): one for one in found}.values())


def decision_of(value: str) -> Decision:
    """Of a button that resolves a conflict: ``child:day:seen:says``.

    :raises ValidationError: no button of ours sends such a thing
    """
    shown, _colon, says = value.rpartition(":")
    decisions = list(_days_of(shown, says)) if says in OFFERED else []
    if len(decisions) != 1:
        raise ValidationError(_("This form was not made by this page. Open the page again."))
    return decisions[0]


def of_week(decisions: list[Decision], monday: date) -> list[Decision]:
    """:raises ValidationError: the page of this week showed no such day"""
    if any(monday_of(decision.day) != monday for decision in decisions):
        raise ValidationError(_("This form was not made by this page. Open the page again."))
    return decisions


def _days_of(value: str, says: str) -> Iterator[Decision]:
    found = _STRETCH.match(value)
    try:
        child, days, seen = found.groups() if found else ("", "", "")
        for day in days.split("+"):
            decision = Decision(int(child), date.fromisoformat(day), seen, says)
            if seen not in WORDS:
                raise ValueError(seen)
            yield decision
    except ValueError:
        text = _("This form was not made by this page. Open the page again.")
        raise ValidationError(text) from None


class SeenForm(forms.Form):
    """A doctor's note was seen: whose, of which days, when."""

    child = forms.IntegerField(min_value=1, max_value=10**18, widget=forms.HiddenInput)
    since = DayField(widget=forms.HiddenInput)
    until = DayField(widget=forms.HiddenInput)
    seen_on = DayField(label=gettext_lazy("Seen on"))


class QuarantineForm(forms.Form):
    """From the first to the last day, both included."""

    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"))

    def clean_last(self) -> date:
        last = self.cleaned_data["last"]
        if last >= date(9000, 1, 1):
            raise ValidationError(_("A quarantine lasts from 1 to 60 days."))
        return last

    @property
    def until(self) -> date:
        return self.cleaned_data["last"] + ONE_DAY


class AnswerForm(forms.Form):
    asked_at = forms.DateTimeField()  # which wording was read: a waiting request may be changed
    granted = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes"
    )
    text = forms.CharField(max_length=200, required=False)
