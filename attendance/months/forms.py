"""Why a closed month is opened again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from duties.models import Closure


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is the month reopened?"),
        max_length=Closure._meta.get_field("reason").max_length,
        help_text=_("Everybody who sees the table sees it."),
    )
