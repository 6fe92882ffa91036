"""A name for a shared device, and a PIN written twice."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.devices.pins import LABEL, LENGTH


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the device, for example the group's"), max_length=60, strip=True
    )


def _pin(label) -> forms.CharField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9]*", "size": LENGTH}
    return forms.CharField(label=label, max_length=LENGTH, widget=forms.PasswordInput(attrs=attrs))


class PinForm(forms.Form):
    """A PIN, twice."""

    pin = _pin(LABEL)
    again = _pin(_("The same PIN once more"))

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", ValidationError(_("The two PINs differ.")))
