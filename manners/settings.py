"""What an institution may set about words one does not write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from manners.models import Stem
from people.registry import Setting, register

FLAGGED_FROM: Setting[int] = register(
    Setting(
        code="manners.flagged_from",
        label=_("What is sent all the same is shown to administration from this step on"),
        default=Stem.Severity.FLAG.value,
        field=lambda: forms.TypedChoiceField(choices=Stem.Severity, coerce=int),
    )
)
