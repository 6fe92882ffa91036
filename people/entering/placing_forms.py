"""The shape of a move, a restriction and an assignment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.entering.restriction_views import SCOPES
from people.fields import DayField
from people.keys.forms import PeriodForm
from people.models import Assignment, ChildGroup


class _WithGroup(forms.Form):
    group = forms.ModelChoiceField(label=_("Group"), queryset=ChildGroup.objects.none())

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class MoveForm(_WithGroup):
    since = DayField(label=_("In the group from"))


class AssignForm(_WithGroup, PeriodForm):
    """With a last day it is a substitution, or whatever else ends."""

    kind = forms.TypedChoiceField(label=_("As"), coerce=int, choices=Assignment.Kind.choices)
    field_order = ("group", "kind", "since", "last_day")


class RestrictForm(forms.Form):
    document = forms.CharField(label=_("Document"), max_length=200)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    since = DayField(label=_("In force since"))
    valid_until = DayField(label=_("Valid until"), required=False)
    scope = forms.MultipleChoiceField(
        label=_("Restricts"), choices=SCOPES, widget=forms.CheckboxSelectMultiple,
        initial=[name for name, _label in SCOPES],
    )  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        chosen = cleaned.pop("scope", [])
        return cleaned | {name: name in chosen for name, _label in SCOPES}
