"""Kinds of things that can be reported. Apps above declare theirs; this app knows none of them.

To let people report something, and administration decide about it:

1. beside its model say what it is, and register that in ``AppConfig.ready``::

       class OfAPhoto(Reportable):
           code, label = "activities.photo", _("photo")
           title, thanks = _("Report the photo"), _("The photo is hidden. …")
           template = "activities/photos/reported.html"

           def find(self, pk, by):  # asked when somebody reports it
               return DayPhoto.objects.visible_to(by, Action.VIEW_PHOTO).filter(pk=pk).first()
           …

2. lead to the form wherever it stands: ``{% url "manners:new" "activities.photo" photo.pk %}?next=…``

Hiding, showing, giving back and removing are the app's own operations, told ``by`` and ``at``; they are
called in the transaction of the report or of what is decided of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from people.access import Access
from people.models import Institution, User

Kind = TypeVar("Kind", bound="Removable")


class Removable(ABC):
    """One kind of things that administration can take out of the journal (R21)."""

    code: str  # «activities.photo»
    label: Any  # what one is called in a line: «photo»
    template = ""  # how one is looked at: is given ``shown``

    @abstractmethod
    def found(self, pks: Iterable[int], by: Access) -> dict[int, Any]:
        """Those that are still there, by id, for administration; a constant number of queries."""

    @abstractmethod
    def house(self, thing: Any) -> Institution: ...

    @abstractmethod
    def author(self, thing: Any) -> User:
        """Whoever answers for it, and is told what was decided."""

    @abstractmethod
    def address(self, thing: Any) -> str:
        """The page where it stands for the staff."""

    @abstractmethod
    def named(self, pks: Iterable[int]) -> dict[int, str]:
        """Which ones they are, for whom they concern: group and day, nothing of the content. Also of what
        is there no more; one query."""

    def shown(self, thing: Any, by: Access) -> Any:
        """What its template is given; None where there is nothing to look at."""
        return None

    def address_for(self, pk: int, author: Access) -> str:
        """The page where its author finds it now, to mend it; empty where that person sees it no more."""
        return ""

    def of_files(self, files: Iterable[int], by: Access) -> dict[int, Any]:
        """Of stored files, by id, the things that they are a part of: such a file goes with its thing."""
        return {}

    @abstractmethod
    def remove(self, thing: Any, *, by: Access, at: datetime) -> None:
        """For good, with everything that was made of it."""


class Reportable(Removable):
    """One that whoever sees it may report, too: who does, and what becomes of it (R27)."""

    title: Any  # over the form
    thanks: Any  # what its reporter is told at once

    @abstractmethod
    def find(self, pk: int, by: Access) -> Any | None:
        """What this access sees now and may report; None for everybody else."""

    @abstractmethod
    def would_see(self, pk: int, by: Access) -> bool:
        """Would this access see it, were it not hidden? Whoever would is told that it was reported."""

    @abstractmethod
    def hide(self, thing: Any, *, by: Access, at: datetime) -> None:
        """From everybody but administration, at once. ``by`` is whoever reported it."""

    @abstractmethod
    def show_again(self, thing: Any, *, by: Access, at: datetime) -> None: ...

    @abstractmethod
    def give_back(self, thing: Any, *, by: Access, at: datetime) -> None:
        """To its author, to be mended; nobody else sees it before that."""


_registry: dict[str, Removable] = {}


def register(kind: Kind) -> Kind:
    if kind.code in _registry:
        raise ValueError(f"kind {kind.code} is declared twice")
    _registry[kind.code] = kind
    return kind


def find(code: str) -> Removable | None:
    """None for a kind that a former version declared."""
    return _registry.get(code)


def reportable(code: str) -> Reportable | None:
    """The same of what can be reported."""
    kind = _registry.get(code)
    return kind if isinstance(kind, Reportable) else None


def all_kinds() -> list[Removable]:
    return list(_registry.values())


def names_of(files: Iterable[int], by: Access) -> dict[int, str]:
    """Of stored files, by id, which things they are a part of; of one that stands for itself nothing."""
    wanted = list(files)
    found: dict[int, str] = {}
    for kind in all_kinds():
        things = kind.of_files(wanted, by)
        names = kind.named(thing.pk for thing in things.values()) if things else {}
        found |= {file: names[thing.pk] for file, thing in things.items()}
    return found


def owners_of(files: Iterable[int], by: Access) -> dict[int, tuple[Removable, Any]]:
    """Of stored files, by id, the kind and the thing that each is a part of; constant in their number."""
    wanted = list(files)
    return {
        file: (kind, thing)
        for kind in all_kinds()
        for file, thing in kind.of_files(wanted, by).items()
    }
