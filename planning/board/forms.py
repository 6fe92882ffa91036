"""Which month's plans are taken along."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duties.calendar.days import Month

CHOOSE = _("Choose one of the months of this school year.")


class MonthForm(forms.Form):
    month = forms.TypedChoiceField(
        label=_("Month"), coerce=date.fromisoformat,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, *args: Any, months: Iterable[Month], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(one.first.isoformat(), one.name) for one in months]  # type: ignore[attr-defined]
