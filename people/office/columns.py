"""Columns of the admin's lists, named in people's words."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext_lazy as _

from outbox.clock import ONE_DAY


def column(path: str, words: Any) -> Callable[[Any], Any]:
    """What lies at the end of a path from the row: ``register__group``, ``closed_by``."""
    value_of = attrgetter(path.replace("__", "."))

    @admin.display(description=words, ordering=path)
    def shown(row: Any) -> Any:
        return value_of(row)

    return shown


@admin.display(description=_("last day"), ordering="until")
def last_day(row: Any) -> date | None:
    """Of a stretch that is kept until the day after it."""
    return row.until and row.until - ONE_DAY


def joined_by(model: type[Model], shown: Any) -> str:
    """The rows that a column leads through, for ``select_related``; empty for a column of the row's own."""
    path, rows, at = str(getattr(shown, "admin_order_field", shown)), [], model
    for name in path.split("__"):
        try:
            field = at._meta.get_field(name)
        except FieldDoesNotExist:
            break
        if not isinstance(field, ForeignKey):
            break
        rows.append(name)
        at = field.related_model  # type: ignore[assignment]
    return "__".join(rows)
