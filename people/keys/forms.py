"""The shape of a first password, of what is typed from a slip, and of what is done to an account."""

from datetime import timedelta

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.devices.forms import not_mine
from people.rules.days import DayField
from people.sign_in import passwords


class FirstPasswordForm(SetPasswordForm):
    """The password twice; the user's own rules speak beside it."""

    not_mine = not_mine()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = _("Password"), _("The same password once more")
        first.help_text = passwords.ADVICE
        second.help_text = ""


class SlipForm(forms.Form):
    """User name and code of a printed slip."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label=pgettext_lazy("slip", "Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class LeaveForm(forms.Form):
    since = DayField(
        label=_("Closed from"),
        help_text=_("From the beginning of this day the person gets in no more."),
    )


class PeriodForm(forms.Form):
    """From a day to a last one, or on and on; cleaned, ``until`` is the first day without it."""

    since = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        since, last = cleaned.get("since"), cleaned.pop("last_day", None)
        if since and last and last < since:
            self.add_error("last_day", _("The period ends before it begins."))
        cleaned["until"] = last + timedelta(days=1) if last else None
        return cleaned


class SuspendForm(PeriodForm):
    reason = forms.CharField(
        label=pgettext_lazy("suspension", "Reason"),
        max_length=300,
        help_text=_("The person reads it as you write it here."),
    )
    last_day = DayField(label=_("Last day"), help_text=_("A year at most."))
    field_order = ("reason", "since", "last_day")
