"""The shape of what the catalogue's pages send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from curriculum.lists import Area
from curriculum.models import Entry
from curriculum.page import KINDS, places
from duties.calendar.school_year import label
from people.models import User


class YearForm(forms.Form):
    first_year = forms.TypedChoiceField(
        label=_("From the school year"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, years: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_year"].choices = [(year, label(year)) for year in years]  # type: ignore[attr-defined]
        self.initial.setdefault("first_year", years[0])

    def is_seen(self, standing: Entry | None) -> None:
        """What was typed is kept beside what stands now: sent again, it goes over that."""
        if standing and "entry" in self.fields:
            self.data = {**self.data.dict(), "entry": standing.pk}  # type: ignore[attr-defined]


class SeenForm(YearForm):
    """Of an act upon a wording: which one it was."""

    entry = forms.IntegerField(widget=forms.HiddenInput)


class RewordForm(SeenForm):
    text = forms.CharField(
        label=_("Wording"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("text", "first_year", "entry")


class NewEntryForm(YearForm):
    place = forms.ChoiceField(label=_("Where it belongs"), choices=places)
    text = forms.CharField(
        label=_("Wording"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("place", "text", "first_year")

    def entry(self) -> dict[str, Any]:
        """What ``operations.add`` asks for."""
        said = dict(self.cleaned_data)
        place = said.pop("place")
        if place in KINDS:
            return said | {"kind": place}
        area, _dot, stage = place.partition(".")
        of_an_area = {"kind": Entry.Kind.OUTCOME.value, "area": area, "stage": int(stage)}
        return said | of_an_area


class AreasForm(forms.Form):
    """Of one specialist: the areas ticked, and those that stood when the page was made."""

    areas = forms.MultipleChoiceField(
        label=_("Learning areas"), choices=Area, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    is_changed = False  # meanwhile, by somebody else
    now = ""  # what stands, where it was changed

    @classmethod
    def of(cls, person: User, known: set[str], sent: QueryDict) -> AreasForm:
        prefix = str(person.pk)
        initial = {"areas": sorted(known), "seen": " ".join(sorted(known))}
        return cls(sent if f"{prefix}-seen" in sent else None, prefix=prefix, initial=initial)

    def clean_seen(self) -> set[str]:
        return set(self.cleaned_data["seen"].split())

    def is_seen(self, known: set[str]) -> None:
        """What was ticked is kept beside what stands now: sent again, it goes over that."""
        if known not in (self.cleaned_data["seen"], set(self.cleaned_data["areas"])):
            self.is_changed = True
            self.now = ", ".join(str(one.label) for one in Area if one in known)
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("seen")] = " ".join(sorted(known))  # type: ignore[index]
