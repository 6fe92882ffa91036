"""Questions put into SQL once, and planned by PostgreSQL once in a connection. Of a question that every
page asks, Django's work on its SQL and the plan cost several times what the answer does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, update_wrapper
from typing import Any, get_type_hints

from django.db import connection as _connection
from django.db.models import Model, QuerySet
from psycopg.types.numeric import Int8

connection: Any = _connection  # of ejournal.database, which lies above
_BITS = 63  # of a number
# Values that nobody asks for, each different, in whose place the values asked for are put.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: -1 - number,
    date: lambda number: date.min + timedelta(days=number),
    datetime: lambda number: datetime(1, 1, 1, second=number, tzinfo=UTC),
    str: lambda number: f"stand-in {number}",
}


class prepared:
    """Of a function that makes a queryset of its values: it is called once, then only asked.

    The values are given by name and are numbers, texts, dates or moments, which go beside the SQL as they
    are: a lookup that makes something else of them (``day__year``) is refused when it is first
    asked. The answer is a list of the queryset's objects, without related ones; what is annotated comes
    as the driver gives it (JSON as text). A number that no column holds has no answer.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self._make = make
        update_wrapper(self, make)

    def __call__(self, **values: Any) -> list[Any]:
        model, sql, names = self._question
        given = {name: values[name] for name in names}
        if any(type(one) is int and one.bit_length() > _BITS for one in given.values()):
            return []
        with connection.prepared_cursor() as cursor:
            cursor.execute(sql, {name: _typed(one) for name, one in given.items()})
            self._shape = self._shape or _Shape(model, [one.name for one in cursor.description])
            return [self._shape.made(row) for row in cursor.fetchall()]

    _shape: _Shape | None = None  # known with the first answer

    @cached_property
    def _question(self) -> tuple[type[Model], str, list[str]]:
        """Its model, its SQL with a place for each value by name, and the names."""
        kinds = get_type_hints(self._make)
        kinds.pop("return", None)
        stand_ins = {name: _STAND_INS[kind](no) for no, (name, kind) in enumerate(kinds.items())}
        asked = self._make(**stand_ins)
        sql, parameters = asked.query.sql_with_params()
        assert set(stand_ins.values()) <= set(parameters), f"{self._make.__name__} changes them"
        places = {one: f"%({name})s" for name, one in stand_ins.items()}
        filled = (places[one] if one in places else _literal(one) for one in parameters)
        return asked.model, sql.replace("%%", "%%%%") % tuple(filled), list(stand_ins)


def _literal(value: Any) -> str:
    """What is the same each time stands in the text."""
    return str(connection.ops.compose_sql("%s", [value])).replace("%", "%%")


def _typed(value: Any) -> Any:
    """Whatever its size, so that one question is one for the server."""
    return Int8(value) if type(value) is int else value


class _Shape:
    """How a row becomes an object. Found out once: a question has always the same columns, and Django's
    raw queryset looks at them each time anew, which costs as much as to ask."""

    def __init__(self, model: type[Model], columns: list[str]) -> None:
        own = {
            field.column: field for field in model._meta.concrete_fields if field.column in columns
        }
        self._model, self._names = model, [field.attname for field in own.values()]
        self._places = [columns.index(column) for column in own]
        self._told = [(name, at) for at, name in enumerate(columns) if name not in own]
        self._converters = [
            (columns.index(column), *found)
            for column, field in own.items()
            if (found := _converters(field))[1]
        ]

    def made(self, row: Sequence[Any]) -> Any:
        values = list(row)
        for at, column, converters in self._converters:
            for converter in converters:
                values[at] = converter(values[at], column, connection)
        made = self._model.from_db(
            connection.alias, self._names, [values[at] for at in self._places]
        )
        for name, at in self._told:
            setattr(made, name, values[at])
        return made


def _converters(field: Any) -> tuple[Any, list[Any]]:
    """What makes a field's value of the driver's: of JSON alone something."""
    column = field.get_col(field.model._meta.db_table)
    own = column.get_db_converters(connection)
    return column, [*connection.ops.get_db_converters(column), *own]
