"""What an institution may set about the weekly check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.registry import Setting, register

NOTE_AFTER = register(
    Setting(
        code="check.note_after",
        label=_(
            "A doctor's note is due for an illness longer than so many working days (0: never)"
        ),
        default=3,
        field=lambda: forms.IntegerField(min_value=0, max_value=60),
    )
)
