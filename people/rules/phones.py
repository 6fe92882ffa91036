"""Phones as they are kept (E.164) and shown. A Latvian number needs no prefix."""

from __future__ import annotations

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat

_HOME = "LV"


def normalised(typed: str) -> str:
    """«26 123 456» → «+37126123456»; empty stays empty.

    :raises ValidationError: no such number can be
    """
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, _HOME)
    except NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("Write a phone like 26 123 456, a foreign one with + and its country.")
        )
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(stored: str) -> str:
    """«+37126123456» → «26 123 456», a foreign one with its country."""
    try:
        number = phonenumbers.parse(stored, _HOME)
    except NumberParseException:
        return stored
    is_home = number.country_code == phonenumbers.country_code_for_region(_HOME)
    kind = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, kind)


class PhoneField(forms.CharField):
    """Typed as one likes, cleaned to E.164."""

    widget = forms.TextInput

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=30, **kwargs)
        self.widget.attrs |= {"type": "tel", "autocomplete": "off", "inputmode": "tel"}
        self.widget.input_type = "tel"

    def prepare_value(self, value):
        return shown(value) if isinstance(value, str) and value.startswith("+") else value

    def clean(self, value) -> str:
        return normalised(super().clean(value) or "")
