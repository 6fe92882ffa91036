"""The shape of what a form of absence sends. Whose children they are, the server knows."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import Reason
from attendance.models.reason import REASONS_OF_PARENTS
from attendance.notices.days import Period
from attendance.notices.operations import LONGEST_NOTE
from outbox.clock import ONE_DAY
from people.rules.days import DayField, require_near

OTHER_DAYS = "other"
MAX_CHILDREN = 20
_ID = re.compile(r"[0-9]{1,18}\Z", re.ASCII)


class NoticeForm(forms.Form):
    """``days`` is «first/last» as a chip says it, or «other»: then ``since`` and ``last`` are asked."""

    days = forms.CharField(
        max_length=25, error_messages={"required": gettext_lazy("Choose the days.")}
    )
    since = DayField(required=False)
    last = DayField(required=False)
    reason = forms.ChoiceField(
        choices=[(reason, reason.label) for reason in REASONS_OF_PARENTS],
        error_messages={
            "required": gettext_lazy("Choose the reason."),
            "invalid_choice": gettext_lazy("Choose one of the reasons offered."),
        },
    )
    note = forms.CharField(max_length=LONGEST_NOTE, required=False)

    def clean(self) -> dict:
        found = super().clean() or self.cleaned_data
        if found.get("days"):
            first, last = self._days(found)
            found["period"] = Period(first, last + ONE_DAY)
        return found

    def _days(self, found: dict) -> tuple[date, date]:
        """:raises ValidationError: no days, or in the wrong order"""
        first, last = found.get("since"), found.get("last")
        if found["days"] != OTHER_DAYS:
            first, last = _chip(found["days"])
        if first is None:
            raise ValidationError(_("Give the first day."))
        last = last or first
        if last < first:
            raise ValidationError(_("The last day is before the first one."))
        for day in (first, last):
            require_near(day)
        return first, last

    @property
    def sentences(self) -> list[str]:
        return [str(text) for errors in self.errors.values() for text in errors]

    @property
    def period(self) -> Period:
        return self.cleaned_data["period"]

    @property
    def said(self) -> dict:
        """What the operations take."""
        return {
            "since": self.period.since, "until": self.period.until,
            "reason": Reason(self.cleaned_data["reason"]), "note": self.cleaned_data["note"],
        }  # fmt: skip


def _chip(value: str) -> tuple[date, date]:
    first, _slash, last = value.partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise ValidationError(_("Choose the days.")) from None


def child_ids(data: QueryDict) -> list[int]:
    """:raises ValidationError: none, too many, or what no form of ours sends"""
    values = list(dict.fromkeys(data.getlist("child")))
    if not values:
        raise ValidationError(_("Choose at least one child."))
    if len(values) > MAX_CHILDREN or not all(_ID.match(value) for value in values):
        raise ValidationError(_("This form was not made by this page. Open the page again."))
    return [int(value) for value in values]


def day_of(data: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(data.get(name, ""))
    except ValueError:
        return None
