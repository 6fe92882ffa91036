"""The shape of what the calendar's and the ladder's pages send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from duties.models import CalendarException, Closure
from people.models import ChildGroup
from people.rules.days import DayField

Kind = CalendarException.Kind
KINDS = (
    (Kind.CLOSED, _("Closed")),
    (Kind.OPEN, _("Working day of ours")),
    (Kind.MOVED, _("Moved working day")),
)


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Why"), max_length=120, required=False)


class DaysShape(forms.Form):
    """Which days are said to differ, and how; wherever that is said."""

    kind = forms.ChoiceField(label=_("What kind of day"), choices=KINDS, initial=Kind.CLOSED)
    day = DayField(label=_("Day, or the first of several"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave empty for one day."))
    worked = DayField(
        label=_("Worked instead on"), required=False, help_text=_("Only for a moved working day.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        moves = said.get("kind") == Kind.MOVED
        if moves and not said.get("worked"):
            self.add_error("worked", _("Say on which day it is worked instead."))
        if moves and said.get("until") and said["until"] != said.get("day"):
            self.add_error("until", _("One day is moved at a time."))
        if said.get("group") and said.get("kind") != Kind.CLOSED:
            self.add_error("group", _("A single group can only be closed."))
        return said


class DaysForm(DaysShape, NoteForm):
    """On the calendar's own page. Which groups there are, the server knows."""

    group = forms.ModelChoiceField(
        label=_("Whose"), queryset=ChildGroup.objects.none(), required=False,
        empty_label=_("The whole institution"),
    )  # fmt: skip
    field_order = ("kind", "day", "until", "worked", "group", "note")

    def __init__(self, *args: Any, groups: QuerySet[ChildGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["group"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = groups


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why these days are opened again"), strip=True,
        max_length=Closure._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AskForm(forms.Form):
    """Of which duty and day administration reminds, and whom."""

    duty = forms.RegexField(r"^[a-z_]{1,40}\Z")
    day = DayField()
