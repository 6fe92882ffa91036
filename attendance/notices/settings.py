"""What an institution may set about notices of absence."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from duties.settings import time_setting
from people.registry import Setting, register

ASK_AT = time_setting(
    "notices.ask_at", _("Parents are asked whether a child is still ill at"), time(7, 0)
)
LONGEST = register(
    Setting(
        code="notices.longest",
        label=_("Absence is reported at most for, and ahead by, days"),
        default=60,
        field=lambda: forms.IntegerField(min_value=1, max_value=366),
    )
)
