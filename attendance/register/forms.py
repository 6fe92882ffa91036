"""The shape of what a register form sends. Which children there are, the server knows."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import CorrectionRequest, Reason
from attendance.register.marks import Answer
from attendance.register.operations.times import Undone

_ID = re.compile(r"[0-9]{1,18}\Z", re.ASCII)
MAX_CHILDREN = 200
PRESENT, UNKNOWN = "present", "unknown"


class RegisterForm(forms.Form):
    """Everything but the children: the version the page was made from, and why it is late."""

    version = forms.RegexField(r"^[0-9]{1,9}\Z", initial="0")
    late_reason = forms.CharField(
        label=gettext_lazy("Why after the deadline?"), max_length=200, required=False
    )

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"])


class TimeForm(forms.Form):
    """When a child came or left; nothing said means now."""

    version = forms.RegexField(r"^[0-9]{1,9}\Z", initial="0", widget=forms.HiddenInput)
    at_time = forms.TimeField(
        label=gettext_lazy("At what time?"), required=False, input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"])


class UndoForm(forms.Form):
    version = forms.RegexField(r"^[0-9]{1,9}\Z")
    what = forms.ChoiceField(choices=[(one.value, one.value) for one in Undone])

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"])

    def clean_what(self) -> Undone:
        return Undone(self.cleaned_data["what"])


class AskForm(forms.Form):
    """What a child's day of a signed week should say: there, or absent for one of the reasons."""

    wanted = forms.ChoiceField(label=gettext_lazy("How was it?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Why should it be corrected?"), required=False,
        max_length=CorrectionRequest._meta.get_field("why").max_length,
    )  # fmt: skip

    def __init__(self, *args, wanted: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["wanted"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = wanted

    def answer(self, child_id: int) -> Answer:
        wanted = self.cleaned_data["wanted"]
        absent = wanted != PRESENT
        return Answer(child_id, absent, wanted if absent and wanted != UNKNOWN else None)


def answers_of(data: QueryDict) -> list[Answer]:
    """What the form says of each child it showed: ``child`` and ``absent`` lists, ``reason_<id>``.

    :raises ValidationError: an id or a reason that no form of ours sends
    """
    shown, absent = _ids(data.getlist("child")), set(_ids(data.getlist("absent")))
    children = dict.fromkeys([*shown, *sorted(absent)])
    if len(children) > MAX_CHILDREN:
        raise ValidationError(_("There are too many children in this form."))
    return [Answer(c, c in absent, reason_of(data, c) if c in absent else None) for c in children]


def reason_of(data: QueryDict, child_id: int) -> str | None:
    value = data.get(f"reason_{child_id}") or None
    if value is not None and value not in Reason.values:
        raise ValidationError(_("Choose one of the reasons offered."))
    return value


def _ids(values: list[str]) -> list[int]:
    if not all(_ID.match(value) for value in values):
        raise ValidationError(_("This form was not made by this page. Open the page again."))
    return [int(value) for value in values]
