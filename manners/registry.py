"""Kinds of things that can be reported. Apps above declare theirs; this app knows none of them.

To let people report something, and administration decide about it:

1. beside its model say what it is, and register that in ``AppConfig.ready``::

       class OfAPhoto(Hideable):
           code, label = "activities.photo", _("photo")
           title, thanks = _("Report the photo"), _("The photo is hidden. …")
           template = "activities/photos/reported.html"

           def find(self, pk, by):  # asked when somebody reports it
               return DayPhoto.objects.visible_to(by, Action.VIEW_PHOTO).filter(pk=pk).first()
           …

2. lead to the form wherever it stands: ``{% url "manners:new" "activities.photo" photo.pk %}?next=…``

Hiding, showing, giving back and removing are the app's own operations, told ``by`` and ``at``; they are
called in the transaction of the report or of what is decided of it.

What is read (a plan, a day, an assessment) is a ``Legible``: nothing hides it. It says in which texts the
word list finds what administration should look at (``texts``), and may be reported like a photo.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from manners import wording
from manners.models import Report
from people.access import Access
from people.models import Institution, User

Kind = TypeVar("Kind", bound="Thing")
Text = tuple[Any, str]  # what it is called («Observation»), and what is written


class Thing(ABC):
    """One kind of things that administration has an opinion of."""

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


class Removable(Thing):
    """One that administration can take out of the journal (R21)."""

    def of_files(self, files: Iterable[int], by: Access) -> dict[int, Any]:
        """Of stored files, by id, the things that they are a part of: such a file goes with its thing."""
        return {}

    @abstractmethod
    def remove(self, thing: Any, *, by: Access, at: datetime) -> None:
        """For good, with everything that was made of it."""


class Reportable(Thing):
    """One that whoever sees it may report, too."""

    title: Any  # over the form
    thanks: Any  # what its reporter is told at once

    @abstractmethod
    def find(self, pk: int, by: Access) -> Any | None:
        """What this access sees now and may report; None for everybody else."""

    @abstractmethod
    def would_see(self, pk: int, by: Access) -> bool:
        """Would this access see it, were it not hidden? Whoever would is told that it was reported."""


class Hideable(Reportable, Removable):
    """One that nobody sees from then on, until administration decides (R27): what becomes of it."""

    @abstractmethod
    def hide(self, thing: Any, *, by: Access, at: datetime) -> None:
        """From everybody but administration, at once. ``by`` is whoever reported it."""

    @abstractmethod
    def show_again(self, thing: Any, *, by: Access, at: datetime) -> None: ...

    @abstractmethod
    def give_back(self, thing: Any, *, by: Access, at: datetime) -> None:
        """To its author, to be mended; nobody else sees it before that."""


class Legible(Reportable):
    """One that is read, and stays as it is while administration looks at it (R18)."""

    template = "manners/legible.html"
    thanks = _("Thank you. Administration will look at it and answer you.")

    @abstractmethod
    def texts(self, thing: Any) -> list[Text]:
        """What others read of it, as it stands; nothing that administration does not."""

    def would_see(self, pk: int, by: Access) -> bool:
        return self.find(pk, by) is not None

    def shown(self, thing: Any, by: Access) -> list[Any]:
        """What administration looks at: where words of the list stand."""
        return wording.minded(self.texts(thing), houses=[self.house(thing).pk])


_registry: dict[str, Thing] = {}


def register(kind: Kind) -> Kind:
    if kind.code in _registry:
        raise ValueError(f"kind {kind.code} is declared twice")
    _registry[kind.code] = kind
    return kind


def find(code: str) -> Thing | None:
    """None for a kind that a former version declared."""
    return _registry.get(code)


def reportable(code: str) -> Reportable | None:
    """The same of what can be reported."""
    kind = _registry.get(code)
    return kind if isinstance(kind, Reportable) else None


def legible(code: str) -> Legible | None:
    kind = _registry.get(code)
    return kind if isinstance(kind, Legible) else None


def outcomes_of(kind: Thing | None) -> tuple[str, ...]:
    """What can be decided about a thing of this kind, also of one that no app declares any more."""
    outcome = Report.Outcome
    if isinstance(kind, Legible):
        return outcome.STANDS, outcome.MEND
    return outcome.STANDS, outcome.GIVEN_BACK, outcome.REMOVED


def all_kinds() -> list[Thing]:
    return list(_registry.values())


def _removable() -> list[Removable]:
    return [kind for kind in _registry.values() if isinstance(kind, Removable)]


def names_of(files: Iterable[int], by: Access) -> dict[int, str]:
    """Of stored files, by id, which things they are a part of; of one that stands for itself nothing."""
    wanted = list(files)
    found: dict[int, str] = {}
    for kind in _removable():
        things = kind.of_files(wanted, by)
        names = kind.named(thing.pk for thing in things.values()) if things else {}
        found |= {file: names[thing.pk] for file, thing in things.items()}
    return found


def owners_of(files: Iterable[int], by: Access) -> dict[int, tuple[Removable, Any]]:
    """Of stored files, by id, the kind and the thing that each is a part of; constant in their number."""
    wanted = list(files)
    return {
        file: (kind, thing)
        for kind in _removable()
        for file, thing in kind.of_files(wanted, by).items()
    }
