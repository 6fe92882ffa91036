"""What all rows of this app have: the house they are of, the person who made or asked for them."""

from functools import partial

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

of_a_house = partial(
    models.ForeignKey, "people.Institution", verbose_name=_("institution"),
    on_delete=models.PROTECT, related_name="+",
)  # fmt: skip
of_a_person = partial(
    models.ForeignKey, settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
)
