"""The shape of a first password, and of what is typed from a slip."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FirstPasswordForm(SetPasswordForm):
    """The password twice; the user's own rules speak beside it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = _("Password"), _("The same password once more")
        first.help_text = _(
            "At least 15 characters: three or four words of your own are easy to keep in mind."
        )
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
