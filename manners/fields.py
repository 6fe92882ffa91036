"""Where a person writes what another reads: the literal lists of the apps, by address (R18).

Each app registers its own (``wording.py`` of the app) in ``AppConfig.ready``: at which address a text is
sent, in which fields of the form, in which columns it comes to lie, of which thing it becomes a part. A test
holds the lists against all columns there are (``tests/manners/test_fields.py``): who adds a text for others
either names it in a list or says why nobody is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from manners.registry import Text
from people.access import Access

Places = Mapping[str, Any]  # what the address says: group, day …
Things = Callable[[QueryDict, Places, Access], Iterable[tuple[str, int]]]  # kind and key
Standing = Callable[[QueryDict, Places, Access], Iterable[Text]]
ANY = "*"  # at the end of a name: all fields that begin so


@dataclass(frozen=True)
class Sent:
    """One address that sends texts. It is asked before it does what it does; never is anything refused."""

    address: str  # «activities:entry»
    fields: Mapping[str, Any]  # name in the form («text-*») → how it is called
    columns: str = ""  # where it comes to lie: «activities.DayEntry.title activities.DayEntry.text»
    things: Things | None = (
        None  # what it becomes a part of, for administration; None: it is only asked
    )
    standing: Standing | None = None  # what is sent with it and is saved already

    def texts(self, posted: QueryDict, places: Places, by: Access) -> Iterator[tuple[Any, ...]]:
        """What would be sent: label, text, and the name of its field."""
        for name in posted:
            label = self.label_of(name)
            if label is not None:
                yield from ((label, text, name) for text in posted.getlist(name))
        if self.standing:
            yield from self.standing(posted, places, by)

    def label_of(self, name: str) -> Any | None:
        if name in self.fields:
            return self.fields[name]
        begun = (one for one in self.fields if one[-1] == ANY and name.startswith(one[:-1]))
        return next((self.fields[one] for one in begun), None)


_registry: dict[str, Sent] = {}


def register(*sent: Sent) -> None:
    for one in sent:
        if one.address in _registry:
            raise ValueError(f"address {one.address} is declared twice")
        _registry[one.address] = one


def find(address: str) -> Sent | None:
    return _registry.get(address)


def all_sent() -> list[Sent]:
    return list(_registry.values())


def columns() -> set[str]:
    """Every column in which what is asked about comes to lie."""
    return {column for one in _registry.values() for column in one.columns.split()}
