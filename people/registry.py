"""Settings of an institution: declared by the app that means them, kept in one column.

A setting has the rules' value as its default, so that an empty column is a correct institution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms

from people.models import Institution

T = TypeVar("T")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One value: how it is called, what it is when nobody chose, how it is typed and stored."""

    code: str
    label: Any
    default: T
    field: Callable[[], forms.Field]
    parse: Callable[[Any], T] = lambda stored: stored
    store: Callable[[T], Any] = lambda value: value

    def of(self, institution: Institution) -> T:
        stored = institution.settings.get(self.code)
        return self.default if stored is None else self.parse(stored)


_registry: dict[str, Setting[Any]] = {}


def register(setting: Setting[T]) -> Setting[T]:
    if setting.code in _registry:
        raise ValueError(f"setting {setting.code} is declared twice")
    _registry[setting.code] = setting
    return setting


def all_settings() -> list[Setting[Any]]:
    return list(_registry.values())
