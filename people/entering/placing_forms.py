"""The shape of a move, a restriction and an assignment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.keys.forms import PeriodForm
from people.models import SCOPES, Assignment, ChildGroup, Restriction
from people.rules.days import DayField


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


def scopes() -> list[tuple[str, Any]]:
    """What a document may restrict, as the model calls it."""
    fields: dict[str, Any] = {field.name: field for field in Restriction._meta.fields}
    return [(name, fields[name].verbose_name) for name in SCOPES]


class RestrictForm(forms.Form):
    document = forms.CharField(label=_("Document"), max_length=200)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    since = DayField(label=_("In force since"))
    valid_until = DayField(label=_("Valid until"), required=False)
    scope = forms.MultipleChoiceField(
        label=_("Restricts"), choices=scopes, widget=forms.CheckboxSelectMultiple,
        initial=SCOPES,
    )  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        chosen = cleaned.pop("scope", [])
        return cleaned | {name: name in chosen for name in SCOPES}
