"""A column that names an adult."""

from django.conf import settings
from django.db import models


def to_person(related_name: str = "+", **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )
