"""The shape of what the page sends, beside taps and texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from messaging.models import Talk, TalkParticipant
from messaging.talks.operations import Agreed
from messaging.talks.parts import ACTION, NAME
from people.requests import id_of
from people.rules.days import DayField


class AgreedForm(forms.Form):
    """One thing agreed. What may not be is said by its operation, at the field."""

    text = forms.CharField(label=ACTION.label, required=False)
    who = forms.ChoiceField(label=_("Who does it"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(label=NAME.label, required=False)
    due_on = DayField(label=_("By (day)"), required=False)

    def __init__(self, data: Any = None, *, people: Iterable[TalkParticipant]) -> None:
        super().__init__(data, prefix="agreed")
        offered = [(str(one.user_id), str(one)) for one in people if one.user_id]
        self.fields["who"].choices = offered  # type: ignore[attr-defined]

    @property
    def is_begun(self) -> bool:
        """Something was typed: a person alone says nothing yet."""
        return any(self.data.get(self.add_prefix(name)) for name in ("text", "name", "due_on"))

    @property
    def said(self) -> Agreed:
        data = self.cleaned_data
        user = id_of(data["who"]) or None
        return Agreed(data["text"], user, "" if user else data["name"], data["due_on"])


class DayForm(forms.Form):
    """The day on which it was."""

    day = DayField(label=_("Day"))

    def __init__(self, data: Any = None, *, talk: Talk) -> None:
        super().__init__(data, initial={"day": talk.day})
