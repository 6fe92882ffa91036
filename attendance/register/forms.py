"""The shape of what a register form sends. Which children there are, the server knows."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import Reason
from attendance.register.operations import Answer

_ID = re.compile(r"[0-9]{1,18}\Z", re.ASCII)
MAX_CHILDREN = 200


class RegisterForm(forms.Form):
    """Everything but the children: the version the page was made from, and why it is late."""

    version = forms.RegexField(r"^[0-9]{1,9}\Z", initial="0")
    late_reason = forms.CharField(
        label=gettext_lazy("Why after the deadline?"), max_length=200, required=False
    )

    def clean_version(self) -> int:
        return int(self.cleaned_data["version"])


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
