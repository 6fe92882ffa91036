"""The shape of contact data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.rules.phones import PhoneField


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("New e-mail"),
        max_length=254,
        help_text=_("We will send a letter there; the address counts once you open its link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PhoneForm(forms.Form):
    phone = PhoneField(label=_("Phone"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].widget.attrs["autocomplete"] = "tel"  # one's own
