"""What an institution may set about unexplained absences."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.registry import Setting, register

MORE_THAN = register(
    Setting(
        code="attendance.clarify_more_than",
        label=_("Clarify an unexplained absence of more working days than"),
        default=3,
        field=lambda: forms.IntegerField(min_value=1, max_value=60),
    )
)
