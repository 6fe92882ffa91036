"""The shape of what is done to an account."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class LeaveForm(forms.Form):
    since = forms.DateField(
        label=_("Closed from"),
        widget=DayInput(),
        help_text=_("From the beginning of this day the person gets in no more."),
    )


class PeriodForm(forms.Form):
    """From a day to a last one, or on and on; cleaned, ``until`` is the first day without it."""

    since = forms.DateField(label=_("From"), widget=DayInput())
    last_day = forms.DateField(label=_("Last day"), widget=DayInput(), required=False)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        since, last = cleaned.get("since"), cleaned.pop("last_day", None)
        if since and last and last < since:
            self.add_error("last_day", _("The period ends before it begins."))
        cleaned["until"] = last + timedelta(days=1) if last else None
        return cleaned


class SuspendForm(PeriodForm):
    reason = forms.CharField(label=pgettext_lazy("suspension", "Reason"), max_length=300)
    field_order = ("reason", "since", "last_day")
