"""What an institution may set about its caterer's letter; the cut-off is in ``attendance.settings``."""

from datetime import date, datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from duties.settings import time_setting
from outbox.clock import moment
from people.models import Institution
from people.registry import Setting, register

CATERER_EMAIL = register(
    Setting(
        code="kitchen.caterer_email",
        label=_("The caterer's e-mail address (empty: no letter)"),
        default="",
        field=lambda: forms.EmailField(required=False),
    )
)
OLDER_FROM = register(  # meals and their price change on that birthday
    Setting(
        code="kitchen.older_from_years",
        label=_("Age from which a child eats as an older one, in years"),
        default=3,
        field=lambda: forms.IntegerField(min_value=3, max_value=5),
    )
)
LETTER_AT = time_setting(
    "kitchen.letter_at", _("The head count is sent to the caterer at"), time(9, 5)
)


def letter_due(institution: Institution, day: date) -> datetime:
    return moment(day, LETTER_AT.of(institution), institution.time_zone)
