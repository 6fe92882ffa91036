"""Questions put into SQL once. Of a question that every page asks, Django's work on its SQL costs
several times what PostgreSQL needs to answer it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, update_wrapper
from typing import Any, get_type_hints

from django.db.models import QuerySet
from django.db.models.query import RawQuerySet

# Values that nobody asks for, each different, in whose place the values asked for are put.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: -1 - number,
    date: lambda number: date.min + timedelta(days=number),
    datetime: lambda number: datetime(1, 1, 1, second=number, tzinfo=UTC),
    str: lambda number: f"stand-in {number}",
}


class prepared:
    """Of a function that makes a queryset of its values: it is called once, then only asked.

    The values are given by name and are numbers, texts, dates or moments, which go into the SQL as they
    are: a lookup that makes something else of them (``day__year``) is refused when it is first
    asked. The answer has the queryset's objects, without related ones; what is annotated comes as the
    driver gives it (JSON as text).
    """

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self._make = make
        update_wrapper(self, make)

    def __call__(self, **values: Any) -> RawQuerySet:
        model, sql, parameters, names = self._question
        meant = {stand_in: values[name] for name, stand_in in names.items()}
        return model._default_manager.raw(sql, [meant.get(one, one) for one in parameters])

    @cached_property
    def _question(self) -> tuple[Any, str, tuple[Any, ...], dict[str, Any]]:
        kinds = get_type_hints(self._make)
        kinds.pop("return", None)
        names = {name: _STAND_INS[kind](no) for no, (name, kind) in enumerate(kinds.items())}
        asked = self._make(**names)
        sql, parameters = asked.query.sql_with_params()
        assert set(names.values()) <= set(parameters), f"{self._make.__name__} changes its values"
        return asked.model, sql, parameters, names
