"""Fields that forms of every app share."""

from django import forms

_ISO = "%Y-%m-%d"  # as an input of a day sends it, whatever it shows


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format=_ISO)


class DayField(forms.DateField):
    """A day, chosen."""

    widget = DayInput
    input_formats = (_ISO,)
