"""Whose device it is, a name for a shared one, and a PIN written twice."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.devices.pins import LABEL, LENGTH

NOT_MINE = "not_mine"  # in every form that signs in


def not_mine() -> forms.BooleanField:
    """Whoever signs in says that the device is somebody else's: a friend's, a library's."""
    return forms.BooleanField(
        label=_("This is not my device"), required=False,
        help_text=_("Then you are signed out when the browser is closed."),
    )  # fmt: skip


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
