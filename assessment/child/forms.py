"""The shape of what the page of a single assessment or observation sends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.parts import REASON


class ReasonForm(forms.Form):
    """Why something published is taken away; of a draft nobody asks."""

    reason = forms.CharField(
        label=REASON.label, max_length=REASON.longest,
        error_messages={"required": _("Say why it is taken away.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, is_told: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = is_told
